import { rmSync } from 'node:fs';
import type { Placements } from '../site/placements.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { openRows, type RowColumns, writeRows } from './row-file.ts';

const FORMAT = 'broadsheet-placements-1';

/** The rows stand in a file of their own, of which a build reads the few pieces that it needs. */
interface Stored {
  readonly plan: string;
  readonly placements: Omit<Placements, 'rows'>;
  readonly rows: RowColumns;
}

/** @returns null when that plan is not the one that is remembered */
export function readPlacements(path: string, plan: string): Placements | null {
  const stored = readEnvelope(path, FORMAT) as Stored | null;
  if (stored === null || stored.plan !== plan) return null;
  return { ...stored.placements, rows: openRows(rowsOf(path), stored.rows) };
}

export function writePlacements(path: string, plan: string, { rows, ...rest }: Placements): void {
  const stored: Stored = { plan, placements: rest, rows: writeRows(rowsOf(path), rows) };
  writeEnvelope(path, FORMAT, stored, { flush: false });
}

export function removePlacements(path: string): void {
  for (const file of [path, rowsOf(path)]) rmSync(file, { force: true });
}

function rowsOf(path: string): string {
  return `${path}-rows`;
}
