import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePlan, readSite } from '../../src/builder.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import type { Part } from '../../src/part.ts';
import { pageKey, resolveParts } from '../../src/site/key.ts';
import {
  buildSite,
  CLOCK,
  createSiteFolder,
  FINDABLE,
  readTree,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';

const SECTIONS = ['world', 'science'];
const DAY = 86_400_000;
/** Links lead to stories that later actions move and remove. */
const CONFIG: UserConfig = { ...FINDABLE, pageSize: 2, missing: { links: 'warning' } };

/** What the desk may do between two builds. */
interface World {
  readonly root: string;
  config: UserConfig;
  clock: number;
  readonly stories: Map<number, StoryState>;
}

interface StoryState {
  section: string;
  headline: string;
  body: string;
  tags: string[];
  day: number;
  status: 'usable' | 'draft' | 'withheld';
  embargoDay: number | null;
  slug: string | null;
  /** Other keys. */
  more: Readonly<Record<string, unknown>>;
}

const MORE = (value: number): Readonly<Record<string, unknown>>[] => [
  { dek: `Dek ${value}` },
  { summary: `Summary ${value}` },
  { byline: `By ${value}` },
  { dateline: `Port ${value}` },
  { updated: new Date(CLOCK - value * 1000).toISOString() },
  { corrections: [{ date: '2026-05-01', text: `Wrong ${value}` }] },
  { slugline: `slug-${value}` },
  { id: `id-${value}` },
  { source: `Agency ${value}`, credit: `Credit ${value}` },
  { free: value % 2 === 0 },
  { kind: value % 2 === 0 ? 'opinion' : 'analysis' },
  { urgency: 1 + (value % 9) },
  { language: value % 2 === 0 ? 'de' : 'fr' },
  { dir: 'rtl' },
  { custom: { value } },
  { authors: [`Author ${value}`, 'Ada'] },
  { breaking: new Date(CLOCK + value * DAY).toISOString() },
  { pin: ['lead', 'secondary', 'opinion', 'world'][value % 4] },
  { pin: { slot: 'lead', until: new Date(CLOCK + (value % 4) * DAY).toISOString() } },
  { kind: 'live', ended: new Date(CLOCK + ((value % 4) - 1) * DAY).toISOString() },
  { kind: 'live' },
];

type Action = (world: World) => void;

function pathOf(id: number, { section }: StoryState): string {
  // Every third story has a folder of its own, with a picture.
  return id % 3 === 0
    ? `stories/${section}/story-${id}/index.md`
    : `stories/${section}/story-${id}.md`;
}

function write(world: World, id: number, state: StoryState): void {
  const { headline, tags, day, status, embargoDay, slug, body, more } = state;
  const text = story(
    {
      headline,
      tags,
      status,
      authors: [`Author ${id % 4}`],
      series: id % 5 === 0 ? 'A series' : null,
      published: new Date(CLOCK - day * DAY).toISOString(),
      embargo: embargoDay === null ? null : new Date(CLOCK + embargoDay * DAY).toISOString(),
      slug,
      image: id % 3 === 0 ? { src: 'map.svg', alt: 'A map', credit: 'Us' } : null,
      aliases: id % 4 === 0 ? [`/old/${id}/`] : null,
      ...more,
    },
    body,
  );
  writeFiles(world.root, { [pathOf(id, state)]: text });
  if (id % 3 === 0)
    writeFiles(world.root, {
      [`stories/${state.section}/story-${id}/map.svg`]: `<svg>${id}</svg>`,
    });
  world.stories.set(id, state);
}

function remove(world: World, id: number, state: StoryState): void {
  const path = pathOf(id, state);
  rmSync(join(world.root, id % 3 === 0 ? path.replace('/index.md', '') : path), {
    recursive: true,
  });
  world.stories.delete(id);
}

const edit =
  (change: (state: StoryState, value: number) => Partial<StoryState>) =>
  (pick: number, value: number): Action =>
  (world) => {
    const entries = [...world.stories];
    const entry = entries[pick % entries.length];
    if (!entry) return;
    const [id, state] = entry;
    remove(world, id, state);
    write(world, id, { ...state, ...change(state, value) });
  };

const ACTIONS: Readonly<Record<string, (pick: number, value: number) => Action>> = {
  add: (_, value) => (world) => {
    const id = (Math.max(-1, ...world.stories.keys()) + 1) as number;
    write(world, id, {
      section: SECTIONS[value % 2] ?? 'world',
      headline: `Story ${id}`,
      body: `The same opening.\n\nText ${value}.\n`,
      tags: [`Tag ${value % 3}`],
      day: value % 40,
      status: 'usable',
      embargoDay: null,
      slug: null,
      more: {},
    });
  },
  editBody: edit((_, value) => ({ body: `The same opening.\n\nText ${value}.\n` })),
  linkTo: (pick, value) => (world) => {
    const ids = [...world.stories.keys()];
    const target = ids[value % Math.max(1, ids.length)];
    const other = target === undefined ? undefined : world.stories.get(target);
    if (target === undefined || !other) return;
    edit(() => ({ body: `The same opening.\n\nSee [this](/${pathOf(target, other)}).\n` }))(
      pick,
      value,
    )(world);
  },
  editCopy: edit((state, value) => ({
    more: { ...state.more, ...MORE(value)[value % MORE(value).length] },
  })),
  retitle: edit((_, value) => ({ headline: `New headline ${value}` })),
  retag: edit((_, value) => ({ tags: [`Tag ${value % 3}`, `Tag ${value % 2}`] })),
  reslug: edit((_, value) => ({ slug: `slug-${value}` })),
  move: edit((state) => ({ section: state.section === 'world' ? 'science' : 'world' })),
  redate: edit((_, value) => ({ day: value % 40 })),
  hold: edit(() => ({ status: 'draft' })),
  withhold: edit(() => ({ status: 'withheld' })),
  release: edit(() => ({ status: 'usable', embargoDay: null })),
  embargo: edit((_, value) => ({ embargoDay: (value % 5) + 1 })),
  remove: (pick) => (world) => {
    const entries = [...world.stories];
    const entry = entries[pick % entries.length];
    if (entry) remove(world, ...entry);
  },
  editTemplate: (_, value) => (world) =>
    writeFiles(world.root, {
      'templates/story.ejs': `<h1><%= view.story.headline %></h1>${value}<%- view.body %>`,
    }),
  askInTemplate: (_, value) => (world) =>
    writeFiles(world.root, {
      'templates/standing.ejs': `${value}<% for (const card of helpers.latest({ section: 'world', count: 2 })) { %><%= card.headline %> <% } %>`,
    }),
  editPartial: (_, value) => (world) =>
    writeFiles(world.root, {
      'templates/partials/time.ejs': `<time><%= view.instant.iso %> ${value}</time>`,
    }),
  dropTemplates: () => (world) =>
    rmSync(join(world.root, 'templates'), { recursive: true, force: true }),
  editUpdate: (pick, value) => (world) => {
    const folder = folderOf(world, pick);
    if (folder === null) return;
    const at = ['0900', '1405', '2026-06-02-1000'][value % 3];
    const keys = [
      {},
      { headline: `Update ${value}`, authors: [`Author ${value % 5}`], key: true },
      { status: 'draft' },
      { embargo: new Date(CLOCK + (value % 4) * DAY).toISOString() },
    ];
    const text = `Update ${value}, see [map](map.svg).[^1]\n\n[^1]: Note.\n`;
    writeFiles(world.root, {
      [`${folder}/${at}-update.md`]: story(
        { headline: null, published: null, ...keys[value % 4] },
        text,
      ),
    });
  },
  dropUpdates: (pick) => (world) => {
    const folder = folderOf(world, pick);
    if (folder !== null) dropUpdates(join(world.root, folder));
  },
  editPicture: (pick, value) => (world) => {
    const folder = folderOf(world, pick);
    const size = `width="${value + 1}" height="${pick + 1}"`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}/>`;
    if (folder !== null) writeFiles(world.root, { [`${folder}/map.svg`]: svg });
  },
  editCustomStyles: (_, value) => (world) =>
    writeFiles(world.root, { 'public/custom.css': `a{order:${value}}` }),
  editLayer: (_, value) => (world) =>
    writeFiles(world.root, { 'templates/assets/css/pages.css': `b{order:${value}}` }),
  dropStyles: () => (world) =>
    rmSync(join(world.root, 'templates/assets'), { recursive: true, force: true }),
  dress: (pick, value) => (world) => {
    const { theme, words, policies } = LOOKS[value % LOOKS.length] ?? {};
    const story = [...world.stories].map(([id, state]) => pathOf(id, state))[pick % 7] ?? '';
    const pins = value % 2 === 0 || story === '' ? [] : [{ story, slot: 'lead' }];
    world.config = {
      ...world.config,
      theme: { ...theme, front: { ...theme?.front, pins } },
      ...(words && { words }),
      ...(policies && { policies }),
    };
  },
  editStylesheet: (_, value) => (world) =>
    writeFiles(world.root, { 'templates/assets/site.css': `a{order:${value}}` }),
  editPublic: (pick, value) => (world) =>
    writeFiles(world.root, { [`public/file-${pick % 3}.txt`]: String(value) }),
  dropPublic: () => (world) => rmSync(join(world.root, 'public'), { recursive: true, force: true }),
  configure: (_, value) => (world) => {
    world.config = {
      ...CONFIG,
      title: `Title ${value % 3}`,
      pageSize: (value % 4) + 1,
      base: value % 2 === 0 ? '' : '/base',
      urls: value % 3 === 0 ? 'file' : 'directory',
      hosting: { precompress: value % 4 === 1 },
      discovery: DISCOVERIES[value % DISCOVERIES.length],
    };
  },
  passTime: (_, value) => (world) => {
    world.clock += (value % 3) * DAY;
  },
  tamper: (_, value) => (world) => {
    // Somebody edits the finished site by hand.
    writeFileSync(join(world.root, 'dist/index.html'), `tampered ${value}`);
  },
};

/** A folder that one story has to itself, and that this story turns into a live blog. */
function folderOf(world: World, pick: number): string | null {
  const bundles = [...world.stories].filter(([id]) => id % 3 === 0);
  const bundle = bundles[pick % Math.max(1, bundles.length)];
  if (bundle === undefined) return null;
  const [id, state] = bundle;
  // Updates beside a story that is no live blog are an error, which would end the sequence.
  write(world, id, { ...state, more: { kind: 'live' }, section: state.section });
  return pathOf(id, state).replace('/index.md', '');
}

function dropUpdates(folder: string): void {
  for (const name of readdirSync(folder)) if (/^\d.*\.md$/.test(name)) rmSync(join(folder, name));
}

/** By what a site may want to be found. */
const DISCOVERIES: readonly UserConfig['discovery'][] = [
  FINDABLE.discovery,
  { feeds: { items: 2, content: 'summary' }, ninjs: true },
  { feeds: false, sitemaps: false, metadata: false },
  {},
];

/** What a site may change of its look, its words and its promises. */
const LOOKS: readonly UserConfig[] = [
  {},
  { theme: { colors: { accent: '#0b5d3b' } }, words: { related: 'More' } },
  { theme: { measure: 70, script: false }, policies: { ethics: '/about/' } },
  { theme: { front: { secondary: 1, latest: 0, strips: ['science'] }, story: { ad: true } } },
  { theme: { fonts: { web: 'newsreader' } }, words: { part: 'No. {number}' } },
];

const action = fc.record({
  name: fc.constantFrom(...Object.keys(ACTIONS)),
  pick: fc.nat({ max: 30 }),
  value: fc.nat({ max: 30 }),
});

async function cleanBuild(world: World): Promise<Readonly<Record<string, string>>> {
  const copy = temporaryFolder();
  cpSync(world.root, copy, {
    recursive: true,
    filter: (path) =>
      !path.startsWith(join(world.root, 'dist')) &&
      !path.startsWith(join(world.root, '.broadsheet')),
  });
  await buildSite(copy, { config: world.config, clock: world.clock });
  return readTree(join(copy, 'dist'));
}

/** Two pages with one key have one view: else a page could go stale. */
async function checkKeys({ root, config, clock }: World, views: Map<string, string>) {
  const request = {
    root,
    config: resolveConfig(config),
    release: { clock, drafts: false, future: false },
  };
  const { files } = await makePlan(request, await readSite(request, {}));
  for (const file of files) {
    if (file.type !== 'page') continue;
    const key = pageKey(file, JSON.stringify(config));
    const view = JSON.stringify([
      file.template,
      file.body,
      file.quotes,
      resolveParts(file.view, makeValue),
    ]);
    expect(view).toBe(views.get(key) ?? view);
    views.set(key, view);
  }
}

const makeValue = (part: Part<unknown>) => part.value;

test('an incremental build is byte-equal to a clean one after any sequence of changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (steps) => {
      const world: World = {
        root: createSiteFolder({}),
        config: CONFIG,
        clock: CLOCK,
        stories: new Map(),
      };
      const views = new Map<string, string>();
      writeFiles(world.root, { 'pages/about.md': story({ published: null }, 'About us.\n') });
      for (let i = 0; i < 7; i++) ACTIONS.add?.(0, i * 7)(world);
      await buildSite(world.root, { config: world.config, clock: world.clock });
      for (const { name, pick, value } of steps) {
        ACTIONS[name]?.(pick, value)(world);
        const report = await buildSite(world.root, { config: world.config, clock: world.clock });
        expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(readTree(join(world.root, 'dist'))).toEqual(await cleanBuild(world));
        await checkKeys(world, views);
      }
      const again = await buildSite(world.root, { config: world.config, clock: world.clock });
      expect(again.written).toEqual([]);
      expect(again.work.rendered).toBe(0);
    }),
    { numRuns: 40 },
  );
});
