import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, story, writeFiles } from '../support/site.ts';
import { createRoot, Preview, until } from './preview.ts';

const SITE: Files = {
  'stories/world/a.md': story({ headline: 'Story A', tags: ['Harbour'] }, 'The text of A.\n'),
  'stories/world/b.md': story({ headline: 'Story B', published: '2026-05-02T08:00:00Z' }),
};
const A = 'world/2026/05/01/a/';

/** What a page says that the browser holds, to find out whether it must be loaded again. */
const versionOf = (html: string) => /data-version="([^"]+)"/.exec(html)?.[1];
const heldIn = (html: string) => /data-held="([^"]+)"/.exec(html)?.[1];

test('while a template is broken, pages that nobody has opened yet are shown as they were', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  writeFiles(preview.root, {
    'templates/story.ejs': '<p>\n<%= view.story.nothing.at.all %></p>\n',
  });
  await until(() => expect(preview.errors).toEqual(['templates/story.ejs:2:1 template-error']));
  expect(await preview.text(A)).toContain('The text of A.');
  expect(await preview.text('')).toContain('Story A');
  writeFiles(preview.root, { 'templates/story.ejs': '<h1><%= view.story.headline %></h1>\n' });
  await preview.expectTruth();
});

test('a template that was broken from the start is told of, also when nobody comes to its pages', async () => {
  const root = createRoot({ ...SITE, 'templates/topic.ejs': '<% if (true) { %>' });
  const preview = await Preview.watch(root);
  expect(preview.errors).toEqual(['templates/topic.ejs:1:1 template-syntax']);
  expect(preview.found.map(({ code }) => code)).toEqual(['template-syntax']);
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A' }, 'Edited meanwhile.\n') });
  await until(async () => expect(await preview.text(A)).toContain('Edited meanwhile.'));
  rmSync(join(root, 'templates'), { recursive: true });
  await preview.expectTruth();
});

test('what is wrong with a page alone is said when somebody comes to it, and once', async () => {
  const template =
    '<h1><%= view.story.headline %></h1><% if (view.story.headline === "Story A") { %><%= nothing %><% } %>\n';
  const preview = await Preview.watch(createRoot({ ...SITE, 'templates/story.ejs': template }));
  // The newest story is the one with which a template is tried.
  expect(preview.found).toEqual([]);
  expect(await preview.text(A)).toContain('This page cannot be made');
  await preview.text(A);
  expect(preview.found.map(({ code }) => code)).toEqual(['template-error']);
  expect(preview.errors).toEqual(['templates/story.ejs:1:1 template-error']);
});

test('a story whose file is broken stays as it was last looked at', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  await preview.text(A);
  writeFiles(preview.root, { 'stories/world/a.md': '---\nheadline: [\n---\nText.\n' });
  await until(() => expect(preview.errors[0]).toMatch(/^stories\/world\/a\.md:\d+:\d+ /));
  expect(await preview.text(A)).toContain('The text of A.');
  writeFiles(preview.root, { 'stories/world/a.md': story({ headline: 'Mended' }) });
  await preview.expectTruth();
});

test('a page that does not exist yet comes by itself', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const path = 'world/2026/05/01/new/';
  for (const asked of [path, path.slice(0, -1)]) {
    const response = await preview.fetch(asked);
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toMatch(/data-path="world\/2026\/05\/01\/new(?:\/index\.html)?"/);
  }
  const listener = await preview.listen(path);
  writeFiles(preview.root, { 'stories/world/new.md': story({ headline: 'New' }) });
  await until(() => expect(listener.events).toContain('reload'));
  expect(await preview.text(path)).toContain('New');
});

test('the mark of a page that is not public goes when the story is released', async () => {
  const preview = await Preview.watch(
    createRoot({ ...SITE, 'stories/world/a.md': story({ status: 'draft' }) }),
  );
  const before = await preview.text(A);
  expect(heldIn(before)).toBe('Draft: not public');
  const listener = await preview.listen(A);
  writeFiles(preview.root, { 'stories/world/a.md': story({ status: 'usable' }) });
  await until(() => expect(listener.events).toContain('reload'));
  const after = await preview.text(A);
  expect(heldIn(after)).toBeUndefined();
  expect(versionOf(after)).not.toBe(versionOf(before));
});

test('the site changes by itself when the clock passes an embargo', async () => {
  let now = Date.parse('2026-06-01T12:00:00Z');
  const root = createRoot({
    ...SITE,
    'stories/world/a.md': story({ headline: 'Embargoed', embargo: '2026-06-01T12:00:01Z' }),
  });
  const preview = await Preview.watch(root, {
    future: false,
    isClockFixed: false,
    clock: () => now,
  });
  expect((await preview.fetch(A)).status).toBe(404);
  now = Date.parse('2026-06-01T12:00:02Z');
  await until(async () => expect((await preview.fetch(A)).status).toBe(200));
});

test('a configuration that is broken, and one that goes away, end nothing', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const config = join(preview.root, 'broadsheet.config.json');
  writeFileSync(config, '{ "title": ');
  await until(() => expect(preview.errors).toEqual([expect.stringMatching(/bad-config$/)]));
  expect(await preview.text('')).toContain('Story A');
  writeFileSync(config, '{ "title": "The Gazette" }');
  await until(async () => expect(await preview.text('')).toContain('The Gazette'));
  expect(preview.errors).toEqual([]);
  mkdirSync(join(preview.root, 'aside'));
  renameSync(config, join(preview.root, 'aside/config.json'));
  await until(async () => expect(await preview.text('')).not.toContain('The Gazette'));
});
