import { readSync } from 'node:fs';

/** The first bytes of an open file: fewer when it has become shorter. */
export function readStart(file: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let end = 0;
  while (end < length) {
    const count = readSync(file, bytes, end, length - end, end);
    if (count === 0) break;
    end += count;
  }
  return bytes.subarray(0, end);
}
