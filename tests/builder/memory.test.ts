import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSite, createSiteFolder, readTree, story, writeFiles } from '../support/site.ts';

const SITE = {
  'stories/world/a.md': story({ headline: 'A', tags: ['Rail'] }),
  'stories/world/b.md': story({ headline: 'B', tags: ['Rail'] }),
};

const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === 100 ? byte ^ 1 : byte)));

test.each([
  ['sources', 'cut short', cut],
  ['sources', 'with one bit flipped', flip],
  ['sources', 'empty', () => Buffer.alloc(0)],
  ['sources-rows', 'cut short', cut],
  ['sources-rows', 'with one bit flipped', flip],
  ['sources-rows', 'gone', null],
] as const)('remembered %s, %s, are read again', async (name, _, damage) => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const path = join(root, '.broadsheet', name);
  if (damage === null) rmSync(path);
  else writeFileSync(path, damage(readFileSync(path)));
  writeFiles(root, { 'stories/world/c.md': story({ headline: 'C', tags: ['Rail'] }) });
  const report = await buildSite(root);
  expect(report.ok).toBe(true);
  expect(report.work.rendered).toBeLessThan(Object.keys(readTree(join(root, 'dist'))).length);
  const clean = createSiteFolder({
    ...SITE,
    'stories/world/c.md': story({ headline: 'C', tags: ['Rail'] }),
  });
  await buildSite(clean);
  expect(readTree(join(root, 'dist'))).toEqual(readTree(join(clean, 'dist')));
  expect(existsSync(path)).toBe(true);
});

test('a build that fails remembers what it read, and changes nothing else', async () => {
  const root = createSiteFolder({ ...SITE, 'stories/world/bad.md': story({ headline: null }) });
  expect((await buildSite(root)).ok).toBe(false);
  expect((await buildSite(root)).work.parsed).toBe(0);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('another time zone, or another option of markdown, is another site', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const zoned = await buildSite(root, { config: { timeZone: 'Asia/Tokyo' } });
  expect(zoned.work.parsed).toBe(2);
  const plain = await buildSite(root, {
    config: { timeZone: 'Asia/Tokyo', markdown: { smartTypography: false } },
  });
  expect(plain.work).toMatchObject({ parsed: 0, planned: true });
  expect(plain.work.rendered).toBeGreaterThan(4);
});

test('a file that somebody puts into the output folder is noticed, also when nothing else happens', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  writeFiles(root, { 'dist/world/notes.txt': 'mine' });
  const report = await buildSite(root);
  expect(report.work.planned).toBe(false);
  expect(report.foreign).toEqual(['world/notes.txt']);
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Again', tags: ['Rail'] }) });
  expect((await buildSite(root)).foreign).toEqual(['world/notes.txt']);
  expect((await buildSite(root)).foreign).toEqual(['world/notes.txt']);
  rmSync(join(root, 'dist/world/notes.txt'));
  expect((await buildSite(root)).foreign).toEqual([]);
});

test('an output folder that was restored with new times is looked through once', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  for (const path of Object.keys(readTree(join(root, 'dist'))))
    utimesSync(join(root, 'dist', path), 1, 1);
  const manifest = () =>
    readdirSync(join(root, '.broadsheet'))
      .filter((name) => name.startsWith('manifest-'))
      .map((name) => readFileSync(join(root, '.broadsheet', name), 'utf8'));
  const before = manifest();
  expect(await buildSite(root)).toMatchObject({ written: [], work: { planned: false } });
  const after = manifest();
  expect(after).not.toEqual(before);
  await buildSite(root);
  expect(manifest()).toEqual(after);
});

test('an output folder that was deleted is made again, and nothing in it is foreign', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const good = readTree(join(root, 'dist'));
  rmSync(join(root, 'dist'), { recursive: true });
  await buildSite(root);
  expect(readTree(join(root, 'dist'))).toEqual(good);
  writeFiles(root, { 'dist/world/notes.txt': 'mine' });
  expect((await buildSite(root)).foreign).toEqual(['world/notes.txt']);
});
