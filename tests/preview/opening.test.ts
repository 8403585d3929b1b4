import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readingVersion } from '../../src/builder/inputs.ts';
import { loadConfig } from '../../src/config/load.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import type { SessionOptions } from '../../src/preview/session.ts';
import { CLOCK, type Files, story, writeFiles } from '../support/site.ts';
import { createRoot, Preview, until } from './preview.ts';

const SITE: Files = {
  'broadsheet.config.json': JSON.stringify({ base: '/paper' }),
  'stories/world/a.md': story({ headline: 'Story A' }, 'The text of A.\n'),
  'stories/world/b.md': story({ headline: 'Story B', expires: '2026-07-01T00:00:00Z' }),
};
const A = 'world/2026/05/01/a/';
const B = 'world/2026/05/01/b/';

/** A site that somebody has looked at before: at its front page, and at story A. */
async function lookedAt(): Promise<string> {
  const root = createRoot(SITE);
  const preview = await Preview.open(root);
  for (const path of ['', A]) await preview.text(path);
  await preview.session.close();
  return root;
}

/** Opens a preview, and asks at once for some addresses. */
async function reopen(
  root: string,
  paths: readonly string[],
  options: Partial<SessionOptions> = {},
) {
  let isPlanned = false;
  /** Those that were answered before the site was planned. */
  const early: string[] = [];
  const texts: Promise<string>[] = [];
  const preview = await Preview.open(root, {
    ...options,
    onListening(url) {
      for (const path of paths) {
        const answer = fetch(new URL(path, url)).then((response) => response.text());
        texts.push(
          answer.then((text) => {
            if (!isPlanned) early.push(path);
            return text;
          }),
        );
      }
    },
  });
  isPlanned = true;
  return { preview, early, texts: await Promise.all(texts) };
}

test('what somebody looked at last is there at once the next time, as it will be when the site is planned', async () => {
  const root = await lookedAt();
  const { preview, early, texts } = await reopen(root, ['', A]);
  expect(early.toSorted()).toEqual(['', A].toSorted());
  expect(texts[1]).toContain('The text of A.');
  expect([await preview.text(''), await preview.text(A)]).toEqual(texts);
  const style = /href="\/paper\/(assets\/site\.[^"]+\.css)"/.exec(texts[0] ?? '')?.[1] ?? '';
  expect((await preview.fetch(style)).status).toBe(200);
  await preview.expectTruth();
});

test('the style sheet and the script of a page are there with it', async () => {
  const root = await lookedAt();
  const front = await (await Preview.open(root)).text('');
  const parts = [...front.matchAll(/(?:href|src)="\/paper\/(assets\/site\.[^"]+)"/g)];
  const paths = parts.map(([, path = '']) => path);
  expect(paths).toHaveLength(2);
  const { early } = await reopen(root, paths);
  expect(early.toSorted()).toEqual(paths.toSorted());
});

test('who asks for something else gets it as soon as it is known', async () => {
  const root = await lookedAt();
  const { early, texts } = await reopen(root, ['', B, 'nothing/', '_desk/']);
  expect(early).toEqual(['']);
  expect(texts[1]).toContain('Story B');
  expect(texts[2]).toContain('Page not found');
  expect(texts[3]).toContain('stories/world/a.md');
});

test('what is wrong with a page that somebody waits for is said', async () => {
  const root = createRoot({
    ...SITE,
    'templates/story.ejs':
      '<h1><%= view.story.headline %></h1><% if (view.story.headline === "Story B") { %><%= nothing %><% } %>\n',
  });
  const before = await Preview.open(root);
  await before.text(A);
  await before.session.close();
  const { preview, early, texts } = await reopen(root, [A, B]);
  expect(early).toEqual([A]);
  expect(texts[1]).toContain('This page cannot be made');
  expect(preview.found.map(({ code }) => code)).toEqual(['template-error']);
});

