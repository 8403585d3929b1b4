import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BuildReport } from '../../src/builder.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import type { Plugin } from '../../src/types/plugin.ts';
import {
  type BuildOptions,
  buildSite,
  CLOCK,
  createSiteFolder,
  type Files,
  places,
  readTree,
  story,
  writeFiles,
} from '../support/site.ts';

const A = 'stories/world/a.md';
const B = 'stories/world/b.md';
const DRAFT = 'stories/world/draft.md';

const KEYS = {
  headline: 'A',
  tags: ['Rail', 'Sea'],
  authors: ['Ada', 'Ben'],
  series: 'Ferries',
  dateline: 'PORT',
};

/** Stories that show each other in every way: related, in a series, by links, with warnings and pictures. */
const SITE: Files = {
  'stories/world/a/cat.png': 'picture',
  [A]: story({ ...KEYS, image: { src: 'a/cat.png', alt: 'A cat' } }, body('One')),
  [B]: story(
    { ...KEYS, headline: 'B', published: '2026-05-02T08:00:00Z', hedline: 'x' },
    body('Two'),
  ),
  'stories/world/c.md': story({ ...KEYS, headline: 'C', published: '2026-05-03T08:00:00Z' }),
  'stories/world/d.md': story({ headline: 'D', language: 'ar', published: '2026-05-04T08:00:00Z' }),
  [DRAFT]: story({ headline: 'Draft', status: 'draft' }, body('Nothing')),
};

function body(text: string): string {
  return `The first paragraph.\n\n${text}, see [C](c.md).\n`;
}

function edit(root: string, path: string, text: string): void {
  writeFiles(root, { [path]: `${readFileSync(join(root, path), 'utf8')}\n${text}\n` });
}

/** What a clean build of the same files makes, and says. */
async function cleanBuild(
  root: string,
  options: BuildOptions = {},
): Promise<{ files: Files; report: BuildReport }> {
  const files = ['stories', 'templates'].flatMap((folder) =>
    Object.entries(readTree(join(root, folder))).map(
      ([path, content]) => [`${folder}/${path}`, content] as const,
    ),
  );
  const clean = createSiteFolder(Object.fromEntries(files));
  const report = await buildSite(clean, options);
  return { files: readTree(join(clean, 'dist')), report };
}

async function expectClean(root: string, report: BuildReport, options: BuildOptions = {}) {
  const clean = await cleanBuild(root, options);
  expect(readTree(join(root, 'dist'))).toEqual(clean.files);
  expect(places(report)).toEqual(places(clean.report));
  const { planned, stories, nextChange } = report;
  expect({ planned, stories, nextChange }).toEqual({
    planned: clean.report.planned,
    stories: clean.report.stories,
    nextChange: clean.report.nextChange,
  });
}

test('an edited text is made into its page without planning the site, as a clean build would', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  for (const [path, text] of [
    [A, 'More.'],
    [B, 'Words.'],
    [A, 'And _more_.'],
  ] as const) {
    edit(root, path, text);
    const report = await buildSite(root);
    expect(report.work).toMatchObject({ planned: false, rendered: 1 });
    expect(report.written).toHaveLength(1);
    await expectClean(root, report);
  }
  const again = await buildSite(root);
  expect(again.work).toMatchObject({ planned: false, rendered: 0 });
  await expectClean(root, again);
});

test('words of the desk that stand on no card are text too', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const keys = { ...KEYS, image: { src: 'a/cat.png', alt: 'A cat' } };
  writeFiles(root, { [A]: story({ ...keys, dateline: 'HARBOUR', credit: 'Ann' }, body('One')) });
  const report = await buildSite(root);
  expect(report.work).toMatchObject({ planned: false, rendered: 1 });
  await expectClean(root, report);
});

test.each([
  ['a headline', { ...KEYS, headline: 'Another' }, body('One')],
  ['a time', { ...KEYS, updated: '2026-05-05T08:00:00Z' }, body('One')],
  ['a topic', { ...KEYS, tags: ['Rail'] }, body('One')],
  ['the first paragraph, which cards show', KEYS, `Now ${body('One')}`],
  ['a link', KEYS, body('One [D](d.md)')],
  ['a status', { ...KEYS, status: 'draft' }, body('One')],
  ['a misspelt key', { ...KEYS, hedline: 'x' }, body('One')],
] as const)('a change of %s is planned', async (_, keys, text) => {
  const root = createSiteFolder({ ...SITE, [A]: story(KEYS, body('One')) });
  await buildSite(root);
  writeFiles(root, { [A]: story(keys, text) });
  const report = await buildSite(root);
  expect(report.work.planned).toBe(true);
  await expectClean(root, report);
});

test('the edited text of a held story writes nothing, and is not lost when it becomes public', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  edit(root, DRAFT, 'More.');
  const held = await buildSite(root);
  expect(held.work).toMatchObject({ planned: false, rendered: 0 });
  expect(held.written).toEqual([]);
  await expectClean(root, held);
  writeFiles(root, { [DRAFT]: story({ headline: 'Draft' }, body('Nothing and more')) });
  await expectClean(root, await buildSite(root));
});

