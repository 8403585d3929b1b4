import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import type { Row } from '../content/row.ts';
import { digest } from '../hash.ts';

/** Rows that are read together, and have one checksum. */
const CHUNK_BYTES = 128 * 1024;
/** A file of which more than this share is rows that nobody refers to any more is written anew. */
const WASTE = 1 / 4;

/** Where rows stand in their file: plain data, to be stored beside it. */
export interface RowColumns {
  /** Chunks stand in the file one after the other. */
  readonly lengths: readonly number[];
  readonly hashes: readonly string[];
  /** For each row its chunk, and where in the chunk it begins, its second half begins, and it ends. */
  readonly chunks: readonly number[];
  readonly starts: readonly number[];
  readonly middles: readonly number[];
  readonly ends: readonly number[];
}

/** What is remembered turned out to be damaged, which is found out only when it is looked at. */
export class DamagedMemory extends Error {}

/**
 * The rows of a file. Nothing is read before a row is asked for its bytes, and then no more than its chunk.
 *
 * @param path of the file that `writeRows` wrote
 */
export function openRows(path: string, columns: RowColumns): readonly Row[] {
  const { lengths, hashes, chunks, starts, middles, ends } = columns;
  let offset = 0;
  const all = lengths.map((length, i) => {
    const chunk = new Chunk({ path, index: i, offset, length, hash: hashes[i] ?? '' });
    offset += length;
    return chunk;
  });
  return chunks.map((chunk, i) => {
    const home = all[chunk];
    if (home === undefined) throw new DamagedMemory();
    return new StoredRow(home, starts[i] ?? 0, middles[i] ?? 0, ends[i] ?? 0);
  });
}

/**
 * Writes rows into a file. Those that `openRows` found in that file stay where they are, and the others are added to
 * its end; a new file is made when there are none to keep, or too many that nobody needs.
 *
 * @param before where the rows stand that the file holds now
 * @returns where the rows stand, in the order in which they were given
 */
export function writeRows(
  path: string,
  rows: readonly Row[],
  before: RowColumns | null = null,
): RowColumns {
  const stays = before === null ? 0 : bytesOf(rows.filter((row) => isStored(row, path)));
  const held = before === null ? 0 : sum(before.lengths);
  const isWorthKeeping = before !== null && stays > 0 && stays >= held * (1 - WASTE);
  const kept = isWorthKeeping ? before : { lengths: [], hashes: [] };
  const lengths = [...kept.lengths];
  const hashes = [...kept.hashes];
  const chunks: number[] = [];
  const starts: number[] = [];
  const middles: number[] = [];
  const ends: number[] = [];
  const pieces: Buffer[] = [];
  let pending: Buffer[] = [];
  let size = 0;

  function closeChunk(): void {
    if (size === 0) return;
    const chunk = Buffer.concat(pending);
    lengths.push(size);
    hashes.push(digest(chunk));
    pieces.push(chunk);
    pending = [];
    size = 0;
  }

  for (const row of rows) {
    if (isWorthKeeping && isStored(row, path)) {
      chunks.push(row.chunk.index);
      starts.push(row.start);
      middles.push(row.middle);
      ends.push(row.end);
      continue;
    }
    const length = row.end - row.start;
    if (size + length > CHUNK_BYTES) closeChunk();
    chunks.push(lengths.length);
    starts.push(size);
    middles.push(size + row.middle - row.start);
    ends.push(size + length);
    pending.push(row.bytes.subarray(row.start, row.end));
    size += length;
  }
  closeChunk();
  if (isWorthKeeping) append(path, held, pieces);
  else replace(path, pieces);
  return { lengths, hashes, chunks, starts, middles, ends };
}

function append(path: string, offset: number, pieces: readonly Buffer[]): void {
  if (pieces.length === 0) return;
  const descriptor = openSync(path, 'r+');
  try {
    // What lies behind was added by somebody who did not come to say so.
    ftruncateSync(descriptor, offset);
    writeAll(descriptor, pieces, offset);
  } finally {
    closeSync(descriptor);
  }
}

function replace(path: string, pieces: readonly Buffer[]): void {
  const temporary = `${path}.tmp`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeAll(descriptor, pieces, 0);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}

function writeAll(descriptor: number, pieces: readonly Buffer[], offset: number): void {
  let position = offset;
  for (const piece of pieces) {
    let written = 0;
    while (written < piece.length)
      written += writeSync(descriptor, piece, written, piece.length - written, position + written);
    position += piece.length;
  }
}

function isStored(row: Row, path: string): row is StoredRow {
  return row instanceof StoredRow && row.chunk.path === path;
}

function bytesOf(rows: readonly Row[]): number {
  return sum(rows.map(({ start, end }) => end - start));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

interface ChunkPlace {
  readonly path: string;
  readonly index: number;
  readonly offset: number;
  readonly length: number;
  readonly hash: string;
}

class Chunk {
  readonly #place: ChunkPlace;
  #bytes: Buffer | null = null;

  constructor(place: ChunkPlace) {
    this.#place = place;
  }

  get path(): string {
    return this.#place.path;
  }

  get index(): number {
    return this.#place.index;
  }

  /** @throws DamagedMemory */
  get bytes(): Buffer {
    this.#bytes ??= readChunk(this.#place);
    return this.#bytes;
  }
}

function readChunk({ path, offset, length, hash }: ChunkPlace): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  try {
    const descriptor = openSync(path, 'r');
    try {
      if (fstatSync(descriptor).size < offset + length) throw new DamagedMemory();
      readSync(descriptor, bytes, 0, length, offset);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    throw new DamagedMemory();
  }
  if (digest(bytes) !== hash) throw new DamagedMemory();
  return bytes;
}

class StoredRow implements Row {
  readonly chunk: Chunk;
  readonly start: number;
  readonly middle: number;
  readonly end: number;

  constructor(chunk: Chunk, start: number, middle: number, end: number) {
    this.chunk = chunk;
    this.start = start;
    this.middle = middle;
    this.end = end;
  }

  get bytes(): Buffer {
    return this.chunk.bytes;
  }
}
