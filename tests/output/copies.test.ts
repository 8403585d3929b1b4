import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  buildSite,
  createSiteFolder,
  type Files,
  readTree,
  story,
  writeFiles,
} from '../support/site.ts';

const CONFIG = { url: 'https://example.org', hosting: { precompress: true } };
const A = 'world/2026/05/01/a/index.html';
const LONG = 'A sentence that says something. '.repeat(50);

const SITE: Files = {
  'stories/world/a.md': story({ headline: 'Story A' }, LONG),
  'stories/world/b.md': story({ headline: 'Story B' }, LONG),
  'public/photo.png': Buffer.alloc(4096),
  'public/short.txt': 'short',
  'public/data.csv': LONG,
  'public/data.csv.gz': gzipSync('compressed by the newsroom'),
};

function build(root: string, config: object = CONFIG) {
  return buildSite(root, { config });
}

function copiesIn(dist: string): string[] {
  return Object.keys(readTree(dist)).filter((path) => /\.(?:br|gz)$/.test(path));
}

test('each text of some size has two copies, which hold the same', async () => {
  const root = createSiteFolder(SITE);
  expect((await build(root)).problems).toEqual([]);
  const dist = join(root, 'dist');
  const paths = Object.keys(readTree(dist));
  for (const path of paths) {
    if (!/\.(?:html|css|js|xml|json)$/.test(path) || readFileSync(join(dist, path)).length < 1024)
      continue;
    const bytes = readFileSync(join(dist, path));
    expect(gunzipSync(readFileSync(join(dist, `${path}.gz`))), path).toEqual(bytes);
    expect(brotliDecompressSync(readFileSync(join(dist, `${path}.br`))), path).toEqual(bytes);
  }
  expect(copiesIn(dist)).toEqual(expect.arrayContaining([`${A}.br`, `${A}.gz`, 'feed.xml.br']));
  for (const path of ['photo.png.gz', 'short.txt.gz', 'data.csv.gz.br'])
    expect(paths).not.toContain(path);
  // What the newsroom brought along stays its own.
  expect(gunzipSync(readFileSync(join(dist, 'data.csv.gz'))).toString()).toContain('newsroom');
});

test('only copies of what changed are made again', async () => {
  const root = createSiteFolder(SITE);
  await build(root);
  expect((await build(root)).written).toEqual([]);
  // Feeds quote texts, so without them nothing must be planned.
  const silent = { ...CONFIG, discovery: { feeds: false } };
  await build(root, silent);
  writeFiles(root, {
    'stories/world/a.md': story(
      { headline: 'Story A' },
      `${LONG}More of the same sentences, as it were.`,
    ),
  });
  const { written, removed, work } = await build(root, silent);
  expect([written, removed, work.planned]).toEqual([[A, `${A}.br`, `${A}.gz`], [], false]);
  expect((await build(root, silent)).written).toEqual([]);
  expect(gunzipSync(readFileSync(join(root, 'dist', `${A}.gz`))).toString()).toContain(
    'More of the',
  );
});

test('a copy that somebody changed or deleted is made again', async () => {
  const root = createSiteFolder(SITE);
  await build(root);
  const before = readTree(join(root, 'dist'));
  writeFileSync(join(root, 'dist', `${A}.gz`), 'broken');
  rmSync(join(root, 'dist', `${A}.br`));
  expect((await build(root)).written).toEqual([`${A}.br`, `${A}.gz`]);
  expect(readTree(join(root, 'dist'))).toEqual(before);
});

test('copies go with what they are copies of, and all of them when they are not wanted any more', async () => {
  const root = createSiteFolder({
    ...SITE,
    'templates/story.ejs': '<%- view.story.headline %><%- view.body %>',
  });
  await build(root);
  const dist = join(root, 'dist');
  expect(copiesIn(dist)).toContain(`${A}.gz`);
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A' }, 'Now it is short.') });
  expect((await build(root)).removed).toEqual([`${A}.br`, `${A}.gz`]);
  await build(root, { url: 'https://example.org' });
  expect(copiesIn(dist)).toEqual(['data.csv.gz']);
});

test('a folder where a copy must be keeps the site as it was', async () => {
  const root = createSiteFolder(SITE);
  await build(root, { url: 'https://example.org' });
  const dist = join(root, 'dist');
  const before = readTree(dist);
  mkdirSync(join(dist, 'index.html.br'));
  writeFileSync(join(dist, 'index.html.br/mine.txt'), 'mine');
  const report = await build(root);
  expect([report.ok, report.problems.map(({ code }) => code)]).toEqual([
    false,
    expect.arrayContaining(['blocked-path']),
  ]);
  rmSync(join(dist, 'index.html.br'), { recursive: true });
  expect(readTree(dist)).toEqual(before);
  expect(existsSync(join(dist, 'index.html.br'))).toBe(false);
});
