import { createReadStream, lstatSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** The part of a file that was asked for, both ends included. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header. RFC 9110, section 14: one range of bytes is answered, what cannot be understood is ignored.
 *
 * @returns null for the whole file, and `unsatisfiable` for a part that is not there
 */
export function rangeOf(header: string | undefined, size: number): Range | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  // From the end to the beginning is no range.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

interface FileAnswer {
  /** Absolute path. */
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly range: string | undefined;
  readonly isHead: boolean;
}

/** Sends a file, or the part of it that was asked for. False when there is no such file. */
export function sendFile(
  response: ServerResponse,
  { file, headers, status = 200, range: written, isHead }: FileAnswer,
): boolean {
  // Not a link: it may lead anywhere.
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return false;
  const { size } = stat;
  const range = status === 200 ? rangeOf(written, size) : null;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${size}`, 'content-length': '0' }).end();
    return true;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range === null ? status : 206, {
    ...headers,
    'accept-ranges': 'bytes',
    'content-length': String(end - start + 1),
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  if (isHead || size === 0) response.end();
  // A reader who leaves, and a file that goes away meanwhile, end the answer and nothing else.
  else pipeline(createReadStream(file, { start, end }), response, () => {});
  return true;
}
