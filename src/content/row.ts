import { StoredPart } from '../part.ts';
import type { SourcePath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import type { Copy, Status } from '../types/story.ts';

/** What a source file turned out to be. A story with an error is null, but may still tell its status. */
export interface Parsed<Content> {
  readonly source: SourcePath;
  readonly content: Content | null;
  /** A held story is held also while it is unfinished: null when not even that can be read. */
  readonly status: Status | null;
  readonly problems: readonly Problem[];
}

/**
 * A parsed source as bytes, twice JSON: the facts that every plan looks at, then the copy, which is left alone until
 * a page shows it. In this form a source travels from a thread, waits in memory, and is found by the next build.
 */
export interface Row {
  readonly bytes: Buffer;
  /** The facts stand from `start` to `middle`, the copy from there to `end`; a standing page has none. */
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** Rows are small, and memory is cheaper in large pieces. */
const PIECE_BYTES = 256 * 1024;
let piece = Buffer.alloc(0);
let used = 0;

export function packRow(facts: Parsed<unknown>, copy: string): Row {
  return packTexts(JSON.stringify(facts), copy);
}

/** The row of a source that could not be read or parsed. */
export function packFailure(source: SourcePath, problem: Problem): Row {
  return packRow({ source, content: null, status: null, problems: [problem] }, '');
}

/** @param tail of the row, from `middle` on; none when it is left out */
export function packTexts(head: string, tail = ''): Row {
  // A UTF-16 unit is three bytes of UTF-8 at most.
  const most = (head.length + tail.length) * 3;
  if (used + most > piece.length) {
    piece = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, most));
    used = 0;
  }
  const start = used;
  const middle = start + piece.write(head, start);
  used = middle + piece.write(tail, middle);
  return { bytes: piece, start, middle, end: used };
}

/** @typeParam Content what was packed: a row does not say whether it is a story or a standing page */
export function unpackRow<Content extends { readonly hash: string }>(row: Row): Parsed<Content> {
  const parsed = JSON.parse(jsonBefore(row));
  const { bytes, middle, end } = row;
  if (parsed.content !== null && middle < end)
    parsed.content.copy = new StoredPart<Copy>(parsed.content.copyHash, bytes, middle, end);
  return parsed;
}

/** The JSON before the middle of a row. */
export function jsonBefore({ bytes, start, middle }: Row): string {
  return bytes.toString('utf8', start, middle);
}

/**
 * Two readings of a story differ in nothing but what only its own page shows: its body, and words of the desk that
 * stand on no card. So every other page of a site stays as it is.
 */
export function differInTextOnly(a: Row, b: Row): boolean {
  return factsOf(a) === factsOf(b);
}

/** And not even in these words of the desk: in the body alone. Feeds show such words beside the body. */
export function differInBodyOnly(a: Row, b: Row): boolean {
  return differInTextOnly(a, b) && copyHashOf(a) === copyHashOf(b);
}

function factsOf(row: Row): string {
  const { content, ...rest } = JSON.parse(jsonBefore(row));
  if (content === null) return jsonBefore(row);
  const { hash, copyHash, words, ...facts } = content;
  return JSON.stringify([rest, facts]);
}

function copyHashOf(row: Row): string | undefined {
  return JSON.parse(jsonBefore(row)).content?.copyHash;
}
