import * as errors from '../errors/front-matter.ts';
import { positionAt } from '../errors/problem.ts';
import type { Problem } from '../types/problem.ts';

export type MatterLanguage = 'yaml' | 'toml' | 'json';

/** A source file cut at its fences. */
export interface FencedText {
  /** The front matter between its fences; null when the file has none. */
  readonly matter: {
    readonly language: MatterLanguage;
    readonly text: string;
    readonly line: number;
  } | null;
  readonly body: string;
}

/** More front matter than this is an accident or an attack. gray-matter takes time by the square of the lines. */
const MAX_MATTER_LENGTH = 64 * 1024;
const MAX_MATTER_LINES = 5000;

const LANGUAGES: Readonly<Record<string, MatterLanguage>> = {
  '': 'yaml',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  json: 'json',
};

/**
 * Finds the front matter of a story: `---` (YAML, or the language named after it), `+++` (TOML) or a leading `{` (JSON).
 *
 * gray-matter guesses where a fence is missing or misspelt, and then a story's body is silently lost or its front
 * matter is silently printed. So the fences are checked here, and gray-matter only sees what stands between them.
 */
export function splitFences(text: string, file: string): FencedText | Problem {
  const firstLine = lineAt(text, 0);
  if (firstLine.startsWith('---') || firstLine.startsWith('+++'))
    return splitFenced(text, file, firstLine);
  if (/^\{(?![{%#<])/.test(firstLine)) return splitJson(text, file);

  const stray = /^\s*\n(?=(?:---|\+\+\+)[^\n]*\n)/.exec(text);
  if (stray) {
    return errors.matterNotOnFirstLine({ file, text, position: positionAt(text, stray[0].length) });
  }
  return { matter: null, body: text };
}

function splitFenced(text: string, file: string, firstLine: string): FencedText | Problem {
  const fence = firstLine.slice(0, 3);
  const named = firstLine.slice(3).trim().toLowerCase();
  const start = { file, text, position: { line: 1, column: 1 } };
  if (named.startsWith(fence.charAt(0))) return errors.longFence(start, firstLine.trim());
  const language = fence === '+++' && named === '' ? 'toml' : languageOf(named);
  if (language === undefined) return errors.matterLanguage(start, named);

  // YAML may end with three dots as well.
  const close = new RegExp(`^(?:${fence === '---' ? '---|\\.\\.\\.' : '\\+\\+\\+'})[ \\t]*$`, 'gm');
  close.lastIndex = firstLine.length + 1;
  const end = firstLine.length < text.length ? close.exec(text) : null;
  if (!end) return errors.unclosedMatter(start, fence);

  const matter = text.slice(firstLine.length + 1, end.index);
  const bodyStart = Math.min(end.index + end[0].length + 1, text.length);
  return cut(text, file, bodyStart, { language, text: matter, line: 2 });
}

function languageOf(named: string): MatterLanguage | undefined {
  return Object.hasOwn(LANGUAGES, named) ? LANGUAGES[named] : undefined;
}

function splitJson(text: string, file: string): FencedText | Problem {
  const end = endOfJsonObject(text);
  const start = { file, text, position: { line: 1, column: 1 } };
  if (end === -1) return errors.unclosedMatter(start, '{');
  const bodyStart = text.charAt(end) === '\n' ? end + 1 : end;
  return cut(text, file, bodyStart, { language: 'json', text: text.slice(0, end), line: 1 });
}

function cut(
  text: string,
  file: string,
  bodyStart: number,
  matter: NonNullable<FencedText['matter']>,
): FencedText | Problem {
  const start = { file, text, position: { line: 1, column: 1 } };
  if (matter.text.length > MAX_MATTER_LENGTH)
    return errors.matterTooLong(start, `${MAX_MATTER_LENGTH / 1024} kB`);
  if (positionAt(matter.text, matter.text.length).line > MAX_MATTER_LINES)
    return errors.matterTooLong(start, `${MAX_MATTER_LINES} lines`);
  return { matter, body: text.slice(bodyStart) };
}

function endOfJsonObject(text: string): number {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return i + 1;
  }
  return -1;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}
