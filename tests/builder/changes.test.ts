import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { BuildReport } from '../../src/builder.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import {
  type BuildOptions,
  buildSite,
  CLOCK,
  createSiteFolder,
  type Files,
  places,
  readTree,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';

const VOTE = 'stories/politics/vote';
const PAGE = 'politics/2026/05/01/vote/index.html';
const JSON_FILE = 'politics/2026/05/01/vote/live.json';
const TREATY = 'stories/politics/treaty.md';

const svg = (width: number, height = 10) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
const vote = (keys: object = {}, body = '## 10:00 In the text\n\nWords.\n') =>
  story({ headline: 'The vote', kind: 'live', authors: ['Ada'], ...keys }, body);
const treaty = (keys: object = {}) =>
  story(
    { headline: 'The treaty', published: '2026-05-02T08:00:00Z', image: 'harbour.svg', ...keys },
    'Words.\n\n![A map](/map.svg)\n',
  );

const SITE: Files = {
  [`${VOTE}/index.md`]: vote(),
  [`${VOTE}/1100-first.md`]: 'The first update.\n',
  [`${VOTE}/1200-second.md`]: story({ headline: 'Second', published: null, authors: ['Ben'] }),
  [TREATY]: treaty(),
  'stories/politics/harbour.svg': svg(20),
  'stories/science/eels.md': story({ headline: 'Eels', published: '2026-05-03T08:00:00Z' }),
  'stories/culture/play.md': story({ headline: 'A play', published: '2026-05-04T08:00:00Z' }),
  'stories/culture/view.md': story({ headline: 'A view', kind: 'opinion' }),
  'pages/about.md': story({ headline: 'About', published: null }),
  'public/map.svg': svg(30),
};

/** New contents by path; null takes a file away. */
type Edits = Readonly<Record<string, string | Buffer | null>>;

interface Change {
  readonly files?: Edits;
  readonly config?: UserConfig;
  readonly clock?: number;
}

function apply(root: string, files: Edits = {}): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(root, path));
    else writeFiles(root, { [path]: content });
  }
}

/** What a clean build of the same files makes, and says. */
async function cleanBuild(root: string, options: BuildOptions) {
  const copy = temporaryFolder();
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !/^(?:dist|\.broadsheet)/.test(relative(root, path)),
  });
  const report = await buildSite(copy, options);
  return { report, files: readTree(join(copy, 'dist')) };
}

/** Builds as if all files had been written long before, so that their times tell whether they changed. */
function settledBuild(root: string): Promise<BuildReport> {
  const openOutput = () => ({
    ...openDiskOutput({ root, out: 'dist' }),
    openedMs: Date.now() + 60_000,
  });
  return buildSite(root, { effects: { openOutput } });
}

async function expectClean(root: string, report: BuildReport, options: BuildOptions = {}) {
  const clean = await cleanBuild(root, options);
  expect(readTree(join(root, 'dist'))).toEqual(clean.files);
  expect(places(report)).toEqual(places(clean.report));
  expect(report.nextChange).toBe(clean.report.nextChange);
}

const FAR = new Date(CLOCK + 86_400_000).toISOString();
const CSS = 'templates/assets/css';

