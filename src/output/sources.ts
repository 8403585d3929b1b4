import type { Role } from '../content/scan.ts';
import type { KnownSource, KnownSources } from '../content/stock.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { openRows, type RowColumns, writeRows } from './row-file.ts';

const FORMAT = 'broadsheet-sources-4';

/** In columns; the rows themselves stand in a file of their own. */
interface Stored {
  readonly version: string;
  readonly paths: readonly string[];
  readonly roles: readonly Role[];
  readonly hashes: readonly string[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
  readonly rows: RowColumns;
}

export interface RememberedSources {
  readonly known: KnownSources;
  /** Where their rows stand; null when nothing is remembered. */
  readonly rows: RowColumns | null;
}

/**
 * Reads what an earlier build knew of the sources. Their rows are read when one of them is asked for its bytes.
 *
 * @returns nothing when there is nothing, or it is of another version
 */
export function readSources(path: string, version: string): RememberedSources {
  const stored = readEnvelope(path, FORMAT) as Stored | null;
  const known = new Map<string, KnownSource>();
  if (stored === null || stored.version !== version) return { known, rows: null };
  const { paths, roles, hashes, sizes, mtimes, ctimes } = stored;
  for (const [i, row] of openRows(rowsOf(path), stored.rows).entries()) {
    known.set(paths[i] ?? '', {
      role: roles[i] ?? 'story',
      stat: { size: sizes[i] ?? -1, mtimeMs: mtimes[i] ?? -1, ctimeMs: ctimes[i] ?? -1 },
      hash: hashes[i] ?? '',
      row,
    });
  }
  return { known, rows: stored.rows };
}

/** @param before where the rows stand that the file holds now */
export function writeSources(
  path: string,
  version: string,
  { sources, before }: { readonly sources: KnownSources; readonly before: RowColumns | null },
): void {
  const entries = [...sources.values()];
  const stored: Stored = {
    version,
    paths: [...sources.keys()],
    roles: entries.map(({ role }) => role),
    hashes: entries.map(({ hash }) => hash),
    sizes: entries.map(({ stat }) => stat.size),
    mtimes: entries.map(({ stat }) => stat.mtimeMs),
    ctimes: entries.map(({ stat }) => stat.ctimeMs),
    rows: writeRows(
      rowsOf(path),
      entries.map(({ row }) => row),
      before,
    ),
  };
  writeEnvelope(path, FORMAT, stored, { flush: false });
}

function rowsOf(path: string): string {
  return `${path}-rows`;
}
