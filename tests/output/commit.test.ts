import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDiskOutput } from '../../src/output/disk.ts';
import { diskSteps, type Steps } from '../../src/output/journal.ts';
import {
  buildSite,
  createSiteFolder,
  readTree,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';

const BEFORE = {
  'stories/world/a.md': story({ headline: 'A', tags: ['Rail'] }),
  'stories/world/b.md': story({ headline: 'B', aliases: ['/old-b/'] }),
  'stories/world/c/index.md': story({ headline: 'C' }),
  'stories/world/c/map.svg': '<svg/>',
  'public/robots.txt': 'User-agent: *\n',
};

/** Edits, adds, removes, and turns a file of the site into a folder and a folder into a file. */
function change(root: string): void {
  rmSync(join(root, 'public/robots.txt'));
  writeFiles(root, {
    'stories/world/a.md': story({ headline: 'A again', tags: ['Rail'] }),
    'stories/world/d.md': story({ headline: 'D', permalink: '/old-b/inner/' }),
    'public/robots.txt/index.html': 'now a folder',
  });
  rmSync(join(root, 'stories/world/b.md'));
  rmSync(join(root, 'stories/world/c'), { recursive: true });
}

class PowerCut extends Error {}

/** Steps that fail at the n-th, before or after it took effect. */
function cutAfter(
  count: number,
  when: 'before' | 'after',
): Steps & { readonly taken: () => number } {
  let taken = 0;
  const step =
    <Arguments extends unknown[]>(run: (...args: Arguments) => void) =>
    (...args: Arguments) => {
      if (taken === count && when === 'before') throw new PowerCut('cut');
      run(...args);
      if (taken++ === count && when === 'after') throw new PowerCut('cut');
    };
  return {
    move: step(diskSteps.move),
    moveFolder: step(diskSteps.moveFolder),
    makeFolder: step(diskSteps.makeFolder),
    removeFile: step(diskSteps.removeFile),
    removeFolder: step(diskSteps.removeFolder),
    taken: () => taken,
  };
}

async function siteBefore(): Promise<string> {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  change(root);
  return root;
}

test('a commit that is cut at any step leaves every file whole, and the next build finishes it', async () => {
  const reference = await siteBefore();
  const counting = cutAfter(Number.POSITIVE_INFINITY, 'before');
  await buildSite(reference, { steps: counting });
  const finished = readTree(join(reference, 'dist'));
  const steps = counting.taken();
  expect(steps).toBeGreaterThan(20);

  for (let step = 0; step < steps; step++) {
    for (const when of ['before', 'after'] as const) {
      const root = await siteBefore();
      const old = readTree(join(root, 'dist'));
      await expect(buildSite(root, { steps: cutAfter(step, when) })).rejects.toThrow(
        'stopped half-way',
      );
      for (const [path, content] of Object.entries(readTree(join(root, 'dist')))) {
        expect([old[path], finished[path]]).toContain(content);
      }
      const report = await buildSite(root);
      expect(report.recovered).toBe(true);
      expect(report.written).toEqual([]);
      expect(readTree(join(root, 'dist'))).toEqual(finished);
      expect(
        readdirSync(join(root, '.broadsheet')).filter(
          (name) =>
            !/^(?:\.gitignore|(?:manifest|folders|placements)-[\w-]+|sources(?:-rows)?)$/.test(
              name,
            ),
        ),
      ).toEqual([]);
    }
  }
});

test('a recovery that is itself cut is finished by the build after it', async () => {
  const root = await siteBefore();
  await expect(buildSite(root, { steps: cutAfter(3, 'after') })).rejects.toThrow();
  await expect(buildSite(root, { steps: cutAfter(4, 'before') })).rejects.toThrow();
  const report = await buildSite(root);
  expect(report.recovered).toBe(true);
  const clean = await siteBefore();
  rmSync(join(clean, 'dist'), { recursive: true });
  rmSync(join(clean, '.broadsheet'), { recursive: true });
  await buildSite(clean);
  expect(readTree(join(root, 'dist'))).toEqual(readTree(join(clean, 'dist')));
});

test('an interrupted commit is not rolled forward when its new files did not survive', async () => {
  const root = await siteBefore();
  await expect(buildSite(root, { steps: cutAfter(2, 'after') })).rejects.toThrow();
  const stage = join(root, '.broadsheet/stage');
  for (const name of Object.keys(readTree(stage))) writeFileSync(join(stage, name), '');
  const report = await buildSite(root);
  expect(report.recovered).toBe(false);
  expect(report.ok).toBe(true);
  const empty = Object.entries(readTree(join(root, 'dist'))).filter(([, text]) => text === '');
  expect(empty.map(([path]) => path)).toEqual(['.nojekyll']);
});

test('a build with an error changes nothing and leaves nothing behind', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  const old = readTree(join(root, 'dist'));
  change(root);
  writeFiles(root, { 'stories/world/bad.md': story({ headline: null }) });
  const report = await buildSite(root);
  expect(report.ok).toBe(false);
  expect(readTree(join(root, 'dist'))).toEqual(old);
  expect(existsSync(join(root, '.broadsheet/stage'))).toBe(false);
  expect(existsSync(join(root, '.broadsheet/lock'))).toBe(false);
});

