import { collapse } from '../errors/collapse.ts';
import { foreignFiles } from '../errors/output.ts';
import type { Output } from '../output/output.ts';
import type { OutputPath } from '../paths.ts';
import type { ManifestEntry } from '../types/manifest.ts';
import type { BuildReport, BuildRequest, Effects } from './request.ts';
import type { ReadSources } from './sources.ts';

interface Now {
  readonly read: ReadSources;
  readonly inputs: string | null;
}

/**
 * The report of a build to which nothing has happened since the last one: it would plan the same site, and every file
 * of it is there. Null when something has.
 */
export function repeatEdition(
  { config, release }: BuildRequest,
  { output, effects }: { readonly output: Output; readonly effects: Effects },
  { read, inputs }: Now,
): Omit<BuildReport, 'durations'> | null {
  const { edition, manifest } = output;
  if (edition === null || edition.inputs !== inputs) return null;
  const { clock, nextChange, stories, problems } = edition;
  if (release.clock < clock || (nextChange !== null && release.clock >= nextChange)) return null;
  // A check looks at every page that is made.
  if (effects.inspect !== undefined) return null;
  if (!isComplete(output)) return null;
  const foreign = output.foreign();
  const paths = [...manifest.keys()];
  return {
    ok: true,
    problems: collapse(
      foreign.length > 0 ? [...problems, foreignFiles(config.out, foreign)] : problems,
    ),
    planned: paths,
    written: [],
    kept: paths,
    removed: [],
    foreign,
    work: {
      read: read.read,
      parsed: read.parsed,
      planned: false,
      rendered: 0,
      templates: [],
      byTemplate: {},
    },
    stories,
    recovered: output.recovered,
    nextChange,
  };
}

/** Every file of the site is in its place. Files with new times and old bytes need not be read again next time. */
function isComplete(output: Output): boolean {
  const { manifest, edition } = output;
  const verified = new Map<OutputPath, ManifestEntry>();
  let hasNewTimes = false;
  for (const [path, entry] of manifest) {
    const found = output.verify(path, entry);
    if (found === null) return false;
    if (found !== entry) hasNewTimes = true;
    verified.set(path, found);
  }
  if (hasNewTimes) output.commit({ moves: [], removals: [], manifest: verified, edition });
  return true;
}
