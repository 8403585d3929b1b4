import { differInTextOnly } from '../content/row.ts';
import type { KnownSources } from '../content/stock.ts';
import type { SourcePath } from '../paths.ts';
import type { Placements } from '../site/placements.ts';
import type { Edition } from '../types/manifest.ts';
import type { ReadSources } from './sources.ts';

/** With more edited stories than that, planning the site is no detour. */
const FEW = 100;

/** Stories of which only the text was edited. Their own pages show it, and nothing else of the site does. */
export interface Edits {
  /** Those whose text is not the one of the last edition. */
  readonly fresh: readonly SourcePath[];
  /** The hashes of these and of all that were edited since the site was planned, by source. */
  readonly sincePlan: ReadonlyMap<SourcePath, string>;
}

interface Evidence {
  readonly read: ReadSources;
  /** What earlier builds know of the sources. */
  readonly before: KnownSources;
  /** What the plan of the edition decided. */
  readonly placements: Placements;
}

/**
 * Finds the stories that were edited since an edition, given that everything else is as it was: also which stories there
 * are.
 *
 * @returns null when an edit may show on other pages than the story's own
 */
export function findEdits(
  { edited }: Edition,
  { read, before, placements }: Evidence,
): Edits | null {
  const { quoted } = placements;
  const sincePlan = new Map(edited);
  const fresh: SourcePath[] = [];
  for (const [i, source] of read.sources.stories.entries()) {
    const hash = sincePlan.get(source) ?? placements.readings[i];
    const now = read.known.get(source);
    if (now !== undefined && now.hash === hash) continue;
    const old = before.get(source);
    if (now === undefined || old === undefined || old.hash !== hash) return null;
    if (quoted === null || quoted.includes(source) || fresh.length === FEW) return null;
    if (!differInTextOnly(old.row, now.row)) return null;
    sincePlan.set(source, now.hash);
    fresh.push(source);
  }
  return { fresh, sincePlan };
}
