import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { noteName } from '../../src/deploy/notes.ts';
import { uploadsOf } from '../../src/deploy/plan.ts';
import type { Target } from '../../src/deploy/target.ts';
import { buildSite, createSiteFolder, type Files, story } from '../support/site.ts';
import {
  CONFIG,
  createNextSite,
  createSite,
  cutAfter,
  deadEnds,
  deployTo,
  distOf,
  makeFolderPlace,
  NEXT,
  SITE,
  withoutIndex,
} from './deploying.ts';

/** Notes what is done to it, and does it. */
function recorded(target: Target, notes: string[]): Target {
  return {
    ...target,
    async put(uploads, onDone) {
      notes.push(...uploads.map(({ path }) => path));
      await target.put(uploads, onDone);
    },
    async remove(paths) {
      notes.push(...paths.map((path) => `- ${path}`));
      await target.remove(paths);
    },
  };
}

test('assets come first, then new pages, changed ones, and what machines read; deletions come last', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const root = await createNextSite();
  const notes: string[] = [];
  await deployTo(recorded(place.open(), notes), root);
  const kindOf = (path: string) => {
    if (path.startsWith('- ')) return 'deletion';
    if (path === noteName(null)) return 'index';
    if (path.startsWith('assets/')) return 'asset';
    if (/^world\/\d{4}\//.test(path)) return 'story';
    return path.endsWith('.html') ? 'list' : 'feed';
  };
  const kinds = notes.map(kindOf);
  expect(kinds.filter((kind, i) => kind !== kinds[i - 1])).toEqual([
    ...['index', 'asset', 'story', 'list', 'feed', 'story', 'list', 'feed', 'deletion', 'index'],
  ]);
});

test('what was there already is ours from then on, and can be deleted', async () => {
  const place = await makeFolderPlace();
  const root = await createSite();
  for (const [path, content] of Object.entries(distOf(root))) await place.put(path, content);
  expect(uploadsOf(await deployTo(place.open(), root))).toEqual([]);
  rmSync(join(root, 'stories/world/s0.md'));
  await buildSite(root, { config: CONFIG });
  await deployTo(place.open(), root);
  expect(withoutIndex(place.there())).toEqual(distOf(root));
});

test('what a cut deployment has changed is told by the next one, and then no more', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const root = await createSite({
    ...SITE,
    'stories/world/s1.md': story({ headline: 'Retitled', published: '2026-05-02T08:00:00Z' }),
  });
  const all = await deployTo(place.open(), root, { isDry: true });
  await expect(deployTo(cutAfter(place.open(), 3), root)).rejects.toThrow('cut');
  const next = await deployTo(place.open(), root);
  expect(uploadsOf(next).length).toBeLessThan(uploadsOf(all).length);
  expect(next.changed.toSorted()).toEqual(all.changed.toSorted());
  expect((await deployTo(place.open(), root)).changed).toEqual([]);
});

test('somebody who ends it is told so, and the next run finishes', async () => {
  const place = await makeFolderPlace();
  const root = await createSite();
  const interruption = new AbortController();
  const target = place.open();
  const ending: Target = {
    ...target,
    put: (uploads, onDone) =>
      target.put(uploads, (count) => {
        interruption.abort();
        onDone(count);
      }),
  };
  const error = await deployTo(ending, root, { signal: interruption.signal }).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ exitCode: 130 });
  expect(String(error)).toContain('was interrupted');
  await deployTo(place.open(), root);
  expect(withoutIndex(place.there())).toEqual(distOf(root));
});

test('foreign files in the output folder are not deployed', async () => {
  const root = await createSite();
  writeFileSync(join(root, 'dist/notes.txt'), 'private');
  const place = await makeFolderPlace();
  await deployTo(place.open(), root);
  expect(place.there()['notes.txt']).toBeUndefined();
});

test('compressed copies, which servers send in place of the files, keep the order, too', async () => {
  const place = await makeFolderPlace();
  const { config } = place;
  if (config.type !== 'folder') expect.unreachable();
  const build = async (files: Files, precompress: boolean) => {
    const root = createSiteFolder(files);
    await buildSite(root, { config: { ...CONFIG, hosting: { precompress } } });
    return root;
  };
  /** What a server sends that prefers copies. */
  const served = () => {
    const there = place.there();
    const files = Object.entries(there).map(([path, text]) => {
      const copy = join(config.path, `${path}.gz`);
      return [path, `${path}.gz` in there ? gunzipSync(readFileSync(copy)).toString() : text];
    });
    return Object.fromEntries(files);
  };
  const found: string[] = [];
  const look = (target: Target): Target => ({
    ...target,
    async put(uploads, onDone) {
      for (const upload of uploads) {
        await target.put([upload], onDone);
        found.push(...deadEnds(served()));
      }
    },
    async remove(paths) {
      for (const path of paths) {
        await target.remove([path]);
        found.push(...deadEnds(served()));
      }
    },
  });
  await deployTo(place.open(), await build(SITE, false));
  for (const [files, precompress] of [
    [NEXT, true],
    [SITE, true],
    [NEXT, false],
  ] as const) {
    const root = await build(files, precompress);
    await deployTo(look(place.open()), root, { mayDelete: true });
    expect([precompress, found]).toEqual([precompress, []]);
    expect(Object.keys(withoutIndex(place.there())).sort()).toEqual(
      Object.keys(distOf(root)).sort(),
    );
  }
});

test('a file that only looks like one of our notes is somebody’s', async () => {
  const place = await makeFolderPlace();
  const root = await createSite();
  await deployTo(place.open(), root);
  const note = place.there()[noteName(null)] ?? '';
  const kept = note.replace('"index.html"', '"index.html","theirs.txt"');
  await place.put(`${noteName(null)}.bak`, kept);
  await place.put('theirs.txt', 'Not ours.');
  await deployTo(place.open(), root);
  expect(place.there()).toMatchObject({
    [`${noteName(null)}.bak`]: kept,
    'theirs.txt': 'Not ours.',
  });
});
