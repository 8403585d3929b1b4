import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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

test('what a preview read is not read again, also if the site is broken', async () => {
  const root = createRoot({ ...SITE, 'stories/world/c.md': story({ headline: null }) });
  await (await Preview.open(root)).session.close();
  const config = await loadConfig(root, undefined, {});
  const output = openDiskOutput({ root, out: config.out });
  onTestFinished(() => output.close());
  expect([...output.knownSources(readingVersion(config)).keys()].sort()).toEqual([
    'stories/world/a.md',
    'stories/world/b.md',
    'stories/world/c.md',
  ]);
});
