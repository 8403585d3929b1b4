import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeCorpus } from '../../bench/corpus.ts';
import type { OutputPath } from '../../src/paths.ts';
import type { Plugin } from '../../src/types/plugin.ts';
import {
  buildSite,
  createSiteFolder,
  FINDABLE,
  type Files,
  readTree,
  runCli,
  story,
  writeFiles,
} from '../support/site.ts';

const COUNT = 4;
const MORE: Files = {
  'stories/world/live/index.md': story({
    headline: 'Live',
    kind: 'live',
    aliases: ['/old/live/'],
  }),
  'stories/world/live/2026-05-01-0900-first.md': 'An update.\n',
  'stories/world/map/index.md': story({ headline: 'A map' }, '![A map](map.svg)\n'),
  'stories/world/map/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>',
  'stories/world/held.md': story({ headline: 'HELD', embargo: '2030-01-01T00:00:00Z' }),
  'pages/about.md': story({ headline: 'About us', published: null }),
  'public/photo.png': 'a photo',
  'public/data.csv': 'A line of data.\n'.repeat(200),
  'public/data.csv.gz': 'compressed by the newsroom',
};
const CONFIG = { ...FINDABLE, pageSize: 5 };
const CORPUS = { stories: 80, seed: 7 };

type Tree = Readonly<Record<string, string>>;

/** A machine with the sources, as each of several has them. */
function machine(): string {
  const root = createSiteFolder(MORE);
  writeCorpus(root, CORPUS);
  return root;
}

async function buildShard(root: string, index: number, clock?: number): Promise<Tree> {
  const shard = { index, count: COUNT };
  const report = await buildSite(root, { config: CONFIG, shard, ...(clock ? { clock } : {}) });
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return readTree(join(root, 'dist'));
}

/** What the part in the output folder is a part of. */
function ofName(root: string): string | undefined {
  const state = readdirSync(join(root, '.broadsheet')).find((name) => /^manifest-/.test(name));
  const manifest = readFileSync(join(root, '.broadsheet', state ?? ''), 'utf8');
  return /"of":"([^"]+)"/.exec(manifest)?.[1];
}

async function buildWhole(root: string): Promise<Tree> {
  await buildSite(root, { config: CONFIG });
  return readTree(join(root, 'dist'));
}

/** All files of several trees, of which no two may have one file. */
function union(trees: readonly Tree[]): Tree {
  const paths = trees.flatMap((tree) => Object.keys(tree));
  expect(paths.length).toBe(new Set(paths).size);
  return Object.assign({}, ...trees);
}

test('four machines make a site without making anything twice, and what they make is the site', async () => {
  const whole = await buildWhole(machine());
  const parts = [];
  for (let index = 1; index <= COUNT; index++) parts.push(await buildShard(machine(), index));
  expect(union(parts)).toEqual(whole);
  expect(Object.keys(whole).length).toBeGreaterThan(400);

  // What stories share is made by one, and the others make the stories in equal parts.
  const sizes = parts.slice(1).map((tree) => Object.keys(tree).length);
  expect(Math.min(...sizes)).toBeGreaterThan(0.4 * Math.max(...sizes));
  const isList = (path: string) => /^(?:index\.html|feed\.xml|topics\/|sitemap)/.test(path);
  expect(parts.map((tree) => Object.keys(tree).some(isList))).toEqual([true, false, false, false]);
});

test('machines that remember their last part make what has changed of it', async () => {
  const roots = Array.from({ length: COUNT }, machine);
  for (const [i, root] of roots.entries()) await buildShard(root, i + 1);
  const changes: ((root: string) => void)[] = [
    (root) => writeFiles(root, { 'stories/world/new.md': story({ headline: 'New' }) }),
    (root) => {
      const file = join(root, 'stories/world/map/index.md');
      writeFileSync(file, `${readFileSync(file, 'utf8')}\nAnother sentence.\n`);
    },
    (root) => rmSync(join(root, 'stories/world/live'), { recursive: true }),
  ];
  const whole = machine();
  for (const change of changes) {
    for (const root of [whole, ...roots]) change(root);
    const parts = [];
    for (const [i, root] of roots.entries()) parts.push(await buildShard(root, i + 1));
    expect(union(parts)).toEqual(await buildWhole(whole));
  }
});

