import type { Problem } from '../types/problem.ts';

/**
 * The problems of a run as they are reported: each once, errors before warnings, then by file and line, whatever the
 * order of the work was. A template's mistake shows on every page that it makes, and is reported with their number.
 */
export function collapse(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, { readonly first: Problem; count: number }>();
  for (const problem of problems) {
    const key = keyOf(problem);
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: problem, count: 1 });
  }
  return [...groups.values()]
    .map(({ first, count }) =>
      isOfTemplate(first) && count > 1 ? withCount(first, count - 1) : first,
    )
    .sort(byPlace);
}

function isOfTemplate({ code }: Problem): boolean {
  return code.startsWith('template-');
}

function keyOf(problem: Problem): string {
  const { code, file, line, column, message } = problem;
  // The message of a template's mistake names the page on which it happened.
  return [code, file, line, column, isOfTemplate(problem) ? '' : message].join('\n');
}

function withCount(problem: Problem, others: number): Problem {
  const pages = others === 1 ? 'page' : 'pages';
  return {
    ...problem,
    message: `${problem.message.replace(/\.$/, '')}, and on ${others} other ${pages}.`,
  };
}

function byPlace(a: Problem, b: Problem): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  const [fileA, fileB] = [a.file ?? '', b.file ?? ''];
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  const lines = (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return lines || (a.code < b.code ? -1 : 1);
}
