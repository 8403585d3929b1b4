import { expect, test } from 'vitest';
import { story, writeFiles } from '../support/site.ts';
import { createRoot, Preview, until } from './preview.ts';

const FILES = {
  'broadsheet.config.json': JSON.stringify({ base: '/paper', urls: 'file' }),
  'stories/world/a.md': story({ headline: 'Story A' }),
  'public/podcast/index.html': '<title>Podcast</title>',
};

test('pages that are files are shown at their addresses, and lead to them from the other form', async () => {
  const preview = await Preview.open(createRoot(FILES));
  for (const path of ['', 'world', 'world/2026/05/01/a', 'podcast/'])
    expect([path, (await preview.fetch(path)).status]).toEqual([path, 200]);
  for (const [path, elsewhere] of [
    ['world/?from=mail', '/paper/world?from=mail'],
    ['world/2026/05/01/a/', '/paper/world/2026/05/01/a'],
    ['podcast', '/paper/podcast/'],
  ] as const) {
    const { status, headers } = await preview.fetch(path);
    expect([path, status, headers.get('location')]).toEqual([path, 302, elsewhere]);
  }
  await preview.expectTruth();
});

test('a page that is a file appears where somebody waits for it', async () => {
  const preview = await Preview.watch(createRoot(FILES));
  const { events } = await preview.listen('world/2026/05/01/b');
  writeFiles(preview.root, { 'stories/world/b.md': story({ headline: 'Story B' }) });
  await until(() => expect(events).toContain('reload'));
  expect(await preview.text('world/2026/05/01/b')).toContain('Story B');
});
