import type { SourcePath } from '../paths.ts';
import { type Fetched, fetchSource, type ReadTask } from './fetch.ts';
import { packLiveEntry } from './live-entry.ts';
import type { Row } from './row.ts';
import type { Role } from './scan.ts';
import type { Stat } from './stock.ts';
import { packStandingPage, packStory } from './story.ts';
import type { Zone } from './zone.ts';

/** What reading a source came to: its row, or `null` when its bytes are the known ones. */
export interface ReadResult {
  readonly stat: Stat;
  readonly hash: string;
  readonly row: Row | null;
}

/** Reads one source and, unless it is known, parses it. */
export function readSource(root: string, task: ReadTask, zone: Zone): ReadResult {
  return parseSource(task, fetchSource(root, task), zone);
}

/** Parses a source that somebody fetched. */
export function parseSource(
  { source, role }: { readonly source: SourcePath; readonly role: Role },
  { stat, hash, row, text, cut }: Fetched,
  zone: Zone,
): ReadResult {
  if (text === null || role === 'picture') return { stat, hash, row };
  return { stat, hash, row: PACK[role]({ source, bytes: text, hash, cut, zone }) };
}

const PACK = { story: packStory, page: packStandingPage, entry: packLiveEntry };
