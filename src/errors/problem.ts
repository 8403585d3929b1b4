import type { Position, Problem } from '../types/problem.ts';

/** Exit codes of the command line, part of the public contract. */
export const EXIT = {
  ok: 0,
  content: 1,
  usage: 2,
  locked: 3,
  interrupted: 130,
  terminated: 143,
} as const;

/** The one error that Broadsheet throws: it carries every problem found so far. */
export class BroadsheetError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: number;

  constructor(problems: readonly Problem[], exitCode: number = EXIT.content) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'BroadsheetError';
    this.problems = problems;
    this.exitCode = exitCode;
  }
}

/** Stands in for what ends a process: programs of a site may fail, but not end the one that runs them. */
export function refuseToExit(): never {
  throw new Error('it tried to end the process');
}

/** A place in a source text: what an error function needs to say where, and to show it. */
export interface Place {
  readonly file: string;
  readonly text: string;
  readonly position: Position;
}

/** A problem with a value in front matter; whoever has the file can say on which line it stands. */
export interface KeyProblem {
  readonly source: string;
  /** The names under which the value may stand. */
  readonly keys: readonly string[];
  readonly describe: (place: Place | string) => Problem;
}

interface Words {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export function errorAt(place: Place | string, words: Words): Problem {
  return { severity: 'error', ...words, ...whereabouts(place) };
}

export function warningAt(place: Place | string, words: Words): Problem {
  return { severity: 'warning', ...words, ...whereabouts(place) };
}

function whereabouts(place: Place | string): Pick<Problem, 'file' | 'line' | 'column' | 'frame'> {
  // A problem of no file, such as two lists with one address.
  if (place === '') return {};
  if (typeof place === 'string') return { file: place };
  const { line, column } = place.position;
  return { file: place.file, line, column, frame: codeFrame(place.text, place.position) };
}

/** The position of an offset (in UTF-16 units) in a text whose lines end with `\n`. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) line++;
  return { line, column: offset - lineStart + 1 };
}

const FRAME_WIDTH = 100;

/** The line of a problem between its neighbours, with a caret under the column. */
function codeFrame(text: string, { line, column }: Position): string {
  const lines = text.split('\n');
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const gutter = String(last).length;
  // A paragraph is often one very long line: show the window around the column.
  const from = column > FRAME_WIDTH - 20 ? column - Math.floor(FRAME_WIDTH / 2) : 0;
  const rows: string[] = [];
  for (let n = first; n <= last; n++) {
    const shown = printable((lines[n - 1] ?? '').slice(from, from + FRAME_WIDTH));
    rows.push(`${n === line ? '>' : ' '} ${String(n).padStart(gutter)} | ${shown}`.trimEnd());
    if (n === line) rows.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - from - 1)}^`);
  }
  return rows.join('\n');
}

/** Terminals obey control characters; a story must not be able to speak to one. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** `one`, `one or two`, `one, two or three` */
export function listOf(words: readonly string[], conjunction = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