test('an edit that brings an error is told with all other problems, and mending it ends it', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const before = readTree(join(root, 'dist'));
  const good = readFileSync(join(root, A), 'utf8');
  edit(root, A, ':::factbox\nWithout an end');
  const failed = await buildSite(root);
  expect(failed.ok).toBe(false);
  expect(places(failed)).toEqual(places((await cleanBuild(root)).report));
  expect(readTree(join(root, 'dist'))).toEqual(before);
  writeFiles(root, { [A]: good.replace('One', 'Three') });
  await expectClean(root, await buildSite(root));
});

test('what a build that failed has read is still news', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const good = readFileSync(join(root, B), 'utf8');
  writeFiles(root, { [A]: story({ ...KEYS, headline: 'Another' }, body('One')), [B]: '---\nx: [' });
  expect((await buildSite(root)).ok).toBe(false);
  writeFiles(root, { [B]: good });
  await expectClean(root, await buildSite(root));
});

test('a page whose template asks for other stories is planned with the site', async () => {
  const template =
    '<% for (const each of helpers.latest({ count: 2 })) { %><%= each.url %> <% } %>';
  const root = createSiteFolder({
    ...SITE,
    'templates/story.ejs': `<%- view.body.includes('now') ? (() => { return helpers.latest({ count: 1 })[0].url })() : '' %>`,
  });
  await buildSite(root);
  edit(root, A, 'Ask now.');
  const asks = await buildSite(root);
  expect(asks.work.planned).toBe(true);
  await expectClean(root, asks);
  edit(root, A, 'Ask again.');
  const asked = await buildSite(root);
  expect(asked.work.planned).toBe(true);
  await expectClean(root, asked);
  writeFiles(root, { 'templates/story.ejs': template });
  await expectClean(root, await buildSite(root));
});

function pluginFor(quotes?: Plugin['quotes']): UserConfig {
  const plugin: Plugin = {
    name: 'lengths',
    version: '1',
    ...(quotes ? { quotes } : {}),
    plan: ({ stories }) => [
      {
        type: 'text',
        path: 'lengths.txt' as never,
        phase: 'list',
        origin: 'lengths',
        owner: null,
        text: stories
          .filter(({ story: { source } }) => source === A)
          .map(({ story: { words } }) => words)
          .join(),
      },
    ],
  };
  return { plugins: [plugin] };
}

test.each([
  ['that does not say whom it quotes', pluginFor(), [true, true]],
  [
    'that quotes the story',
    pluginFor(({ stories }) => stories.filter(({ story: { source } }) => source === A)),
    [true, false],
  ],
] as const)('a plugin %s gets its files planned', async (_, config, expected) => {
  const root = createSiteFolder(SITE);
  await buildSite(root, { config });
  const planned: boolean[] = [];
  for (const path of [A, B]) {
    edit(root, path, 'Three more words.');
    const report = await buildSite(root, { config });
    planned.push(report.work.planned);
    await expectClean(root, report, { config });
  }
  expect(planned).toEqual(expected);
});

test('a file of the site that was changed by hand is made again with the next edit', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  rmSync(join(root, 'dist/latest/index.html'));
  edit(root, A, 'More.');
  await expectClean(root, await buildSite(root));
});

test('an edit after the time of a story has come plans the site', async () => {
  const files = { ...SITE, 'stories/world/e.md': story({ published: '2026-06-02T08:00:00Z' }) };
  const root = createSiteFolder(files);
  await buildSite(root);
  edit(root, A, 'More.');
  const clock = CLOCK + 2 * 86_400_000;
  const report = await buildSite(root, { clock });
  expect(report.work.planned).toBe(true);
  await expectClean(root, report, { clock });
});

const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === 100 ? byte ^ 1 : byte)));

test.each([
  ['placements', /^placements-[\w-]{8}$/, cut],
  ['placements', /^placements-[\w-]{8}$/, null],
  ['their rows', /^placements-.*-rows$/, cut],
  ['their rows', /^placements-.*-rows$/, flip],
  ['their rows', /^placements-.*-rows$/, null],
  ['rows of sources', /^sources-rows$/, cut],
  ['rows of sources', /^sources-rows$/, flip],
  ['rows of sources', /^sources-rows$/, null],
] as const)('where remembered %s are damaged, the site is planned', async (_, pattern, damage) => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const folder = join(root, '.broadsheet');
  const name = readdirSync(folder).find((each) => pattern.test(each)) ?? '';
  if (damage === null) rmSync(join(folder, name));
  else writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))));
  edit(root, A, 'More.');
  const report = await buildSite(root);
  expect(report.work.planned).toBe(true);
  await expectClean(root, report);
  edit(root, A, 'More again.');
  const next = await buildSite(root);
  expect(next.work.planned).toBe(false);
  await expectClean(root, next);
});

test('many edits in a row keep what is remembered small', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const size = () => readFileSync(join(root, '.broadsheet/sources-rows')).length;
  const before = size();
  for (let i = 0; i < 30; i++) {
    edit(root, A, `Word ${i}.`);
    await buildSite(root);
  }
  expect(size()).toBeLessThan(before * 3);
  await expectClean(root, await buildSite(root));
});

test('a second output folder does not take what was planned for the first', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  await buildSite(root, { config: { out: 'preview' }, drafts: true, future: true });
  edit(root, A, 'More.');
  await expectClean(root, await buildSite(root));
  await buildSite(root, { config: { out: 'preview' }, drafts: true, future: true });
  const clean = await cleanBuild(root, { drafts: true, future: true });
  expect(readTree(join(root, 'preview'))).toEqual(clean.files);
});
