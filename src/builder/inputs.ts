import { statSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../hash.ts';
import { keyOfAsset } from '../output/publish.ts';
import type { SourcePath } from '../paths.ts';
import type { TemplateFiles } from '../render/template-files.ts';
import type { ThemeFiles } from '../render/theme-files.ts';
import { fingerprint } from '../site/key.ts';
import type { Config } from '../types/config.ts';
import type { ShardRecord } from '../types/manifest.ts';
import type { Plugin } from '../types/plugin.ts';
import { rendererVersion } from '../version.ts';
import type { BuildRequest } from './request.ts';
import type { ReadSources } from './sources.ts';

/** What changes every page when it changes, and stands in no view. */
export function environmentOf(config: Config): string {
  const { markdown, origin, base, urls, language, words } = config;
  return fingerprint({
    renderer: rendererVersion(),
    markdown,
    origin,
    base,
    urls,
    language,
    words,
  });
}

/** What changes the reading of every source when it changes. */
export function readingVersion({ timeZone }: Config): string {
  return digest(`${rendererVersion()} ${timeZone}`);
}

/** Hashes of what a site is made from, the clock aside. While they stay the same, a plan would come out the same. */
export interface Inputs {
  readonly all: string;
  /** All but what is in the files of stories. */
  readonly frame: string;
}

interface Materials {
  readonly request: BuildRequest;
  readonly read: ReadSources;
  readonly templates: TemplateFiles;
  readonly themeFiles: ThemeFiles;
}

/** What a site is made from, apart from the texts of stories, and from the sizes and times of files. */
function frameOf({ request, read, templates, themeFiles }: Materials): readonly string[] {
  const { config, release } = request;
  const { plugins, out, ...settings } = config;
  const { sources, known } = read;
  return [
    environmentOf(config),
    fingerprint(settings),
    fingerprint([release.drafts, release.future]),
    fingerprint(plugins.map(keyOfPlugin)),
    fingerprint([...templates].map(([name, { hash }]) => [name, hash])),
    fingerprint(themeFiles),
    fingerprint([sources.hasStories, sources.problems]),
    sources.stories.join('\n'),
    hashesOf(sources.pages, known),
    hashesOf(sources.entries, known),
  ];
}

/** @returns null when it cannot be told: a plugin that does not declare its version may look at anything */
export function inputsOf(materials: Materials): Inputs | null {
  const { request, read } = materials;
  const { root, config, shard = null } = request;
  if (config.plugins.some(({ version }) => version === undefined)) return null;
  const { sources, known } = read;
  const files = [...sources.files, ...sources.publicFiles];
  const frame = digest(
    [
      ...frameOf(materials),
      fingerprint(shard),
      fingerprint(files.map((file) => `${file} ${statOf(join(root, file))}`)),
    ].join('\n'),
  );
  return { frame, all: digest(`${frame}\n${hashesOf(sources.stories, known)}`) };
}

/**
 * Gives what the release notes of its part, once the paths of its plan are known; null for a whole site. Of files that are
 * copied, names and sizes count: their times differ from machine to machine, and their bytes are many.
 */
export function shardRecorder(materials: Materials): (paths: string) => ShardRecord | null {
  const { request, read } = materials;
  const { shard, root, release } = request;
  return (paths) => {
    if (!shard) return null;
    const { sources, known } = read;
    const files = [...sources.files, ...sources.publicFiles];
    const parts = [
      ...frameOf(materials),
      String(release.clock),
      String(shard.count),
      paths,
      ...files.map((file) => `${file} ${sizeOf(join(root, file))}`),
      hashesOf(sources.stories, known),
    ];
    return { ...shard, of: digest(parts.join('\n')), paths };
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? -1;
}

function keyOfPlugin({ name, version, plan, quotes }: Plugin): readonly unknown[] {
  return [name, version, String(plan), String(quotes)];
}

function hashesOf(paths: readonly SourcePath[], known: ReadSources['known']): string {
  return digest(paths.map((path) => `${path} ${known.get(path)?.hash ?? ''}`).join('\n'));
}

function statOf(file: string): string {
  try {
    return keyOfAsset(file);
  } catch {
    return 'gone';
  }
}
