import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { createTarget } from '../../src/deploy/create-target.ts';
import { openRelease } from '../../src/deploy/release.ts';
import { folderTarget } from '../../src/deploy/targets/folder.ts';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { buildSite, CLOCK, createSiteFolder, story, writeFiles } from '../support/site.ts';
import {
  CONFIG,
  createSite,
  deployTo,
  distOf,
  makeFolderPlace,
  SITE,
  withoutIndex,
} from './deploying.ts';

describe('a deployment is refused', () => {
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

  test('when it was built for a moment that has not come', async () => {
    const root = createSiteFolder({
      ...SITE,
      'stories/world/secret.md': story({ embargo: new Date(CLOCK + 1000).toISOString() }),
    });
    await buildSite(root, { config: CONFIG, clock: CLOCK + 1000 });
    expect(await codeOf(root)).toBe('preview-build');
    await buildSite(root, { config: CONFIG });
    expect(await codeOf(root)).toBeNull();
    expect(Object.keys(distOf(root)).join()).not.toContain('secret');
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
    const place = await makeFolderPlace();
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
    for (const path of ['.', '..'])
      expect(() => folderTarget(root, { path })).toThrow(/refused|folder of the site/i);
  });
});

test('a key that is missing is named before anything is done', () => {
  const config = {
    type: 's3',
    bucket: 'courier',
    endpoint: null,
    region: 'x',
    prefix: '',
  } as const;
  const env = { AWS_ACCESS_KEY_ID: 'AKIA' };
  expect(() => createTarget(config, { root: '/', clock: CLOCK, env })).toThrow(
    /AWS_SECRET_ACCESS_KEY/,
  );
});
