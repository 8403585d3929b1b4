import type { BuildReport, Stage } from '../builder.ts';
import { printable } from '../errors/problem.ts';
import type { Problem } from '../types/problem.ts';
import { version } from '../version.ts';
import type { Invocation, Terminal } from './command.ts';

/** Terminal colours, or nothing. */
export function createPaint(color: boolean): (style: keyof typeof STYLES, text: string) => string {
  return color ? (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m` : (_, text) => text;
}

const STYLES = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const;

/** `stories/world/a.md:4:7  error  bad-date  message`, the lines around it, and what to do. */
export function formatProblem(problem: Problem, color: boolean): string {
  const paint = createPaint(color);
  const { file, line, column, severity, code, message, frame, hint } = problem;
  const place = printable([file, line, column].filter((part) => part !== undefined).join(':'));
  const grave = severity === 'error' ? paint('red', 'error') : paint('yellow', 'warning');
  const rows = [
    [paint('bold', place), grave, paint('dim', code), printable(message)]
      .filter((part) => (part !== '' && place !== '') || part !== paint('bold', ''))
      .join('  '),
  ];
  if (frame)
    rows.push(
      ...frame.split('\n').map((row) => `    ${paint(row.startsWith('>') ? 'bold' : 'dim', row)}`),
    );
  if (hint) rows.push(`    ${paint('cyan', 'hint:')} ${printable(hint)}`);
  return rows.join('\n');
}

/** A long list of warnings would hide the errors: it is cut, unless --verbose. */
const MAX_WARNINGS = 20;

export function printProblems(
  problems: readonly Problem[],
  { verbose, quiet }: Pick<Invocation, 'verbose' | 'quiet'>,
  terminal: Terminal,
): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const shown = quiet ? [] : verbose ? warnings : warnings.slice(0, MAX_WARNINGS);
  for (const problem of [...shown, ...errors])
    terminal.note(`${formatProblem(problem, terminal.color)}\n`);
  const hidden = warnings.length - shown.length;
  if (hidden > 0 && !quiet)
    terminal.note(`… and ${hidden} more ${plural(hidden, 'warning')}; --verbose shows them all.`);
}

export function countProblems(problems: readonly Problem[]): { errors: number; warnings: number } {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

export function plural(n: number, word: string): string {
  return n === 1 ? word : `${word}s`;
}

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  open: 'Opening',
  read: 'Reading stories',
  plan: 'Planning',
  render: 'Making pages',
  commit: 'Publishing',
};

/** Long builds show how far they are; short ones, and those that nobody watches, show nothing. */
export function progressOf(
  terminal: Terminal,
): (progress: { stage: Stage; done: number; total: number }) => void {
  const start = terminal.now();
  let last = start;
  return ({ stage, done, total }) => {
    if (done % 32 !== 0) return;
    const now = terminal.now();
    if (now - start < 700 || now - last < 80) return;
    last = now;
    terminal.progress(`${STAGE_NAMES[stage]} ${done} of ${total}`);
  };
}

/** The machine-readable report of `build` and `check`; its fields are listed in docs/cli.md. */
export function jsonReport(
  command: string,
  report: BuildReport,
  { root, clock }: Invocation,
): string {
  const {
    ok,
    problems,
    written,
    kept,
    removed,
    foreign,
    work,
    stories,
    recovered,
    nextChange,
    lastsUntil,
    durations,
  } = report;
  return JSON.stringify(
    {
      broadsheet: version,
      command,
      ok,
      root,
      clock: new Date(clock).toISOString(),
      stories,
      read: work.read,
      parsed: work.parsed,
      planned: work.planned,
      rendered: work.rendered,
      counts: {
        written: written.length,
        kept: kept.length,
        removed: removed.length,
        ...countProblems(problems),
      },
      written,
      kept,
      removed,
      foreign,
      recovered,
      nextChange: nextChange === null ? null : new Date(nextChange).toISOString(),
      lastsUntil: lastsUntil === null ? null : new Date(lastsUntil).toISOString(),
      problems,
      durations: Object.fromEntries(
        Object.entries(durations).map(([stage, ms]) => [stage, Math.round(ms)]),
      ),
    },
    null,
    2,
  );
}

/** The report of a command that could not even start. */
export function jsonFailure(command: string | null, problems: readonly Problem[]): string {
  return JSON.stringify({ broadsheet: version, command, ok: false, problems }, null, 2);
}

export function pollingInWords(reason: string): string {
  return `The system does not tell of all changes (${reason}); files are looked at from time to time instead.`;
}
