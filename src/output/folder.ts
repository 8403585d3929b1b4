import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { blockedPath } from '../errors/output.ts';
import { dirname, fold, type OutputPath } from '../paths.ts';
import type { Manifest } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';

/** What somebody else put into the output folder, and how the folders looked when that was found out. */
export interface Surroundings {
  /** Paths of files that are not ours, sorted. */
  readonly foreign: readonly string[];
  /** Modification times of the folders with more in them than one page; see `lookAround`. */
  readonly folders: Readonly<Record<string, number>>;
}

/**
 * Finds the files that are not ours. A folder changes when something is put into it, so only changed folders are
 * listed again. A page's own folder, which holds one file of ours and nothing else, is not asked: there are as many
 * of them as stories. What is put there is found when the folder above it is listed.
 *
 * @param before null to look through everything
 * @returns how things are now; `before` itself when nothing is new
 */
export function lookAround(
  out: string,
  manifest: Manifest,
  before: Surroundings | null,
): Surroundings {
  if (statOf(out) === null) return { foreign: [], folders: {} };
  const isForeign = (path: string) => !manifest.has(path as OutputPath);
  if (before === null)
    return { foreign: filesBelow(out, '').filter(isForeign), folders: folderTimes(out, manifest) };
  const foreign = new Set(before.foreign.filter((path) => kindAt(join(out, path)) !== null));
  const folders = { ...before.folders };
  let hasNews = foreign.size !== before.foreign.length;
  for (const [folder, mtimeMs] of Object.entries(before.folders)) {
    const now = statOf(join(out, folder));
    if (now?.mtimeMs === mtimeMs) continue;
    hasNews = true;
    if (!now?.isDirectory()) continue;
    folders[folder] = now.mtimeMs;
    for (const path of filesBelow(out, folder)) if (isForeign(path)) foreign.add(path);
  }
  return hasNews ? { foreign: [...foreign].sort(), folders } : before;
}

/** The folders whose times are worth remembering, as they are now. */
export function folderTimes(out: string, manifest: Manifest): Surroundings['folders'] {
  const entries = new Map<string, number>([['', 2]]);
  const seen = new Set<string>();
  for (const path of manifest.keys()) {
    for (let child: string = path; child !== '' && !seen.has(child); child = dirname(child)) {
      seen.add(child);
      const folder = dirname(child);
      entries.set(folder, (entries.get(folder) ?? 0) + 1);
    }
  }
  const times: Record<string, number> = Object.create(null);
  for (const [folder, count] of entries) {
    if (count < 2) continue;
    const stat = statSync(join(out, folder), { throwIfNoEntry: false });
    if (stat !== undefined) times[folder] = stat.mtimeMs;
  }
  return times;
}

export const STAGE_INSIDE = '.broadsheet-stage';

/** All files and links below a folder, by path from the output folder, sorted. Symbolic links are not followed. */
function filesBelow(out: string, folder: string): string[] {
  const files: string[] = [];
  const walk = (path: string) => {
    for (const entry of readdirSync(join(out, path), { withFileTypes: true })) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (child.startsWith(STAGE_INSIDE)) continue;
      if (entry.isDirectory()) walk(child);
      else files.push(child);
    }
  };
  walk(folder);
  return files.sort();
}

type Kind = 'file' | 'folder' | 'other';

/** Null where there is nothing. Links are not followed. */
export function kindAt(path: string): Kind | null {
  const stat = statOf(path);
  if (stat === null) return null;
  return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
}

/** Null where there is nothing, also where a file stands in place of a folder of the path. Links are not followed. */
export function statOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw error;
  }
}

/** What stands where a file must go and is not ours to remove. */
export function findBlocked(
  out: string,
  paths: Iterable<OutputPath>,
  manifest: Manifest,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (kindAt(out) === null) return problems;
  const checked = new Set<string>();
  for (const path of paths) {
    const at = kindAt(join(out, path));
    if (at === 'other') problems.push(blockedPath(path, 'something'));
    if (at === 'folder' && filesBelow(out, path).some((file) => !manifest.has(file as OutputPath)))
      problems.push(blockedPath(path, 'a folder'));
    for (
      let parent = dirname(path);
      parent !== '' && !checked.has(parent);
      parent = dirname(parent)
    ) {
      checked.add(parent);
      const above = kindAt(join(out, parent));
      const isOurs = above === 'file' && manifest.has(parent as OutputPath);
      if (above !== null && above !== 'folder' && !isOurs)
        problems.push(blockedPath(parent, 'something'));
    }
  }
  return problems;
}

/** The foreign files at which no file of the site belongs. */
export function strangersAmong(
  foreign: readonly string[],
  planned: Iterable<OutputPath>,
): readonly string[] {
  if (foreign.length === 0) return foreign;
  const ours = new Set([...planned].map(fold));
  return foreign.filter((path) => !ours.has(fold(path)));
}
