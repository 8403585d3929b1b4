import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { createTarget } from '../../src/deploy/create-target.ts';
import { deploy } from '../../src/deploy/deploy.ts';
import { INDEX, uploadsOf } from '../../src/deploy/plan.ts';
import { openRelease } from '../../src/deploy/release.ts';
import type { Target, Upload } from '../../src/deploy/target.ts';
import { gitTarget } from '../../src/deploy/targets/git.ts';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { testWithGit } from '../support/machine.ts';
import {
  buildSite,
  CLOCK,
  createSiteFolder,
  FINDABLE,
  type Files,
  readTree,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';
import { PLACES } from './places.ts';

const SITE: Files = {
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
const CONFIG = { url: FINDABLE.url };

async function createSite(files: Files = SITE): Promise<string> {
  const root = createSiteFolder(files);
  expect((await buildSite(root, { config: CONFIG })).ok).toBe(true);
  return root;
}

const distOf = (root: string) => readTree(join(root, 'dist'));

interface Options {
  readonly isDry?: boolean;
  readonly mayDelete?: boolean;
}

async function deployTo(
  target: Target,
  root: string,
  { isDry = false, mayDelete = false }: Options = {},
) {
  const site = openRelease({ root, config: resolveConfig(CONFIG), clock: CLOCK });
  try {
    return await deploy({ files: site.files, target, isDry, mayDelete, onProgress: () => {} });
  } finally {
    site.close();
  }
}

/** Without our own list of files. */
function withoutIndex(there: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [INDEX]: _, ...files } = there;
  return files;
}

/** Pages that are there, and name what is not. */
function brokenPages(there: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(there)
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([path, html]) =>
      [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+|\/world\/[^"]+\.svg)"/g)]
        .map(([, url = '']) => decodeURIComponent(url.slice(1)))
        .filter((asset) => there[asset] === undefined)
        .map((asset) => `${path} names ${asset}`),
    );
}

