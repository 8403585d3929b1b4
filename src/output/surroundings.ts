import { statSync } from 'node:fs';
import { join } from 'node:path';
import { dirname } from '../paths.ts';
import type { Manifest } from '../types/manifest.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { folderTimes, type Surroundings } from './folder.ts';

const FORMAT = 'broadsheet-folders-1';

/** @returns null when everything must be looked through */
export function readSurroundings(path: string, isDoubtful: boolean): Surroundings | null {
  return isDoubtful ? null : (readEnvelope(path, FORMAT) as Surroundings | null);
}

interface Change {
  readonly before: Surroundings | null;
  readonly foreign: readonly string[];
  /** Before and after the commit. */
  readonly manifest: Manifest;
  readonly next: Manifest;
  /** Paths of all files that were put in place or removed. */
  readonly changed: readonly string[];
}

/** Remembers how the output folder looks after a commit. */
export function updateSurroundings(
  path: string,
  out: string,
  { before, foreign, manifest, next, changed }: Change,
): void {
  const isSameShape =
    before !== null &&
    manifest.size === next.size &&
    changed.every((file) => manifest.has(file as never) && next.has(file as never));
  const folders = isSameShape ? refreshed(out, before.folders, changed) : folderTimes(out, next);
  writeSurroundings(path, { foreign, folders });
}

export function writeSurroundings(path: string, surroundings: Surroundings): void {
  try {
    writeEnvelope(path, FORMAT, surroundings, { flush: false });
  } catch {
    // The next build looks through everything.
  }
}

/** Times of folders of which some had files replaced in them. */
function refreshed(
  out: string,
  folders: Surroundings['folders'],
  changed: readonly string[],
): Surroundings['folders'] {
  const times = { ...folders };
  const touched = new Set<string>();
  for (const file of changed) {
    // A folder that was missing has been made again, and so may have been those above it.
    for (let child = file; child !== '' && !touched.has(dirname(child)); child = dirname(child))
      touched.add(dirname(child));
  }
  for (const folder of touched) {
    const stat =
      folder in times ? statSync(join(out, folder), { throwIfNoEntry: false }) : undefined;
    if (stat !== undefined) times[folder] = stat.mtimeMs;
  }
  return times;
}