test.each<[string, (root: string) => Partial<SessionOptions> | undefined]>([
  [
    'a story',
    (root) =>
      void writeFiles(root, {
        'stories/world/a.md': story({ headline: 'Story A' }, 'Edited meanwhile.\n'),
      }),
  ],
  ['a story less', (root) => rmSync(join(root, 'stories/world/b.md')) as undefined],
  [
    'a template',
    (root) => void writeFiles(root, { 'templates/front.ejs': '<h1><%= view.site.title %></h1>' }),
  ],
  ['the style sheet', (root) => void writeFiles(root, { 'public/custom.css': 'h1 { order: 3 }' })],
  [
    'a setting',
    (root) =>
      void writeFiles(root, {
        'broadsheet.config.json': JSON.stringify({ base: '/paper', title: 'Another name' }),
      }),
  ],
  ['what is shown', () => ({ drafts: false })],
  ['the time, past that of a story', () => ({ clock: () => Date.parse('2026-08-01T00:00:00Z') })],
  ['the time, backwards', () => ({ clock: () => CLOCK - 86_400_000 })],
])('after a change of %s, nothing is shown before it is planned', async (_, change) => {
  const root = await lookedAt();
  const options = change(root) ?? {};
  const { preview, early } = await reopen(root, [''], options);
  expect(early).toEqual([]);
  if (options.clock === undefined && options.drafts === undefined) await preview.expectTruth();
});

test('a page that somebody edits after looking at it is left as it is then', async () => {
  const root = createRoot(SITE);
  const preview = await Preview.watch(root);
  await preview.text(A);
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A' }, 'Edited since.\n') });
  await preview.expectTruth();
  await preview.text(A);
  await preview.session.close();
  const { early, texts } = await reopen(root, [A]);
  expect([early, texts[0]]).toEqual([[A], expect.stringContaining('Edited since.')]);
});

test('a site with an error leaves nothing, and a damaged note is none', async () => {
  const root = createRoot({ ...SITE, 'stories/world/c.md': story({ headline: null }) });
  const broken = await Preview.open(root);
  await broken.text('');
  await broken.session.close();
  expect((await reopen(root, [''])).early).toEqual([]);

  const good = await lookedAt();
  writeFiles(good, { '.broadsheet/opening': 'broadsheet-opening-1 damaged\n{}' });
  const { early, texts } = await reopen(good, ['']);
  expect([early, texts[0]]).toEqual([[], expect.stringContaining('Story A')]);
});

test('what has changed a moment before the end is not left as it was', async () => {
  const root = createRoot({
    ...SITE,
    'stories/world/map/index.md': story(
      { headline: 'A map', published: '2026-05-03T08:00:00Z' },
      '![A map](map.svg)\n',
    ),
    'stories/world/map/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>',
  });
  const preview = await Preview.open(root);
  expect(await preview.text('world/2026/05/03/map/')).toContain('width="16"');
  writeFiles(root, {
    'stories/world/map/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="999" height="9"/>',
  });
  await preview.session.close();
  const { early, texts } = await reopen(root, ['world/2026/05/03/map/']);
  expect([early, texts[0]]).toEqual([[], expect.stringContaining('width="999"')]);
});

test('what was looked at is not forgotten by a preview in which nobody looks at it', async () => {
  const root = await lookedAt();
  await (await Preview.open(root)).session.close();
  expect((await reopen(root, [A])).early).toEqual([A]);
});

test('somebody who asks again and again does not keep the site from being planned', async () => {
  const root = await lookedAt();
  let isOpen = true;
  const preview = await Preview.open(root, {
    async onListening(url) {
      while (isOpen) await fetch(url).then((response) => response.text());
    },
  });
  isOpen = false;
  expect(await preview.text(B)).toContain('Story B');
});

test('somebody who has gone before the site is planned is not told of anything', async () => {
  const root = await lookedAt();
  const gone = new AbortController();
  const preview = await Preview.watch(root, {
    onListening(url) {
      const events = new URL('_broadsheet/events?path=index.html&version=x', url);
      fetch(events, { signal: gone.signal }).catch(() => {});
      fetch(url)
        .then((response) => response.text())
        .then(() => gone.abort());
    },
  });
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A, retitled' }) });
  await until(() => expect(preview.updates.length).toBeGreaterThan(0));
  expect(preview.updates.map(({ reloads }) => reloads)).toEqual(preview.updates.map(() => 0));
});

/** So many stories that planning them takes longer than making the front page. */
function createArchive(files: Files = {}): string {
  const stories = Array.from({ length: 3000 }, (_, i) => [
    `stories/world/story-${i}.md`,
    story({ headline: `Story ${i}`, published: '2025-05-01T08:00:00Z' }, 'Words.\n'),
  ]);
  return createRoot({ ...SITE, ...Object.fromEntries(stories), ...files });
}

