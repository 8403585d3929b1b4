import { join } from 'node:path';
import type { ReadSources } from '../builder/sources.ts';
import { BUILT_IN, readTemplates, type TemplateFiles } from '../render/template-files.ts';
import { readThemeFiles, type ThemeFiles } from '../render/theme-files.ts';
import { fingerprint } from '../site/key.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import { stampOf } from './stamp.ts';

/** Everything that a site is made from, as it was when it was read. */
export interface Materials extends Theme {
  readonly config: ResolvedConfig;
  readonly read: ReadSources;
}

interface Theme {
  readonly templates: TemplateFiles;
  readonly themeFiles: ThemeFiles;
  /** Of templates and style sheets that cannot be read. */
  readonly problems: readonly Problem[];
}

/** @param root absolute path of the site */
export function readTheme(root: string): Theme {
  const { templates, problems } = readTemplates(BUILT_IN, join(root, 'templates'));
  const themeFiles = readThemeFiles(root, BUILT_IN);
  return { templates, themeFiles, problems: [...problems, ...themeFiles.problems] };
}

export function isSameTheme(a: Theme, b: Theme): boolean {
  return hashOf(a) === hashOf(b);
}

function hashOf({ templates, themeFiles }: Theme): string {
  return fingerprint([[...templates].map(([name, { hash }]) => [name, hash]), themeFiles]);
}

/** The same files with the same contents. */
export function isSameReading(a: ReadSources, b: ReadSources): boolean {
  if (namesIn(a) !== namesIn(b) || a.known.size !== b.known.size) return false;
  for (const [source, { hash }] of a.known) if (b.known.get(source)?.hash !== hash) return false;
  return true;
}

function namesIn({ sources }: ReadSources): string {
  const { stories, pages, entries, files, publicFiles } = sources;
  return [stories, pages, entries, files, publicFiles].map((list) => list.join('\n')).join('\n\n');
}

/** Changes when one of the files does. */
export function stampsOf(files: ReadonlySet<string>): string {
  return [...files].map((file) => `${file} ${stampOf(file)}`).join('\n');
}
