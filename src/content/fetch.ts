import { closeSync, fstatSync, openSync } from 'node:fs';
import { cannotRead } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { SourcePath } from '../paths.ts';
import { readStart } from './file-start.ts';
import { type Cut, OpenedText } from './opened-text.ts';
import { readPicture } from './pictures.ts';
import { packFailure, type Row } from './row.ts';
import type { Role } from './scan.ts';
import { GONE, type Stat } from './stock.ts';

/** A source to be looked into. */
export interface ReadTask {
  readonly source: SourcePath;
  readonly role: Role;
  /** Of the bytes that are known; when they are still the same, they need not be parsed. */
  readonly hash: string | null;
}

/** A source as it was found: a text waits to be parsed, of all else the row is there. */
export interface Fetched {
  /** Before it was read: what changes meanwhile is read again next time. */
  readonly stat: Stat;
  /** Of the bytes. */
  readonly hash: string;
  /** Neither is there when the bytes are the known ones. */
  readonly row: Row | null;
  readonly text: Buffer | null;
  /** Of a text that was cut open where it was fetched. */
  readonly cut: Cut | null;
}

/** Reads the bytes of a source. Nothing is thrown: a file that cannot be read becomes a row that says so. */
export function fetchSource(root: string, { source, role, hash: known }: ReadTask): Fetched {
  let file: number | null = null;
  try {
    file = openSync(`${root}/${source}`, 'r');
    const { size, mtimeMs, ctimeMs } = fstatSync(file);
    const stat = { size, mtimeMs, ctimeMs };
    if (role === 'picture') {
      const { hash, row } = readPicture(file, size, source);
      return { stat, hash, row: hash === known ? null : row, text: null, cut: null };
    }
    const bytes = readStart(file, size);
    const hash = digest(bytes);
    return { stat, hash, row: null, text: hash === known ? null : bytes, cut: null };
  } catch (error) {
    return {
      stat: GONE,
      hash: '',
      row: packFailure(source, cannotRead(source, error)),
      text: null,
      cut: null,
    };
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Spares whoever parses a text most of the work. A text with which something is wrong is left to them, messages and all. */
export function cutOpen(fetched: Fetched): Fetched {
  if (fetched.text === null) return fetched;
  const opened = OpenedText.open(fetched.text, '');
  return { ...fetched, cut: 'code' in opened ? null : opened.cut() };
}
