import { join } from 'node:path';
import { expect } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { deploy } from '../../src/deploy/deploy.ts';
import { isNote } from '../../src/deploy/notes.ts';
import type { Patience } from '../../src/deploy/parts.ts';
import { openRelease } from '../../src/deploy/release.ts';
import type { Target, Upload } from '../../src/deploy/target.ts';
import {
  buildSite,
  CLOCK,
  createSiteFolder,
  FINDABLE,
  type Files,
  readTree,
  story,
} from '../support/site.ts';
import { PLACES } from './places.ts';

export const SITE: Files = {
  ...Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [
      `stories/world/s${i}.md`,
      story({ headline: `Story ${i}`, published: `2026-05-0${i + 1}T08:00:00Z` }),
    ]),
  ),
  'stories/world/süß & "gut"/index.md': story({
    headline: 'A name',
    slug: 'süß',
    image: { src: 'p 1.svg', alt: 'x', credit: 'y' },
  }),
  'stories/world/süß & "gut"/p 1.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  'public/custom.css': 'h1 { order: 1 }',
};
/** When sites are deployed: after the clocks of all of them. */
const LATER = CLOCK + 7 * 86_400_000;
export const CONFIG = { url: FINDABLE.url };

export async function createSite(files: Files = SITE): Promise<string> {
  const root = createSiteFolder(files);
  expect((await buildSite(root, { config: CONFIG })).ok).toBe(true);
  return root;
}

const { 'stories/world/s0.md': _, ...OTHERS } = SITE;
/** The site a day later: another style sheet, a story more, a story less. */
export const NEXT: Files = {
  ...OTHERS,
  'public/custom.css': 'h1 { order: 2 }',
  'stories/world/new.md': story({
    headline: 'New',
    published: '2026-05-09T08:00:00Z',
    tags: ['Fresh'],
  }),
};

export const createNextSite = (): Promise<string> => createSite(NEXT);

export const distOf = (root: string) => readTree(join(root, 'dist'));

interface Options {
  readonly isDry?: boolean;
  readonly mayDelete?: boolean;
  readonly mayReplace?: boolean;
  readonly site?: string;
  readonly patience?: Patience;
  readonly now?: () => number;
  /** When it is looked whether the build is fit to be published. */
  readonly openedAt?: number;
  readonly signal?: AbortSignal;
}

export async function deployTo(
  target: Target,
  root: string,
  { openedAt = LATER, ...options }: Options = {},
) {
  const site = openRelease({ root, config: resolveConfig(CONFIG), clock: openedAt });
  const { files, part, clock, nextChange } = site;
  const usual = { site: CONFIG.url, isDry: false, mayDelete: false, mayReplace: false };
  try {
    return await deploy({
      ...usual,
      files,
      part,
      clock,
      nextChange,
      target,
      now: Date.now,
      onProgress: () => {},
      ...options,
    });
  } finally {
    site.close();
  }
}

/** Without our own list of files. */
export function withoutIndex(
  there: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(there).filter(([path]) => !isNote(path)));
}

const LINK =
  /(?:href|src)="(?:https:\/\/example\.org)?(\/[^"#?]*)"|<loc>https:\/\/example\.org(\/[^<]*)</g;

/** What a reader or a machine can come to, from the front page, the sitemap or the feed, and that is not there. */
export function deadEnds(there: Readonly<Record<string, string>>): readonly string[] {
  const fileAt = (path: string) =>
    [path, `${path}index.html`, `${path}/index.html`].find((file) => there[file] !== undefined);
  const dead: string[] = [];
  const seen = new Set(['index.html', 'sitemap.xml', 'feed.xml']);
  for (const path of seen) {
    for (const [, link, loc] of (there[path] ?? '').matchAll(LINK)) {
      const to = decodeURIComponent(link ?? loc ?? '').slice(1);
      const file = fileAt(to);
      if (file === undefined) dead.push(`${path} leads to ${to}`);
      else seen.add(file);
    }
  }
  return dead;
}

/** A target that is cut after so many files, each of which has come whole. */
export function cutAfter(target: Target, count: number): Target {
  let left = count;
  const take = (uploads: readonly Upload[]) => {
    const taken = uploads.slice(0, Math.max(0, left));
    left -= uploads.length;
    return taken;
  };
  return {
    ...target,
    async put(uploads, onDone) {
      const taken = take(uploads);
      if (taken.length > 0) await target.put(taken, onDone);
      if (taken.length < uploads.length) throw new Error('cut');
    },
    async remove(paths) {
      const taken = paths.slice(0, Math.max(0, left));
      left -= paths.length;
      if (taken.length > 0) await target.remove(taken);
      if (taken.length < paths.length) throw new Error('cut');
    },
  };
}

/** The quickest of all places. */
export async function makeFolderPlace() {
  const [folder] = PLACES;
  return (await folder?.make()) ?? expect.unreachable();
}