test.each<[string, Change]>([
  ['an update in a file is added', { files: { [`${VOTE}/1300-third.md`]: 'Third.\n' } }],
  ['an update in a file is removed', { files: { [`${VOTE}/1200-second.md`]: null } }],
  ['an update in a file is edited', { files: { [`${VOTE}/1100-first.md`]: 'Edited.\n' } }],
  [
    'an update in a file is renamed to another time',
    {
      files: { [`${VOTE}/1100-first.md`]: null, [`${VOTE}/1130-first.md`]: 'The first update.\n' },
    },
  ],
  [
    'an update gets another author',
    { files: { [`${VOTE}/1200-second.md`]: story({ published: null, authors: ['Cleo'] }) } },
  ],
  [
    'an update becomes a key event',
    {
      files: {
        [`${VOTE}/1200-second.md`]: story({ headline: 'Second', published: null, key: true }),
      },
    },
  ],
  [
    'an update is held',
    { files: { [`${VOTE}/1200-second.md`]: story({ published: null, status: 'draft' }) } },
  ],
  [
    'an update in the text is added',
    { files: { [`${VOTE}/index.md`]: vote({}, '## 9:00 One\n\n## 10:00 Two\n') } },
  ],
  [
    'an update is added to the text below its first paragraph',
    {
      files: {
        [`${VOTE}/index.md`]: vote({}, '## 10:00 In the text\n\nWords.\n\n## 11:15 New\n'),
      },
    },
  ],
  [
    'a live blog ends',
    { files: { [`${VOTE}/index.md`]: vote({ ended: '2026-05-01T20:00:00Z' }) } },
  ],
  [
    'a live blog will end',
    { files: { [`${VOTE}/index.md`]: vote({ ended: FAR }) }, clock: CLOCK + 86_400_000 },
  ],
  [
    'a live blog moves to another day',
    { files: { [`${VOTE}/index.md`]: vote({ published: '2026-04-30' }) } },
  ],
  ['a story is pinned', { files: { [TREATY]: treaty({ pin: 'lead' }) } }],
  [
    'a story is pinned until now',
    { files: { [TREATY]: treaty({ pin: { slot: 'lead', until: FAR } }) } },
  ],
  [
    'a story is corrected',
    { files: { [TREATY]: treaty({ corrections: [{ date: '2026-05-20', text: 'Wrong.' }] }) } },
  ],
  ['a lead picture has another size', { files: { 'stories/politics/harbour.svg': svg(21) } }],
  ['a lead picture goes', { files: { 'stories/politics/harbour.svg': 'no picture' } }],
  ['a picture in public/ has another size', { files: { 'public/map.svg': svg(31) } }],
  ['a picture in public/ goes', { files: { 'public/map.svg': null } }],
  ['custom.css is added', { files: { 'public/custom.css': 'a{color:red}' } }],
  ['a layer is overridden', { files: { [`${CSS}/pages.css`]: '.story{color:red}' } }],
  ['the style sheet is replaced', { files: { 'templates/assets/site.css': 'p{color:red}' } }],
  ['the script is replaced', { files: { 'templates/assets/site.js': 'export {};' } }],
  ['an icon is added', { files: { 'public/favicon.svg': svg(16, 16) } }],
  ['a manifest is added', { files: { 'public/manifest.webmanifest': '{}' } }],
  ['a search page is added', { files: { 'pages/search.md': story({ published: null }) } }],
  [
    'a corrections page is added',
    { files: { 'pages/corrections.md': story({ published: null }) } },
  ],
  ['the accent changes', { config: { theme: { colors: { accent: '#0b5d3b' } } } }],
  ['the measure changes', { config: { theme: { measure: 70 } } }],
  ['a font is loaded', { config: { theme: { fonts: { web: 'newsreader' } } } }],
  ['the script is left out', { config: { theme: { script: false } } }],
  ['the name of the paper changes', { config: { theme: { masthead: { name: 'The Tide' } } } }],
  ['the front page holds less', { config: { theme: { front: { secondary: 1, strips: [] } } } }],
  ['the ad slot is shown', { config: { theme: { story: { ad: true } } } }],
  [
    'the configuration pins a story',
    { config: { theme: { front: { pins: [{ story: TREATY, slot: 'lead' }] } } } },
  ],
  ['a word is replaced', { config: { words: { allStories: 'Everything' } } }],
  ['a policy is added', { config: { policies: { ethics: '/about/' } } }],
  ['the base path changes', { config: { base: '/paper' } }],
  ['the time zone changes', { config: { timeZone: 'Asia/Seoul' } }],
])(
  'when %s, the next build makes what a clean one makes, and so does the way back',
  async (_, change) => {
    const { files = {}, config = {}, clock = CLOCK } = change;
    const root = createSiteFolder(SITE);
    await buildSite(root);
    const before = readTree(join(root, 'dist'));
    apply(root, files);
    const options = { config, clock };
    const changed = await buildSite(root, options);
    expect(changed.ok).toBe(true);
    expect(readTree(join(root, 'dist'))).not.toEqual(before);
    await expectClean(root, changed, options);
    const again = await buildSite(root, options);
    expect(again).toMatchObject({ written: [], work: { planned: false, rendered: 0 } });
    expect(places(again)).toEqual(places(changed));

    const undo = Object.fromEntries(Object.keys(files).map((path) => [path, SITE[path] ?? null]));
    apply(root, undo);
    await expectClean(root, await buildSite(root));
    expect(readTree(join(root, 'dist'))).toEqual(before);
  },
);

test('an edit of an update makes the page and the JSON of its live blog, and nothing else', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  apply(root, { [`${VOTE}/1100-first.md`]: 'Edited.\n' });
  const edited = await buildSite(root);
  expect(edited.work).toMatchObject({
    rendered: 2,
    byTemplate: { 'live.ejs': { pages: 1 }, 'live-json.ejs': { pages: 1 } },
  });
  // The JSON names times, which are as they were.
  expect(edited.written).toEqual([PAGE]);
  apply(root, { [`${VOTE}/1500-new.md`]: 'New.\n' });
  expect([...(await buildSite(root)).written].sort()).toEqual([PAGE, JSON_FILE]);
});

test('a story that becomes an update because an index.md appears leaves its old place, and comes back', async () => {
  const count = `${VOTE}/1405-count.md`;
  const root = createSiteFolder({
    [count]: story({ headline: 'The count', authors: ['Ada'] }, 'Counted.\n'),
    'stories/science/eels.md': story({ headline: 'Eels' }),
  });
  await settledBuild(root);
  const own = 'politics/2026/05/01/1405-count/index.html';
  const before = readTree(join(root, 'dist'));
  expect(before[own]).toContain('<h1>The count</h1>');

  apply(root, { [`${VOTE}/index.md`]: vote() });
  const asUpdate = await settledBuild(root);
  expect(asUpdate.stories).toBe(2);
  expect(asUpdate.removed).toContain(own);
  const dist = readTree(join(root, 'dist'));
  expect(dist[PAGE]).toMatch(/id="update-[^"]*">[\s\S]*Counted\./);
  expect(dist['latest/index.html']).not.toContain('The count');
  await expectClean(root, asUpdate);

  apply(root, { [`${VOTE}/index.md`]: null });
  const asStory = await settledBuild(root);
  expect(asStory.stories).toBe(2);
  await expectClean(root, asStory);
  expect(readTree(join(root, 'dist'))).toEqual(before);
});