/** A target that is cut after so many files, each of which has come whole. */
function cutAfter(target: Target, count: number): Target {
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

for (const { name, test: testPlace, make, isOneStep } of PLACES) {
  testPlace(
    `${name}: a site is put there whole, then only what changed, and what is gone is deleted`,
    async () => {
      const place = await make();
      const root = await createSite();
      await place.put('somebody-elses.txt', 'Not ours.');
      const first = await deployTo(place.open(), root);
      expect(first.foreign).toEqual(['somebody-elses.txt']);
      const there = withoutIndex(place.there());
      expect(there).toEqual({ ...distOf(root), 'somebody-elses.txt': 'Not ours.' });

      const second = await deployTo(place.open(), root);
      expect([uploadsOf(second), second.deletions]).toEqual([[], []]);
      expect(second.unchanged).toBe(Object.keys(distOf(root)).length);

      // Another machine, with nothing but the sources.
      const elsewhere = await createSite({
        ...SITE,
        'stories/world/s1.md': story({
          headline: 'Story 1, retitled',
          published: '2026-05-02T08:00:00Z',
        }),
      });
      rmSync(join(elsewhere, 'stories/world/s0.md'));
      await buildSite(elsewhere, { config: CONFIG });
      const third = await deployTo(place.open(), elsewhere);
      expect(third.deletions).toEqual(['world/2026/05/01/s0/index.html']);
      const uploaded = uploadsOf(third).map(({ path }) => path);
      expect(uploaded).toContain('world/2026/05/02/s1/index.html');
      expect(third.unchanged).toBeGreaterThan(0);
      expect(uploaded.some((path) => path.startsWith('assets/'))).toBe(false);
      expect(withoutIndex(place.there())).toEqual({
        ...distOf(elsewhere),
        'somebody-elses.txt': 'Not ours.',
      });
    },
  );

  testPlace(
    `${name}: cut anywhere, no page names what is missing, and the next run ends as if nothing had been`,
    async () => {
      const place = await make();
      const old = await createSite();
      await deployTo(place.open(), old);
      // Another style sheet, a story more, a story less.
      const root = await createSite({
        ...SITE,
        'public/custom.css': 'h1 { order: 2 }',
        'stories/world/new.md': story({ headline: 'New', published: '2026-05-09T08:00:00Z' }),
      });
      rmSync(join(root, 'stories/world/s0.md'));
      await buildSite(root, { config: CONFIG });
      const dist = distOf(root);
      const steps = Object.keys(dist).length + 3;
      for (let count = 0; count < steps; count += isOneStep ? 9 : 3) {
        const wasCut = await deployTo(cutAfter(place.open(), count), root).then(
          () => false,
          (error) => /cut/.test(String(error)) || expect.unreachable(String(error)),
        );
        expect([count, brokenPages(place.there())]).toEqual([count, []]);
        if (isOneStep) expect(withoutIndex(place.there())).toEqual(wasCut ? distOf(old) : dist);
      }
      await deployTo(place.open(), root);
      expect(withoutIndex(place.there())).toEqual(dist);
      expect(uploadsOf(await deployTo(place.open(), root))).toEqual([]);
    },
  );

  testPlace(`${name}: a dry run says what would be done, and does nothing`, async () => {
    const place = await make();
    const root = await createSite();
    const plan = await deployTo(place.open(), root, { isDry: true });
    expect(
      uploadsOf(plan)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(distOf(root)).sort());
    expect(place.there()).toEqual({});
  });
}

describe('a deployment is refused', () => {
  const target = (): Target => {
    const place = join(temporaryFolder(), 'www');
    mkdirSync(place);
    return {
      description: 'nowhere',
      hashOf: () => '',
      list: async () => new Map(),
      read: async () => null,
      put: async () => expect.unreachable('nothing is put'),
      remove: async () => expect.unreachable('nothing is removed'),
    };
  };
  const codeOf = async (root: string, clock = CLOCK) => {
    try {
      const site = openRelease({ root, config: resolveConfig(CONFIG), clock });
      site.close();
      return null;
    } catch (error) {
      return error instanceof BroadsheetError ? error.problems[0]?.code : error;
    }
  };

  test('when nothing was built', async () => {
    expect(await codeOf(createSiteFolder(SITE))).toBe('nothing-built');
    expect(target().description).toBe('nowhere');
  });

  test('when the last build failed, until one succeeds', async () => {
    const root = await createSite();
    writeFiles(root, { 'stories/world/bad.md': '---\nheadline: [\n---\n' });
    expect((await buildSite(root, { config: CONFIG })).ok).toBe(false);
    expect(await codeOf(root)).toBe('failed-build');
    rmSync(join(root, 'stories/world/bad.md'));
    await buildSite(root, { config: CONFIG });
    expect(await codeOf(root)).toBeNull();
  });

  test('when the site shows drafts or what is scheduled', async () => {
    for (const release of [{ drafts: true }, { future: true }]) {
      const root = createSiteFolder(SITE);
      await buildSite(root, { config: CONFIG, ...release });
      expect(await codeOf(root)).toBe('preview-build');
      await buildSite(root, { config: CONFIG });
      expect(await codeOf(root)).toBeNull();
    }
  });

  test('when a story must have gone by now', async () => {
    const root = await createSite({
      ...SITE,
      'stories/world/short.md': story({ expires: new Date(CLOCK + 1000).toISOString() }),
    });
    expect(await codeOf(root, CLOCK + 999)).toBeNull();
    expect(await codeOf(root, CLOCK + 1000)).toBe('stale-build');
  });

  test('when somebody has changed the finished site', async () => {
    const root = await createSite();
    writeFileSync(join(root, 'dist/index.html'), 'tampered');
    expect(await codeOf(root)).toBe('changed-output');
  });

  test('when it would delete much, unless that is confirmed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `stories/world/m${i}.md`,
        story({ headline: `M ${i}` }),
      ]),
    );
    const root = await createSite({ ...SITE, ...many });
    const [folder] = PLACES;
    const place = await folder?.make();
    if (place === undefined) return expect.unreachable();
    await deployTo(place.open(), root);
    const before = place.there();
    for (let i = 0; i < 40; i++) rmSync(join(root, `stories/world/m${i}.md`));
    await buildSite(root, { config: CONFIG });
    await expect(deployTo(place.open(), root)).rejects.toThrow(/would delete 4\d files/);
    expect(place.there()).toEqual(before);
    await deployTo(place.open(), root, { mayDelete: true });
    expect(withoutIndex(place.there())).toEqual(distOf(root));
  });

  test('to the folder of the site itself, and above it', async () => {
    const root = await createSite();
    const { folderTarget } = await import('../../src/deploy/targets/folder.ts');
    for (const path of ['.', '..'])
      expect(() => folderTarget(root, { path })).toThrow(/refused|folder of the site/i);
  });
});

testWithGit('a password in an address is not printed', async () => {
  const root = await createSite();
  const remote = 'http://desk:geh@im@127.0.0.1:9/site.git';
  const target = gitTarget({ remote, branch: 'pages', message: 'x' }, { root, clock: CLOCK });
  expect(target.description).toBe('the branch pages of http://127.0.0.1:9/site.git');
  const refusal = await deployTo(target, root).then(() => expect.unreachable(), String);
  expect(refusal).toContain('127.0.0.1:9');
  expect(refusal).not.toMatch(/desk|geh|im@/);
});

test('a key that is missing is named before anything is done', () => {
  const config = {
    type: 's3',
    bucket: 'courier',
    endpoint: null,
    region: 'x',
    prefix: '',
  } as const;
  const env = (name: string) => (name === 'AWS_ACCESS_KEY_ID' ? 'AKIA' : undefined);
  expect(() => createTarget(config, { root: '/', clock: CLOCK, env })).toThrow(
    /AWS_SECRET_ACCESS_KEY/,
  );
});

test('foreign files in the output folder are not deployed', async () => {
  const root = await createSite();
  writeFileSync(join(root, 'dist/notes.txt'), 'private');
  const [folder] = PLACES;
  const place = await folder?.make();
  if (place === undefined) return expect.unreachable();
  await deployTo(place.open(), root);
  expect(place.there()['notes.txt']).toBeUndefined();
});
