import { isUtf8 } from 'node:buffer';
import { positionAt } from '../errors/problem.ts';
import { notUtf8, nulByte } from '../errors/story.ts';
import type { Problem } from '../types/problem.ts';

export type Decoded = { readonly text: string } | { readonly problem: Problem };

/**
 * The text of a source file: valid UTF-8, without a byte order mark, with `\n` line ends, so that a file saved on
 * Windows builds to the same bytes as one saved elsewhere.
 */
export function decodeText(bytes: Buffer, file: string): Decoded {
  if (!isUtf8(bytes)) return { problem: notUtf8(file, firstInvalidByte(bytes)) };
  let text = bytes.toString('utf8');
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  const nul = text.indexOf('\0');
  if (nul !== -1) return { problem: nulByte({ file, text, position: positionAt(text, nul) }) };
  return { text };
}

/** Offset of the first byte that is not UTF-8: the longest valid prefix is found by halving. */
function firstInvalidByte(bytes: Buffer): { offset: number; line: number; column: number } {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isPrefixOfUtf8(bytes, middle)) valid = middle;
    else invalid = middle;
  }
  const before = bytes.subarray(0, valid).toString('utf8').replace(/\r\n?/g, '\n');
  return { offset: valid, ...positionAt(before, before.length) };
}

/** True when the first `length` bytes are valid, apart from a character that is cut off at the end. */
function isPrefixOfUtf8(bytes: Buffer, length: number): boolean {
  for (let cut = 0; cut <= 3 && cut <= length; cut++) {
    if (isUtf8(bytes.subarray(0, length - cut))) return true;
  }
  return false;
}
