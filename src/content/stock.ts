import { statSync } from 'node:fs';
import type { SourcePath } from '../paths.ts';
import type { Row } from './row.ts';
import { type Role, type Sources, sourcesToRead } from './scan.ts';

/** What the system says of a file without opening it. Times in milliseconds since 1970, to a fraction. */
export interface Stat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A source as an earlier build knew it. */
export interface KnownSource {
  readonly role: Role;
  readonly stat: Stat;
  /** Of the bytes. */
  readonly hash: string;
  readonly row: Row;
}

export type KnownSources = ReadonlyMap<string, KnownSource>;

/** Which sources are as an earlier build knew them, and which must be looked into. */
export interface Stock {
  readonly known: ReadonlyMap<SourcePath, KnownSource>;
  readonly doubtful: readonly (readonly [SourcePath, Role])[];
}

/**
 * Compares the sources with what is known of them, by size and times. A fresh checkout has new times: its files are
 * doubtful, and found to be known when their bytes are read.
 */
export function takeStock(root: string, listed: Sources, before: KnownSources): Stock {
  const known = new Map<SourcePath, KnownSource>();
  const doubtful: [SourcePath, Role][] = [];
  for (const [role, sources] of sourcesToRead(listed)) {
    for (const source of sources) {
      const old = before.get(source);
      // A story that becomes an update of a live blog is read anew.
      if (old?.role === role && isAs(old.stat, `${root}/${source}`)) known.set(source, old);
      else doubtful.push([source, role]);
    }
  }
  return { known, doubtful };
}

/** What no file has, so that it is read again next time. */
export const GONE: Stat = { size: -1, mtimeMs: -1, ctimeMs: -1 };

/** A file that is gone since it was listed is not as it was: reading it says what is wrong. */
function isAs({ size, mtimeMs, ctimeMs }: Stat, path: string): boolean {
  const now = statSync(path, { throwIfNoEntry: false });
  return now?.size === size && now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs;
}

/** Coarse file systems count time in steps of two seconds. */
const SETTLED_MS = 2000;

/**
 * What may be remembered of a file. One that was changed a moment before it was read may be changed again within the
 * same tick of the file system's clock and look the same: it gets a stat that no file has.
 *
 * @param now milliseconds since 1970, by the clock of the file system
 */
export function settledStat(stat: Stat, now: number): Stat {
  return Math.max(stat.mtimeMs, stat.ctimeMs) < now - SETTLED_MS ? stat : GONE;
}
