import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as errors from '../errors/deploy.ts';
import { nothingBuilt } from '../errors/preview.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { mediaType } from '../media-types.ts';
import { openDiskOutput } from '../output/disk.ts';
import { type OutputPath, originalOf } from '../paths.ts';
import { headerRules, headersFor } from '../site/headers.ts';
import type { Config } from '../types/config.ts';
import type { ShardRecord } from '../types/manifest.ts';
import type { Upload } from './target.ts';

/** What kind of file it is, for the order in which files become visible. */
export type Step = 'assets' | 'stories' | 'lists' | 'feeds';

export interface ReleasedFile extends Upload {
  readonly step: Step;
  /** In bytes. */
  readonly size: number;
}

/** The finished site as the last build left it. */
export interface ReleasedSite {
  /** In the order of publication. */
  readonly files: readonly ReleasedFile[];
  /** Which part of the site that is; null for all of it. */
  readonly part: ShardRecord | null;
  /** Milliseconds since 1970: the clock of the build, and when it is out of date; or null. */
  readonly clock: number;
  readonly nextChange: number | null;
  /** Lets go of the output folder, which no build changes meanwhile. */
  close(): void;
}

interface ReleaseRequest {
  /** Absolute path of the site. */
  readonly root: string;
  readonly config: Config;
  /** The time as it is, in milliseconds since 1970: what was built for another moment is not published. */
  readonly clock: number;
}

/**
 * Opens what the last build left, and holds it as it is.
 *
 * @throws BroadsheetError when it is not fit to be published: nothing was built, the last build failed, it shows what is
 *   not public, its time is over, or somebody has changed it since
 */
export function openRelease({ root, config, clock }: ReleaseRequest): ReleasedSite {
  const output = openDiskOutput({ root, out: config.out });
  try {
    const { manifest, release, hasFailed } = output;
    const { out } = config;
    if (release === null || (manifest.size === 0 && release.shard === null))
      throw refusal(nothingBuilt(out));
    if (hasFailed) throw refusal(errors.lastBuildFailed(out));
    if (release.clock > clock) throw refusal(errors.futureBuild(out, release.clock));
    if (release.isPreview) throw refusal(errors.previewBuild(out));
    if (release.nextChange !== null && release.nextChange <= clock)
      throw refusal(errors.staleBuild(out, release.nextChange));
    const changed = [...manifest].filter(([path, entry]) => output.verify(path, entry) === null);
    if (changed.length > 0)
      throw refusal(
        errors.changedOutput(
          changed.map(([path]) => path),
          out,
        ),
      );
    const rules = headerRules(config);
    const folder = resolve(root, out);
    const files = [...manifest].map(([path, { phase, size }]): ReleasedFile => {
      const contentType = mediaType(path);
      return {
        path,
        file: join(folder, path),
        size,
        step: stepOf(path, phase),
        contentType,
        headers: headersFor(`/${path}`, rules),
        read: () => readFileSync(join(folder, path)),
      };
    });
    const { shard: part, clock: builtFor, nextChange } = release;
    return { files, part, clock: builtFor, nextChange, close: () => output.close() };
  } catch (error) {
    output.close();
    throw error;
  }
}

function refusal(problem: ConstructorParameters<typeof BroadsheetError>[0][number]) {
  return new BroadsheetError([problem]);
}

/** Feeds, sitemaps and what hosts read come last: they send machines to all else. */
function stepOf(path: OutputPath, phase: 'asset' | 'story' | 'list'): Step {
  if (phase === 'asset') return 'assets';
  if (phase === 'story') return 'stories';
  return (originalOf(path) ?? path).endsWith('.html') ? 'lists' : 'feeds';
}
