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

export function packRow(facts: Parsed<unknown>, copy: string): Row {
  const head = JSON.stringify(facts);
  const middle = Buffer.byteLength(head);
  const bytes = Buffer.from(head + copy);
  return { bytes, start: 0, middle, end: bytes.length };
}

/** @typeParam Content what was packed: a row does not say whether it is a story or a standing page */
export function unpackRow<Content extends { readonly hash: string }>({
  bytes,
  start,
  middle,
  end,
}: Row): Parsed<Content> {
  const parsed = JSON.parse(bytes.toString('utf8', start, middle));
  if (parsed.content !== null && middle < end)
    parsed.content.copy = new StoredPart<Copy>(parsed.content.copyHash, bytes, middle, end);
  return parsed;
}
