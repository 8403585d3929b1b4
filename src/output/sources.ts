import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Row } from '../content/row.ts';
import type { KnownSource, KnownSources } from '../content/stock.ts';
import { digest } from '../hash.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const FORMAT = 'broadsheet-sources-2';

/** In columns; the rows themselves stand in a file of their own. */
interface Stored {
  readonly version: string;
  /** Of the file of rows. */
  readonly rows: string;
  readonly paths: readonly string[];
  readonly hashes: readonly string[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
  /** Where, in the file of rows, a row begins, its copy begins, and the row ends. */
  readonly starts: readonly number[];
  readonly middles: readonly number[];
  readonly ends: readonly number[];
}

/** What is remembered of the sources was damaged, which is found out only when it is looked at. */
export class DamagedMemory extends Error {}

/**
 * Reads what an earlier build knew of the sources. Their rows are read when one of them is asked for its bytes.
 *
 * @returns nothing when there is nothing, or it is of another version
 */
export function readSources(path: string, version: string): KnownSources {
  const stored = readEnvelope(path, FORMAT) as Stored | null;
  const known = new Map<string, KnownSource>();
  if (stored === null || stored.version !== version) return known;
  const { hashes, sizes, mtimes, ctimes, starts, middles, ends } = stored;
  const rows = new RowFile(rowsOf(path), stored.rows);
  for (const [i, source] of stored.paths.entries()) {
    known.set(source, {
      stat: { size: sizes[i] ?? -1, mtimeMs: mtimes[i] ?? -1, ctimeMs: ctimes[i] ?? -1 },
      hash: hashes[i] ?? '',
      row: new RememberedRow(rows, starts[i] ?? 0, middles[i] ?? 0, ends[i] ?? 0),
    });
  }
  return known;
}

export function writeSources(path: string, version: string, sources: KnownSources): void {
  const entries = [...sources.values()];
  const rows = writeRows(rowsOf(path), entries);
  const stored: Stored = {
    version,
    rows: rows.hash,
    paths: [...sources.keys()],
    hashes: entries.map(({ hash }) => hash),
    sizes: entries.map(({ stat }) => stat.size),
    mtimes: entries.map(({ stat }) => stat.mtimeMs),
    ctimes: entries.map(({ stat }) => stat.ctimeMs),
    starts: rows.places.map(({ start }) => start),
    middles: rows.places.map(({ middle }) => middle),
    ends: rows.places.map(({ end }) => end),
  };
  writeEnvelope(path, FORMAT, stored, { flush: false });
}

/** Writes all rows, unless every one of them is in the file already: a fresh checkout changes times and nothing else. */
function writeRows(
  path: string,
  entries: readonly KnownSource[],
): { readonly hash: string; readonly places: readonly Omit<Row, 'bytes'>[] } {
  const known = entries.map(({ row }) => (row instanceof RememberedRow ? row : null));
  const [first] = known;
  if (first && known.every((row) => row?.file === first.file))
    return { hash: first.file.hash, places: known.filter((row) => row !== null) };
  const pieces: Buffer[] = [];
  const places: Omit<Row, 'bytes'>[] = [];
  let start = 0;
  for (const { row } of entries) {
    pieces.push(row.bytes.subarray(row.start, row.end));
    const end = start + row.end - row.start;
    places.push({ start, middle: start + row.middle - row.start, end });
    start = end;
  }
  const rows = Buffer.concat(pieces);
  writeFileSync(`${path}.tmp`, rows);
  renameSync(`${path}.tmp`, path);
  return { hash: digest(rows), places };
}

function rowsOf(path: string): string {
  return `${path}-rows`;
}

class RowFile {
  readonly #path: string;
  readonly hash: string;
  #bytes: Buffer | null = null;

  constructor(path: string, hash: string) {
    this.#path = path;
    this.hash = hash;
  }

  get bytes(): Buffer {
    this.#bytes ??= this.#read();
    return this.#bytes;
  }

  #read(): Buffer {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#path);
    } catch {
      throw new DamagedMemory();
    }
    if (digest(bytes) !== this.hash) throw new DamagedMemory();
    return bytes;
  }
}

class RememberedRow implements Row {
  readonly file: RowFile;
  readonly start: number;
  readonly middle: number;
  readonly end: number;

  constructor(file: RowFile, start: number, middle: number, end: number) {
    this.file = file;
    this.start = start;
    this.middle = middle;
    this.end = end;
  }

  get bytes(): Buffer {
    return this.file.bytes;
  }
}