test('files that nobody planned and we did not write are kept and named', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  writeFiles(root, { 'dist/google123.html': 'verification', 'dist/world/notes.txt': 'mine' });
  for (const name of readdirSync(join(root, 'stories/world'))) {
    rmSync(join(root, 'stories/world', name), { recursive: true });
  }
  const report = await buildSite(root);
  expect(report.foreign).toEqual(['google123.html', 'world/notes.txt']);
  expect(report.problems.map(({ code }) => code)).toEqual(['foreign-files', 'no-stories']);
  const tree = readTree(join(root, 'dist'));
  expect(tree['google123.html']).toBe('verification');
  expect(Object.keys(tree).filter((path) => path.startsWith('world/'))).toEqual([
    'world/notes.txt',
  ]);
});

test('what stands in the way and is not ours stops the build before it begins', async () => {
  const root = createSiteFolder({ ...BEFORE, 'dist/world': 'a file of somebody else' });
  const report = await buildSite(root);
  expect(report.ok).toBe(false);
  expect(report.problems[0]).toMatchObject({ code: 'blocked-path', file: 'world' });
  expect(readTree(join(root, 'dist'))).toEqual({ world: 'a file of somebody else' });
});

test('a file that was changed or deleted by hand is made again, the others are not touched', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  const good = readTree(join(root, 'dist'));
  writeFileSync(join(root, 'dist/index.html'), 'defaced');
  rmSync(join(root, 'dist/404.html'));
  const report = await buildSite(root);
  expect([...report.written].sort()).toEqual(['404.html', 'index.html']);
  expect(readTree(join(root, 'dist'))).toEqual(good);
});

test.each([
  ['cut short', (text: Buffer) => text.subarray(0, text.length >> 1)],
  ['empty', () => Buffer.alloc(0)],
  [
    'with one bit flipped',
    (text: Buffer) =>
      Buffer.from(text.map((byte, i) => (i === text.length - 20 ? byte ^ 1 : byte))),
  ],
  ['of another format', () => Buffer.from('broadsheet-manifest-99 x\n{}')],
])('a manifest %s is ignored: the site is made again and nothing is deleted', async (_, damage) => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  const good = readTree(join(root, 'dist'));
  const state = join(root, '.broadsheet');
  const name = readdirSync(state).find((file) => file.startsWith('manifest-')) ?? '';
  writeFileSync(join(state, name), damage(readFileSync(join(state, name))));
  rmSync(join(root, 'stories/world/b.md'));
  const report = await buildSite(root);
  expect(report.ok).toBe(true);
  expect(report.removed).toEqual([]);
  // What the lost manifest knew as ours is somebody's now: kept, and reported.
  expect(report.foreign).toContain('old-b/index.html');
  for (const path of Object.keys(good)) expect(existsSync(join(root, 'dist', path))).toBe(true);
});

test('a damaged journal is ignored', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  const good = readTree(join(root, 'dist'));
  writeFiles(root, { '.broadsheet/journal': 'broadsheet-journal-1 nonsense\n{"moves":[]}' });
  const report = await buildSite(root);
  expect(report).toMatchObject({ ok: true, recovered: false });
  expect(readTree(join(root, 'dist'))).toEqual(good);
});

test('a site that was moved between an interrupted commit and the next build is finished where it is', async () => {
  const root = await siteBefore();
  await expect(buildSite(root, { steps: cutAfter(5, 'after') })).rejects.toThrow();
  const moved = join(temporaryFolder(), 'moved');
  renameSync(root, moved);
  const report = await buildSite(moved);
  expect(report).toMatchObject({ recovered: true, written: [] });
  expect(existsSync(root)).toBe(false);
});

test('a folder of stories that is gone does not take the site with it', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  const before = readTree(join(root, 'dist'));
  renameSync(join(root, 'stories'), join(root, 'storys'));
  const report = await buildSite(root);
  expect(report.problems[0]).toMatchObject({ code: 'stories-gone', severity: 'error' });
  expect(readTree(join(root, 'dist'))).toEqual(before);
});

test('what somebody changed in the meantime is theirs, and is not removed', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  writeFileSync(join(root, 'dist/old-b/index.html'), 'MINE');
  rmSync(join(root, 'stories/world/b.md'));
  const report = await buildSite(root);
  expect(report.foreign).toEqual(['old-b/index.html']);
  expect(report.removed).not.toContain('old-b/index.html');
  expect(readFileSync(join(root, 'dist/old-b/index.html'), 'utf8')).toBe('MINE');
});

test('nothing is removed by way of a symbolic link', async () => {
  const root = createSiteFolder(BEFORE);
  const elsewhere = createSiteFolder({
    '2026/05/01/a/index.html': 'of somebody else',
    'index.html': 'theirs',
  });
  await buildSite(root);
  rmSync(join(root, 'dist/world'), { recursive: true });
  symlinkSync(elsewhere, join(root, 'dist/world'));
  const before = readTree(elsewhere);
  for (const name of readdirSync(join(root, 'stories/world')))
    rmSync(join(root, 'stories/world', name), { recursive: true });
  await buildSite(root);
  openDiskOutput({ root, out: 'dist' }).removeAll();
  expect(readTree(elsewhere)).toEqual(before);
});

test('files of others that a page replaces are named', async () => {
  const root = createSiteFolder({ ...BEFORE, 'dist/index.html': 'made by hand' });
  const report = await buildSite(root);
  expect(report.problems).toMatchObject([{ code: 'replaced-files', severity: 'warning' }]);
  expect(report.problems[0]?.message).toContain('index.html');
  expect((await buildSite(root)).problems).toEqual([]);
});

test('state that was lost costs no unchanged file', async () => {
  const root = createSiteFolder(BEFORE);
  await buildSite(root);
  rmSync(join(root, '.broadsheet'), { recursive: true });
  expect((await buildSite(root)).written).toEqual([]);
});