test('compressed copies are made by the machine that makes the file', async () => {
  const config = { ...CONFIG, hosting: { precompress: true } };
  const small = () => createSiteFolder(MORE);
  const whole = small();
  await buildSite(whole, { config });
  const parts = [];
  for (let index = 1; index <= 2; index++) {
    const root = small();
    await buildSite(root, { config, shard: { index, count: 2 } });
    parts.push(readTree(join(root, 'dist')));
  }
  expect(union(parts)).toEqual(readTree(join(whole, 'dist')));
});

test('there may be more machines than files, and one may change its part', async () => {
  const small = () => createSiteFolder({ 'stories/world/a.md': story({ headline: 'A' }) });
  const whole = small();
  await buildSite(whole);
  const root = small();
  const parts: Tree[] = [];
  for (let index = 1; index <= 40; index++) {
    const report = await buildSite(root, { shard: { index, count: 40 } });
    expect(report.ok).toBe(true);
    parts.push(readTree(join(root, 'dist')));
  }
  expect(parts.some((tree) => Object.keys(tree).length === 0)).toBe(true);
  expect(union(parts)).toEqual(readTree(join(whole, 'dist')));
  // And the same machine may make all of it.
  await buildSite(root);
  expect(readTree(join(root, 'dist'))).toEqual(readTree(join(whole, 'dist')));
});

test('all parts have one name for what they are parts of, whether or not anything changed in them', async () => {
  const roots = [machine(), machine()];
  const later = Date.parse('2026-06-02T12:00:00Z');
  const names = new Set<string | undefined>();
  for (const [i, root] of roots.entries()) {
    await buildShard(root, i + 1);
    names.add(ofName(root));
  }
  expect([...names]).toEqual([expect.any(String)]);
  // Another clock is another release, also for the machine that has made its part before.
  const fresh = machine();
  await buildShard(fresh, 3, later);
  await buildShard(roots[0] ?? '', 1, later);
  expect(ofName(roots[0] ?? '')).toBe(ofName(fresh));
  expect(names.has(ofName(fresh))).toBe(false);
});

test('machines that do not have the same files do not make parts of one site', async () => {
  const nameOf = async (files: Files, plugins: Plugin[] = []) => {
    const root = createSiteFolder({ ...MORE, ...files });
    await buildSite(root, { config: { ...CONFIG, plugins }, shard: { index: 1, count: 2 } });
    return ofName(root);
  };
  const pluginOf = (data: readonly string[]): Plugin => ({
    name: 'more',
    plan: () =>
      data.map((name) => ({
        type: 'text',
        path: name as OutputPath,
        phase: 'list',
        origin: 'a plugin',
        owner: null,
        text: 'x',
      })),
  });
  const names = [
    await nameOf({}),
    await nameOf({ 'public/photo.png': 'another photo' }),
    await nameOf({}, [pluginOf(['a.txt'])]),
    await nameOf({}, [pluginOf(['b.txt'])]),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(await nameOf({})).toBe(names[0]);
});

test('a part is asked for with the moment that it shows', () => {
  const root = createSiteFolder({ 'stories/world/a.md': story({ headline: 'A' }) });
  const clock = ['--clock', '2026-06-01T12:00:00Z'];
  const { status, stderr } = runCli(['build', '--shard', '2/3', ...clock], root);
  expect([status, stderr]).toEqual([
    0,
    expect.stringContaining('dist: part 2 of 3 of a site with 1 story'),
  ]);
  for (const [args, message] of [
    [['--shard', '2/3'], '--shard needs a clock'],
    [['--shard', '4/3', ...clock], '--shard "4/3" is not a part of a site.'],
    [['--shard', '0/3', ...clock], '--shard "0/3" is not a part of a site.'],
    [['--shard', 'two', ...clock], '--shard "two" is not a part of a site.'],
  ] as const) {
    const { status, stderr } = runCli(['build', ...args], root);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});
