import { isUtf8 } from 'node:buffer';
import { notUtf8, nulByte } from '../errors/front-matter.ts';
import { positionAt } from '../errors/problem.ts';
import type { Problem } from '../types/problem.ts';

export type Decoded = { readonly text: string } | { readonly problem: Problem };

const REPLACEMENT = Buffer.from('\ufffd');

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

/** The first byte that is not UTF-8: where the decoder put a U+FFFD that does not stand in the file. */
function firstInvalidByte(bytes: Buffer): { offset: number; line: number; column: number } {
  let offset = 0;
  for (const part of bytes.toString('utf8').split('\ufffd')) {
    offset += Buffer.byteLength(part);
    if (!bytes.subarray(offset, offset + REPLACEMENT.length).equals(REPLACEMENT)) break;
    offset += REPLACEMENT.length;
  }
  const before = bytes
    .toString('utf8', 0, offset)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  return { offset, ...positionAt(before, before.length) };
}
