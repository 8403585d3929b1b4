import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Row } from '../content/row.ts';
import type { KnownSource, KnownSources } from '../content/stock.ts';
import { digest } from '../hash.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const FORMAT = 'broadsheet-sources-1';

/** In columns; the rows themselves stand one after the other in a file of their own. */
interface Stored {
  readonly version: string;
  /** Of the file of rows. */
  readonly rows: string;
  readonly paths: readonly string[];
  readonly hashes: readonly string[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
  /** Where, in the file of rows, a row's copy begins, and where the row ends. */
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
  const { hashes, sizes, mtimes, ctimes, middles, ends } = stored;
  const rows = new RowFile(rowsOf(path), stored.rows);
  let start = 0;
  for (const [i, source] of stored.paths.entries()) {
    const end = ends[i] ?? 0;
    known.set(source, {
      stat: { size: sizes[i] ?? -1, mtimeMs: mtimes[i] ?? -1, ctimeMs: ctimes[i] ?? -1 },
      hash: hashes[i] ?? '',
      row: new RememberedRow(rows, start, middles[i] ?? 0, end),
    });
    start = end;
  }
  return known;
}

export function writeSources(path: string, version: string, sources: KnownSources): void {
  const parts: Buffer[] = [];
  const middles: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const { row } of sources.values()) {
    parts.push(row.bytes.subarray(row.start, row.end));
    middles.push(offset + row.middle - row.start);
    offset += row.end - row.start;
    ends.push(offset);
  }
  const rows = Buffer.concat(parts);
  const entries = [...sources.values()];
  const stored: Stored = {
    version,
    rows: digest(rows),
    paths: [...sources.keys()],
    hashes: entries.map(({ hash }) => hash),
    sizes: entries.map(({ stat }) => stat.size),
    mtimes: entries.map(({ stat }) => stat.mtimeMs),
    ctimes: entries.map(({ stat }) => stat.ctimeMs),
    middles,
    ends,
  };
  writeFileSync(`${rowsOf(path)}.tmp`, rows);
  renameSync(`${rowsOf(path)}.tmp`, rowsOf(path));
  writeEnvelope(path, FORMAT, stored, { flush: false });
}

function rowsOf(path: string): string {
  return `${path}-rows`;
}

class RowFile {
  readonly #path: string;
  readonly #hash: string;
  #bytes: Buffer | null = null;

  constructor(path: string, hash: string) {
    this.#path = path;
    this.#hash = hash;
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
    if (digest(bytes) !== this.#hash) throw new DamagedMemory();
    return bytes;
  }
}

class RememberedRow implements Row {
  readonly #file: RowFile;
  readonly start: number;
  readonly middle: number;
  readonly end: number;

  constructor(file: RowFile, start: number, middle: number, end: number) {
    this.#file = file;
    this.start = start;
    this.middle = middle;
    this.end = end;
  }

  get bytes(): Buffer {
    return this.#file.bytes;
  }
}