test('an update whose live blog becomes an ordinary story stops the build, and the site stays', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  const before = readTree(join(root, 'dist'));
  apply(root, { [`${VOTE}/index.md`]: vote({ kind: 'news' }) });
  const report = await buildSite(root);
  expect(report.problems.map(({ file, code }) => [file, code])).toEqual([
    [`${VOTE}/1100-first.md`, 'entry-without-blog'],
    [`${VOTE}/1200-second.md`, 'entry-without-blog'],
  ]);
  expect(readTree(join(root, 'dist'))).toEqual(before);
  apply(root, { [`${VOTE}/index.md`]: vote() });
  await expectClean(root, await buildSite(root));
});

test('an update that waits for its time makes the site again when it has come, and not before', async () => {
  const root = createSiteFolder({ ...SITE, [`${VOTE}/2026-06-02-0900-later.md`]: 'LATER\n' });
  const at = (iso: string) => ({ clock: Date.parse(iso) });
  const first = await buildSite(root);
  expect(first.nextChange).toBe(Date.parse('2026-06-02T09:00:00Z'));
  const early = await buildSite(root, at('2026-06-02T08:59:59Z'));
  expect(early.work).toMatchObject({ planned: false, rendered: 0 });
  const due = await buildSite(root, at('2026-06-02T09:00:00Z'));
  expect([...due.written].sort()).toEqual([PAGE, JSON_FILE]);
  expect(readTree(join(root, 'dist'))[PAGE]).toContain('LATER');
  expect(due.nextChange).toBeNull();
  await expectClean(root, due, at('2026-06-02T09:00:00Z'));
});

test('the clock that passes the end of a live blog makes its page and the cards again', async () => {
  const ended = '2026-06-02T09:00:00Z';
  const root = createSiteFolder({ ...SITE, [`${VOTE}/index.md`]: vote({ ended }) });
  const running = await buildSite(root);
  expect(running.nextChange).toBe(Date.parse(ended));
  const clock = Date.parse(ended);
  const over = await buildSite(root, { clock });
  expect(over.written).toEqual(expect.arrayContaining([PAGE, JSON_FILE, 'politics/index.html']));
  expect(over.written).not.toContain('science/index.html');
  await expectClean(root, over, { clock });
});

test('an edit of a story beside which a live blog stands that has ended says so still', async () => {
  const eels = 'stories/politics/eels.md';
  const keys = {
    headline: 'Eels',
    published: '2026-05-05T08:00:00Z',
    tags: ['River'],
    series: 'S',
  };
  const root = createSiteFolder({
    ...SITE,
    [`${VOTE}/index.md`]: vote({ tags: ['River'], series: 'S', ended: '2026-05-01T20:00:00Z' }),
    [eels]: story(keys, 'The first paragraph.\n\nMore.\n'),
  });
  await buildSite(root);
  const page = () => readTree(join(root, 'dist'))['politics/2026/05/05/eels/index.html'] ?? '';
  expect(page()).toContain('The vote');
  expect(page()).not.toContain('live-mark');
  apply(root, { [eels]: story(keys, 'The first paragraph.\n\nMore, and more.\n') });
  const report = await buildSite(root);
  expect(page()).toContain('More, and more.');
  expect(page()).not.toContain('live-mark');
  await expectClean(root, report);
});

test('a picture and an update are looked into once, and again only when they change', async () => {
  const root = createSiteFolder(SITE);
  const build = () => settledBuild(root);
  const texts = Object.keys(SITE).filter((path) => path.endsWith('.md')).length;
  expect((await build()).work).toMatchObject({ read: texts + 2, parsed: texts + 2 });
  expect((await build()).work).toMatchObject({ read: 0, parsed: 0, planned: false });
  apply(root, { 'public/map.svg': svg(31) });
  expect((await build()).work).toMatchObject({ read: 1, parsed: 1, rendered: 1 });
  apply(root, { [`${VOTE}/1100-first.md`]: 'Edited.\n' });
  expect((await build()).work).toMatchObject({ read: 1, parsed: 1, rendered: 2 });
});

test('what is remembered of a live blog that is gone is forgotten with it', async () => {
  const root = createSiteFolder(SITE);
  await buildSite(root);
  rmSync(join(root, VOTE), { recursive: true });
  await expectClean(root, await buildSite(root));
  const folder = join(root, '.broadsheet');
  const state = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(state.join('\n')).not.toContain('1100-first.md');
});
