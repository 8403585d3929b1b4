import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  buildSite,
  createSiteFolder,
  type Files,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';

const day = (n: number) => `2026-05-${String(n).padStart(2, '0')}T08:00:00Z`;
const wrong = (n: number, more: object = {}) => ({ date: day(n), text: `Notice ${n}.`, ...more });

/** One story a day, each with one correction a day later. */
function archive(count: number): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `stories/world/s${i + 1}.md`,
      story({ headline: `Story ${i + 1}`, published: day(i + 1), corrections: [wrong(i + 2)] }),
    ]),
  );
}

const noticesIn = (html: string | undefined) =>
  [...(html ?? '').matchAll(/>\s*(Notice \d+\.)\s*</g)].map(([, text]) => text);

test('corrections of all stories stand on one page, the latest first, whatever the age of their stories', async () => {
  const { report, files } = await renderSite({
    'stories/world/old.md': story({
      headline: 'Old',
      published: day(1),
      corrections: [wrong(20), wrong(3), wrong(10, { kind: 'clarification' })],
    }),
    'stories/world/new.md': story({
      headline: 'New',
      published: day(9),
      corrections: [wrong(12, { kind: 'retraction' }), wrong(5, { kind: 'update' })],
    }),
    'stories/world/right.md': story({ headline: 'Right' }),
  });
  expect(report.problems).toEqual([]);
  const page = files['corrections/index.html'] ?? '';
  expect(noticesIn(page)).toEqual([20, 12, 10, 5, 3].map((n) => `Notice ${n}.`));
  const headlines = [...page.matchAll(/class="headline"><a href="[^"]*">([^<]*)/g)];
  expect(headlines.map(([, text]) => text)).toEqual(['Old', 'New', 'Old', 'New', 'Old']);
  expect(page).toContain('<a href="/world/2026/05/01/old/">Old</a>');
  expect(page).toContain('notice-retraction');
  expect(page).not.toContain('Right');
});

test('a site without corrections says so', async () => {
  const { files } = await renderSite({ 'stories/a.md': story() });
  expect(files['corrections/index.html']).toContain('No story has been corrected.');
});

test('every page leads to the corrections, also below a base path', async () => {
  const { files } = await renderSite({ 'stories/a.md': story() }, { config: { base: '/paper' } });
  const pages = Object.entries(files).filter(([path]) => path.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(5);
  for (const [, html] of pages) expect(html).toContain('<a href="/paper/corrections/">');
});

test('a new correction leaves the full older pages as they are', async () => {
  const config = { pageSize: 3 };
  const root = createSiteFolder(archive(11));
  await buildSite(root, { config });
  const before = readTree(join(root, 'dist'));
  expect(noticesIn(before['corrections/page/1/index.html'])).toEqual([
    'Notice 4.',
    'Notice 3.',
    'Notice 2.',
  ]);
  const text = story({
    headline: 'Story 1',
    published: day(1),
    corrections: [wrong(2), wrong(20)],
  });
  writeFiles(root, { 'stories/world/s1.md': text });
  const report = await buildSite(root, { config });
  const written = report.written.filter((path) => path.startsWith('corrections/'));
  expect(written).not.toContain('corrections/page/1/index.html');
  expect(written).toContain('corrections/index.html');
  const after = readTree(join(root, 'dist'));
  expect(after['corrections/page/1/index.html']).toBe(before['corrections/page/1/index.html']);
  // All of them, each once, along the way from the newest to the oldest.
  const seen: (string | undefined)[] = [];
  let path: string | undefined = 'corrections/index.html';
  while (path !== undefined) {
    const page: string | undefined = after[path];
    seen.push(...noticesIn(page));
    const next: string | undefined = /href="\/([^"]*)" rel="next"/.exec(page ?? '')?.[1];
    path = next && `${next}index.html`;
  }
  expect(seen).toEqual([20, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((n) => `Notice ${n}.`));
});

test('a retraction stands above the headline of its story, other notices between headline and text', async () => {
  const corrections = [
    { date: day(2), kind: 'correction', text: 'CORRECTION' },
    { date: day(3), kind: 'retraction', text: 'RETRACTION' },
    { date: day(4), kind: 'editors-note', text: 'NOTE' },
  ];
  for (const kind of ['news', 'live']) {
    const { files } = await renderSite({
      'stories/world/a.md': story({ headline: 'HEADLINE', kind, corrections }, 'TEXT\n'),
    });
    const page = files['world/2026/05/01/a/index.html'] ?? '';
    const body = page.slice(page.indexOf('<main'));
    const order = ['RETRACTION', 'HEADLINE', 'CORRECTION', 'NOTE', 'TEXT'];
    const found = order.map((word) => body.indexOf(word));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(-1);
    expect(body.match(/RETRACTION/g)).toHaveLength(1);
  }
});

test('words of the notices are text, and speak the language of their page', async () => {
  const corrections = [{ date: day(2), text: 'It is <b>84</b> & not 48.' }];
  const { files } = await renderSite({
    'stories/world/a.md': story({ corrections, language: 'de' }),
  });
  const page = files['world/2026/05/01/a/index.html'];
  expect(page).toContain('It is &lt;b&gt;84&lt;/b&gt; &amp; not 48.');
  expect(page).toContain('aria-label="Korrektur"');
  expect(files['corrections/index.html']).toContain('lang="de"');
});

test('a page of the newsroom’s own takes the place of all pages of corrections', async () => {
  const own = story({ headline: 'How we correct', published: null }, 'Ours.\n');
  const { report, files } = await renderSite(
    { ...archive(9), 'pages/corrections.md': own },
    { config: { pageSize: 2 } },
  );
  expect(report.problems).toEqual([]);
  expect(files['corrections/index.html']).toContain('<h1>How we correct</h1>');
  expect(Object.keys(files).filter((path) => path.startsWith('corrections/'))).toEqual([
    'corrections/index.html',
  ]);
});
