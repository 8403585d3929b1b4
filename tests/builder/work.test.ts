import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BuildReport } from '../../src/builder.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import {
  type BuildOptions,
  buildSite,
  CLOCK,
  createSiteFolder,
  type Files,
  story,
  writeFiles,
} from '../support/site.ts';

const DAY = 86_400_000;
const COUNT = 60;

function keysOf(i: number) {
  return {
    headline: `Story ${i}`,
    published: new Date(CLOCK - (COUNT - i) * DAY).toISOString(),
    tags: [`Tag ${i % 5}`, `Tag ${i % 7}`],
    authors: [`Author ${i % 4}`],
  };
}

function pathOf(i: number): string {
  return `stories/${['world', 'science'][i % 2]}/story-${i}.md`;
}

const ARCHIVE: Files = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [pathOf(i), story(keysOf(i))]),
);

/** Builds as if all files had been written long before. */
function settledBuild(root: string, options: BuildOptions = {}): Promise<BuildReport> {
  const openOutput = () => ({
    ...openDiskOutput({ root, out: 'dist' }),
    openedMs: Date.now() + 60_000,
  });
  return buildSite(root, { ...options, effects: { openOutput } });
}

async function settledSite(): Promise<string> {
  const root = createSiteFolder(ARCHIVE);
  await settledBuild(root);
  return root;
}

/** What a build had to do, in numbers. */
function counts({ work, written, removed }: BuildReport) {
  const { read, parsed, planned, rendered, templates } = work;
  return {
    read,
    parsed,
    planned,
    rendered,
    written: written.length,
    removed: removed.length,
    compiled: templates.length,
  };
}

const NOTHING = {
  read: 0,
  parsed: 0,
  planned: false,
  rendered: 0,
  written: 0,
  removed: 0,
  compiled: 0,
};

test('a build to which nothing happened reads, plans, renders and writes nothing', async () => {
  const root = await settledSite();
  expect(counts(await settledBuild(root))).toEqual(NOTHING);
});

test('editing one body reads one source, plans nothing, and renders and writes one page', async () => {
  const root = await settledSite();
  writeFiles(root, { [pathOf(7)]: story(keysOf(7), 'The first paragraph.\n\nAnd more.\n') });
  const report = await settledBuild(root);
  expect(counts(report)).toMatchObject({
    read: 1,
    parsed: 1,
    planned: false,
    rendered: 1,
    written: 1,
    removed: 0,
  });
  expect(counts(await settledBuild(root))).toEqual(NOTHING);
});

test('publishing one story reads it alone, and renders its page and the front of its lists', async () => {
  const root = await settledSite();
  const keys = { ...keysOf(0), headline: 'New', published: new Date(CLOCK).toISOString() };
  writeFiles(root, { 'stories/world/new.md': story(keys) });
  // Its page, the front page, that for addresses that do not exist, latest, section, topic, author, and the archive from the day to the index.
  expect(counts(await settledBuild(root))).toMatchObject({
    read: 1,
    parsed: 1,
    rendered: 11,
    written: 11,
  });
});

test('withdrawing one story reads nothing', async () => {
  const root = await settledSite();
  rmSync(join(root, pathOf(COUNT - 1)));
  const report = await settledBuild(root);
  expect(counts(report)).toMatchObject({ read: 0, parsed: 0 });
  expect(report.removed).toContain('science/2026/05/31/story-59/index.html');
  expect(report.written.length).toBeLessThan(15);
});

test('editing a template renders its pages and no other, and reads no source for the plan', async () => {
  const root = await settledSite();
  writeFiles(root, { 'templates/authors.ejs': '<title>Everybody</title>' });
  expect(counts(await settledBuild(root))).toEqual({
    ...NOTHING,
    planned: true,
    rendered: 1,
    written: 1,
    compiled: 1,
  });
});

test('a fresh checkout reads every source once, and parses and renders none', async () => {
  const root = await settledSite();
  for (let i = 0; i < COUNT; i++) utimesSync(join(root, pathOf(i)), 1, i);
  expect(counts(await settledBuild(root))).toEqual({ ...NOTHING, read: COUNT });
  expect(counts(await settledBuild(root))).toEqual(NOTHING);
});

test('a change of the same length whose time was set back is seen', async () => {
  const body = (word: string) => `The first paragraph.\n\nThe ${word} one.\n`;
  const root = createSiteFolder({ ...ARCHIVE, [pathOf(7)]: story(keysOf(7), body('second')) });
  await settledBuild(root);
  const path = join(root, pathOf(7));
  writeFiles(root, { [pathOf(7)]: story(keysOf(7), body('SECOND')) });
  utimesSync(path, 1, 1);
  expect(counts(await settledBuild(root))).toMatchObject({ read: 1, parsed: 1, written: 1 });
});

test('a source that was changed just before it was read is read again', async () => {
  const root = createSiteFolder(ARCHIVE);
  await buildSite(root);
  expect(counts(await buildSite(root))).toEqual({ ...NOTHING, read: COUNT });
});

test('the clock alone makes a plan only when a time has come', async () => {
  const embargo = new Date(CLOCK + 10 * DAY).toISOString();
  const root = createSiteFolder({
    ...ARCHIVE,
    'stories/world/held.md': story({ headline: 'Held', embargo }),
  });
  const at = (days: number) => settledBuild(root, { clock: CLOCK + days * DAY });
  await at(0);
  expect((await at(9)).work.planned).toBe(false);
  expect(await at(10)).toMatchObject({ work: { planned: true }, stories: COUNT + 1 });
  // Whoever sets the clock back gets the site of then.
  expect(await at(9)).toMatchObject({ work: { planned: true }, stories: COUNT });
});

test('a repeated build says again what the first one said', async () => {
  const root = createSiteFolder({
    ...ARCHIVE,
    'stories/world/odd.md': story({ headline: 'Odd', shoesize: 43 }),
    'dist/notes.txt': 'of somebody else',
  });
  const first = await settledBuild(root);
  expect(first.problems.length).toBe(2);
  const second = await settledBuild(root);
  expect(second).toMatchObject({ problems: first.problems, foreign: ['notes.txt'] });
  expect([...second.kept].sort()).toEqual([...first.written].sort());
  expect(second.nextChange).toBe(first.nextChange);
});

test('a site whose plugins declare their version is not planned again; with any other it is', async () => {
  const root = await settledSite();
  const plugin = { name: 'x', plan: () => [] };
  const build = (version: { version?: string }) =>
    settledBuild(root, { config: { plugins: [{ ...plugin, ...version }] } });
  await build({ version: '1' });
  expect((await build({ version: '1' })).work.planned).toBe(false);
  expect((await build({ version: '2' })).work.planned).toBe(true);
  await build({});
  expect((await build({})).work.planned).toBe(true);
});

test('--clean reads and renders everything, touches no file that comes out the same, and removes what is old', async () => {
  const root = await settledSite();
  rmSync(join(root, pathOf(3)));
  const openOutput = () => openDiskOutput({ root, out: 'dist', forget: true });
  const report = await buildSite(root, { effects: { openOutput } });
  expect(report.work).toMatchObject({ read: COUNT - 1, parsed: COUNT - 1 });
  expect(report.work.rendered).toBeGreaterThan(COUNT);
  expect(report.written.length).toBeLessThan(20);
  expect(report.removed).toContain('science/2026/04/05/story-3/index.html');
});
