import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { FINDABLE, type Files, story, writeFiles } from '../support/site.ts';
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

test('a link that leads nowhere is an error here as in a build, in a new story and in an old one', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const [broken] = [story({ headline: 'New' }, 'A [link](nowhere.md).\n')];
  writeFiles(preview.root, { 'stories/world/new.md': broken });
  await until(() =>
    expect(preview.errors).toEqual([
      expect.stringMatching(/^stories\/world\/new\.md:5:\d+ missing-link$/),
    ]),
  );
  rmSync(join(preview.root, 'stories/world/new.md'));
  await preview.expectTruth();
  // The target goes, and the story that leads to it was not touched.
  writeFiles(preview.root, {
    'stories/world/a.md': story({ headline: 'Story A', tags: ['Harbour'] }, 'See [B](b.md).\n'),
  });
  await preview.expectTruth();
  renameSync(join(preview.root, 'stories/world/b.md'), join(preview.root, 'stories/world/c.md'));
  await until(() =>
    expect(preview.errors).toEqual([
      expect.stringMatching(/^stories\/world\/a\.md:6:\d+ missing-link$/),
    ]),
  );
  renameSync(join(preview.root, 'stories/world/c.md'), join(preview.root, 'stories/world/b.md'));
  await preview.expectTruth();
});

test('a feed that cannot be made is the last that could, and no empty file', async () => {
  const config = JSON.stringify(FINDABLE);
  const preview = await Preview.watch(createRoot({ ...SITE, 'broadsheet.config.json': config }));
  expect((await preview.fetch('feed.xml')).status).toBe(200);
  writeFiles(preview.root, { 'stories/world/a.md': '---\nheadline: [\n---\n' });
  await until(() => expect(preview.errors).toHaveLength(1));
  expect(await preview.text('feed.xml')).toContain('Story A');
  // One that nobody had asked for is made from what is known, or says that it cannot be; it is never empty.
  expect((await preview.text('world/atom.xml')).length).toBeGreaterThan(30);
});

test('what cannot be taken in for a reason that nobody foresaw is told, and ends nothing', async () => {
  const root = createRoot({ ...SITE, templates: 'no folder' });
  const other = await Preview.watch(root);
  expect(other.errors.length).toBeGreaterThan(0);
  rmSync(join(root, 'templates'));
  await other.expectTruth();
});

test('an alarm that rings while the configuration is broken rings once, and what it was for comes later', async () => {
  let now = Date.parse('2026-06-01T12:00:00Z');
  const embargoed = story({ headline: 'Embargoed', embargo: '2026-06-01T12:00:01Z' });
  const preview = await Preview.watch(createRoot({ ...SITE, 'stories/world/a.md': embargoed }), {
    future: false,
    isClockFixed: false,
    clock: () => now,
  });
  const config = join(preview.root, 'broadsheet.config.json');
  writeFileSync(config, '{ "title": ');
  await until(() => expect(preview.errors).toHaveLength(1));
  now = Date.parse('2026-06-01T12:00:02Z');
  const count = preview.updates.length;
  writeFileSync(config, '{ "title": "x" ');
  await until(() => expect(preview.updates.length).toBeGreaterThan(count));
  expect(preview.updates.length).toBeLessThan(count + 5);
  writeFileSync(config, '{}');
  await until(async () => expect((await preview.fetch(A)).status).toBe(200));
});

test('a template that changed while the configuration was broken is there when that is mended', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const config = join(preview.root, 'broadsheet.config.json');
  writeFileSync(config, '{');
  await until(() => expect(preview.errors).toHaveLength(1));
  const count = preview.updates.length;
  writeFiles(preview.root, { 'templates/partials/time.ejs': 'OWN TIME' });
  await until(() => expect(preview.updates.length).toBeGreaterThan(count));
  writeFileSync(config, '{}');
  await preview.expectTruth();
  expect(await preview.text(A)).toContain('OWN TIME');
});

test('every error is told, also one of a template beside one of a story', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  writeFiles(preview.root, {
    'stories/world/a.md': '---\nheadline: [\n---\n',
    'templates/topic.ejs': '<% if (true) { %>',
    'templates/front.ejs': '<%= nothing %>',
  });
  await until(() =>
    expect(preview.errors.map((error) => error.split(' ')[1]).sort()).toEqual([
      'bad-yaml',
      'template-error',
    ]),
  );
});

test('the desk has the words as they are, and what is wrong in words', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const words = async () =>
    /<td>(\d+)<\/td><td><\/td><td><a href="[^"]*a\.md">/.exec(await preview.text('_desk/'))?.[1];
  const text = (count: number) =>
    story(
      { headline: 'Story A', tags: ['Harbour'] },
      `The text of A.\n\n${'word '.repeat(count)}\n`,
    );
  writeFiles(preview.root, { 'stories/world/a.md': text(10) });
  await until(async () => expect(await words()).toBe('14'));
  writeFiles(preview.root, { 'stories/world/a.md': text(20) });
  await until(async () => expect(await words()).toBe('24'));
  writeFiles(preview.root, { 'stories/world/b.md': '---\nheadline: [\n---\n' });
  await until(async () => expect(await preview.text('_desk/')).toContain('What is wrong'));
  expect(await preview.text('_desk/')).toContain('stories/world/b.md:');
});

test('a folder that does not exist is a mistake, and nothing to be shown', async () => {
  await expect(Preview.open(join(createRoot(SITE), 'nowhere'))).rejects.toMatchObject({
    exitCode: 2,
  });
});

test('what failed for a moment is tried again by itself', async () => {
  const root = createRoot(SITE);
  let isBroken = false;
  const preview = await Preview.watch(root, {
    loadConfig() {
      if (isBroken) throw new Error('for a moment');
      return loadConfig(root, undefined, {});
    },
  });
  isBroken = true;
  writeFiles(root, { 'broadsheet.config.json': JSON.stringify({ title: 'Another name' }) });
  await until(() => expect(preview.errors).toEqual(['preview-failed']));
  isBroken = false;
  await until(async () => expect(await preview.text('')).toContain('Another name'));
  expect(preview.errors).toEqual([]);
});

test('what is under way when a preview ends is not told of any more', async () => {
  const root = createRoot(SITE);
  let goOn: (() => void) | null = null;
  let isSlow = false;
  const preview = await Preview.watch(root, {
    async loadConfig() {
      if (isSlow)
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      return loadConfig(root, undefined, {});
    },
  });
  isSlow = true;
  writeFiles(root, { 'broadsheet.config.json': JSON.stringify({ title: 'Another name' }) });
  const resume = await until(() => {
    if (goOn === null) throw new Error('nothing is under way');
    return goOn as () => void;
  });
  const before = preview.updates.length;
  const closed = preview.session.close();
  resume();
  await closed;
  expect(preview.updates.length).toBe(before);
});