test('the front page of an archive is there before the archive is planned, as it will be afterwards', async () => {
  const root = createArchive();
  const { preview, early, texts } = await reopen(root, ['', A, '_desk/', 'world/page/1/']);
  expect(early).toEqual(['']);
  expect(texts[0]).toContain('Story A');
  expect(await preview.text('')).toBe(texts[0]);
  expect(texts[1]).toContain('The text of A.');
  expect(texts[2]).toContain('stories/world/story-2999.md');
  expect(texts[3]).toMatch(/Story \d/);
  const [, style = ''] = /href="\/paper\/(assets\/site\.[^"]+\.css)"/.exec(texts[0] ?? '') ?? [];
  expect((await preview.fetch(style)).status).toBe(200);
});

test('what is wrong with an archive is said although its front page was there before', async () => {
  const root = createArchive({ 'stories/world/c.md': story({ headline: null }) });
  const { preview, early } = await reopen(root, ['']);
  expect(early).toEqual(['']);
  expect(preview.errors).toEqual(['stories/world/c.md:2:1 missing-headline']);
});

test('an archive whose front page cannot be made is planned all the same', async () => {
  const root = createArchive({ 'templates/front.ejs': '<%= nothing.at.all %>\n' });
  const { preview, early, texts } = await reopen(root, ['', A]);
  expect(early).toEqual([]);
  expect(texts[0]).toContain('This page cannot be made');
  expect(texts[1]).toContain('The text of A.');
  expect(preview.found.map(({ code }) => code)).toEqual(['template-error']);
});

test('a moment that comes while the front page is shown is not missed', async () => {
  const moment = Date.parse('2026-06-15T08:00:00Z');
  const next = Date.parse('2026-06-16T08:00:00Z');
  const root = createArchive({
    'stories/world/soon.md': story({ headline: 'Soon', published: '2026-06-15T08:00:00Z' }),
    'stories/world/later.md': story({ headline: 'Later', published: '2026-06-16T08:00:00Z' }),
  });
  let now = moment - 1000;
  const preview = await Preview.open(root, {
    future: false,
    clock: () => now,
    isClockFixed: false,
    onListening(url) {
      now = moment;
      fetch(url);
    },
  });
  const statusOf = async (path: string) => (await preview.fetch(path)).status;
  await until(async () => expect(await statusOf('world/2026/06/15/soon/')).toBe(200));
  expect(preview.session.problems).toEqual([]);
  expect(await statusOf('world/2026/06/16/later/')).toBe(404);
  now = next;
  // The alarm is set by the clock as it was: any change takes in what has come.
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A, again' }) });
  await until(async () => expect(await statusOf('world/2026/06/16/later/')).toBe(200));
});

/** The sources of which the state of a site knows. */
async function rememberedIn(root: string): Promise<readonly string[]> {
  const config = await loadConfig(root, undefined, {});
  const output = openDiskOutput({ root, out: config.out });
  const known = [...output.knownSources(readingVersion(config)).keys()];
  output.close();
  return known.sort();
}

test('what a preview read is not read again, also if the site is broken', async () => {
  const root = createRoot({ ...SITE, 'stories/world/c.md': story({ headline: null }) });
  await (await Preview.open(root)).session.close();
  const names = ['a', 'b', 'c'].map((name) => `stories/world/${name}.md`);
  expect(await rememberedIn(root)).toEqual(names);
});

test('what a preview read that found no port is not read again', async () => {
  const root = createRoot(SITE);
  const other = await Preview.open(createRoot(SITE));
  const { port } = other.session;
  await expect(Preview.open(root, { port, strictPort: true })).rejects.toThrow();
  expect(await rememberedIn(root)).toEqual(['stories/world/a.md', 'stories/world/b.md']);
});

test('what is new is added to what is remembered', async () => {
  const root = await lookedAt();
  const rows = join(root, '.broadsheet/sources-rows');
  const before = statSync(rows);
  writeFiles(root, { 'stories/world/c.md': story({ headline: 'Story C' }) });
  await (await Preview.open(root)).session.close();
  expect(statSync(rows).ino).toBe(before.ino);
  expect(statSync(rows).size).toBeGreaterThan(before.size);
});

test('a preview that cannot leave anything goes on, and ends', async () => {
  const root = createRoot(SITE);
  const preview = await Preview.open(root);
  // Whoever wants the lock finds something else in its place.
  mkdirSync(join(root, '.broadsheet', `lock.${process.pid}.new`), { recursive: true });
  await preview.session.isWatching;
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A' }, 'Edited.\n') });
  await until(async () => expect(await preview.text(A)).toContain('Edited.'));
  await preview.session.close();
  await expect(preview.fetch('')).rejects.toThrow();
  expect(existsSync(join(root, '.broadsheet/sources'))).toBe(false);
});
