import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSite, createSiteFolder, type Files, story, writeFiles } from '../support/site.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2025-01-01T08:00:00Z');

function archive(count: number): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `stories/${['world', 'science', 'culture'][i % 3]}/story-${i}.md`,
      story({
        headline: `Story ${i}`,
        published: new Date(FIRST + i * DAY).toISOString(),
        tags: [`Tag ${i % 5}`, `Tag ${i % 7}`],
        authors: [`Author ${i % 4}`],
      }),
    ]),
  );
}

test('publishing one story in an archive writes its page and the front of its lists, and no other story', async () => {
  const root = createSiteFolder(archive(400));
  await buildSite(root);
  writeFiles(root, {
    'stories/world/new.md': story({
      headline: 'New',
      published: '2026-05-30T08:00:00Z',
      tags: ['Tag 1', 'Tag 2'],
      authors: ['Author 1'],
    }),
  });
  const { written, work } = await buildSite(root);
  expect([...written].sort()).toEqual([
    '404.html',
    'archive/2026/05/30/index.html',
    'archive/2026/05/index.html',
    'archive/2026/index.html',
    'archive/index.html',
    'authors/author-1/index.html',
    'index.html',
    'latest/index.html',
    'topics/tag-1/index.html',
    'topics/tag-2/index.html',
    'world/2026/05/30/new/index.html',
    'world/index.html',
  ]);
  expect(work.rendered).toBe(written.length);
});

test('editing one body renders and writes one page', async () => {
  const root = createSiteFolder(archive(60));
  await buildSite(root);
  const [path = ''] = Object.keys(archive(60));
  const keys = {
    headline: 'Story 0',
    published: new Date(FIRST).toISOString(),
    tags: ['Tag 0', 'Tag 0'],
    authors: ['Author 0'],
  };
  writeFiles(root, { [path]: story(keys, 'The first paragraph.\n\nAnd a *second*.\n') });
  const report = await buildSite(root);
  expect([report.written, report.work.rendered]).toEqual([
    ['world/2025/01/01/story-0/index.html'],
    1,
  ]);
  expect((await buildSite(root)).work.rendered).toBe(0);
  expect(join(root, path)).toContain('story-0');
});

test('retitling a story writes the pages on which its headline stands, and no more', async () => {
  const root = createSiteFolder(archive(200));
  await buildSite(root);
  const keys = {
    headline: 'Retitled',
    published: new Date(FIRST).toISOString(),
    tags: ['Tag 0', 'Tag 0'],
    authors: ['Author 0'],
  };
  writeFiles(root, { 'stories/world/story-0.md': story(keys) });
  const { written } = await buildSite(root);
  expect(written).toContain('world/2025/01/01/story-0/index.html');
  expect(written).toContain('world/page/1/index.html');
  expect(written).not.toContain('index.html');
  expect(written.length).toBeLessThan(40);
});
