import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import type { Problem } from '../../src/types/problem.ts';
import type { Files } from '../support/site.ts';
import {
  buildSite,
  createSiteFolder,
  FINDABLE,
  readTree,
  renderSite,
  runCli,
  story,
} from '../support/site.ts';

const SITE: Files = {
  'stories/world/a.md': story(
    {
      headline: 'A',
      tags: ['tram'],
      authors: ['Ada Venn'],
      series: 'Harbour',
      aliases: ['/old/a', '/old/a/', '/older/a.html'],
    },
    'To [B](b/index.md), the [section](/world/#top), <a href="/about/?from=a">us</a> and a [file](/data.txt).\n',
  ),
  'stories/world/b/index.md': story(
    { headline: 'B', tags: ['tram'], image: { src: 'map.svg', alt: 'A map', credit: 'Us' } },
    'Text.\n',
  ),
  'stories/world/b/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>',
  'stories/science/live.md': story({ headline: 'Live', kind: 'live' }),
  'pages/about.md': story({ headline: 'About us', published: null }),
  'public/data.txt': 'data',
  'public/podcast/index.html': 'A podcast of our own.',
};

const CONFIG: UserConfig = {
  ...FINDABLE,
  base: '/paper',
  urls: 'file',
  pageSize: 1,
  nav: [
    { text: 'World', url: '/world/' },
    { text: 'Podcast', url: '/podcast/' },
  ],
};

/** The file that a host finds at an address, which need not be told to put a slash at its end or to take one away. */
function fileAt(url: URL, files: Readonly<Record<string, string>>): string | null {
  const path = decodeURIComponent(url.pathname).replace(/^\/paper\//, '');
  const places = path === '' || path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  return places.find((place) => place in files) ?? null;
}

test('with pages as files, each page is a file, and nothing leads to a folder', async () => {
  const { report, files } = await renderSite(SITE, { config: CONFIG });
  expect(report.problems).toEqual([]);
  // A folder of the newsroom's own; and an old address, which is as it was.
  expect(
    Object.keys(files)
      .filter((path) => path.endsWith('/index.html'))
      .sort(),
  ).toEqual(['old/a/index.html', 'podcast/index.html']);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      'index.html',
      'world.html',
      'world/2026/05/01/a.html',
      'world/2026/05/01/b.html',
      'world/2026/05/01/b/map.svg',
      'science/2026/05/01/live/live.json',
      'world/feed.xml',
      'about.html',
      'topics/tram.html',
      'topics/tram/page/1.html',
      'authors/ada-venn.html',
      'archive/2026/05/01.html',
      'older/a.html',
      '404.html',
      'search.html',
    ]),
  );
});

test('with pages as files, every address that the site names leads to a file at once', async () => {
  const { files } = await renderSite(SITE, { config: CONFIG });
  const lost: string[] = [];
  let followed = 0;
  for (const [page, text] of Object.entries(files)) {
    if (!/\.(?:html|xml|json)$/.test(page) || page === 'podcast/index.html') continue;
    const here = `https://example.org/paper/${page.replace(/(?:^|(?<=\/))index\.html$|\.html$/, '')}`;
    const named = [
      ...[...text.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, address = '']) => address),
      ...[...text.matchAll(/https:\/\/example\.org\/paper[^"<>\\&\s#]*/g)].map(
        ([address]) => address,
      ),
    ];
    for (const address of named) {
      const url = new URL(address.replaceAll('&#x2F;', '/'), here);
      // What feeds know a story by is its first address, and need not lead anywhere.
      if (url.origin !== 'https://example.org' || url.pathname === '/paper/old/a') continue;
      followed++;
      // A folder of the newsroom's own has its slash from the host.
      if (url.pathname === '/paper/podcast') continue;
      if (fileAt(url, files) === null) lost.push(`${page}: ${address}`);
    }
  }
  expect(followed).toBeGreaterThan(200);
  expect(lost).toEqual([]);
});

test('with pages as files, what people wrote with a slash is written without it', async () => {
  const { files } = await renderSite(SITE, { config: CONFIG });
  const page = files['world/2026/05/01/a.html'] ?? '';
  for (const href of [
    '/paper/world',
    '/paper/world#top',
    '/paper/about?from=a',
    '/paper/data.txt',
    '/paper/world/2026/05/01/b',
  ])
    expect(page).toContain(`href="${href}"`);
  expect(page).toContain(
    '<link rel="canonical" href="https://example.org/paper/world/2026/05/01/a"',
  );
  expect(files['old/a/index.html']).toContain('url=/paper/world/2026/05/01/a"');
});

test('with pages as files, what is named from the folder of a story is found from its page', async () => {
  const body = `<img src="map.svg" srcset="map.svg 1x, map.svg 2x" alt="A map"> <a href='map.svg'>it</a>
<a href="#top">up</a> <a href="mailto:desk@example.org">us</a> <img src="https://else.example/a.png" alt="">

To the [photos](../photos/) and to [itself](#top).
`;
  const files = { ...SITE, 'stories/world/b/index.md': story({ headline: 'B' }, body) };
  for (const rawHtml of ['sanitize', 'allow'] as const) {
    const made = await renderSite(files, { config: { ...CONFIG, markdown: { rawHtml } } });
    expect(made.report.problems).toEqual([]);
    const page = made.files['world/2026/05/01/b.html'] ?? '';
    for (const part of [
      'src="b/map.svg"',
      'b/map.svg 1x, b/map.svg 2x',
      '="#top"',
      '="mailto:desk',
    ])
      expect([rawHtml, page.replaceAll("'", '"')]).toEqual([
        rawHtml,
        expect.stringContaining(part),
      ]);
    expect(page).toContain('href="b/../photos/"');
    expect(page).toContain('src="https://else.example/a.png"');
    expect(made.files['feed.xml']).toContain(
      'https://example.org/paper/world/2026/05/01/b/map.svg',
    );
    expect(made.files['feed.xml']).not.toContain('/05/01/map.svg');
  }
  const folders = await renderSite(files, { config: { ...CONFIG, urls: 'directory' } });
  expect(folders.files['world/2026/05/01/b/index.html']).toContain('src="map.svg"');
});

test('check follows links between pages that are files', async () => {
  const root = createSiteFolder({
    ...SITE,
    'broadsheet.config.json': JSON.stringify({ base: '/paper', urls: 'file' }),
    'stories/world/c.md': story(
      { headline: 'C' },
      'To [the section](/world/), [the podcast](/podcast/), [no section](/sport/) and [nothing](/about/us/).\n',
    ),
  });
  const { stdout } = runCli(['check', '--json'], root);
  const problems: readonly Problem[] = JSON.parse(stdout).problems;
  const broken = problems.filter(({ code }) => code === 'broken-link');
  expect(broken.map(({ message }) => /\/paper\/[a-z/]+/.exec(message)?.[0])).toEqual([
    '/paper/sport',
    '/paper/about/us',
  ]);
});

test('a site that changes its style leaves nothing of the other one behind', async () => {
  const root = createSiteFolder(SITE);
  const build = async (urls: 'directory' | 'file') => {
    const report = await buildSite(root, { config: { ...CONFIG, urls } });
    expect(report.problems).toEqual([]);
    return readTree(join(root, 'dist'));
  };
  const folders = await build('directory');
  const files = await build('file');
  expect(await build('directory')).toEqual(folders);
  rmSync(join(root, 'dist'), { recursive: true });
  rmSync(join(root, '.broadsheet'), { recursive: true });
  expect(await build('file')).toEqual(files);
});

test('with pages as files, two pages cannot have one address with and without a slash', async () => {
  const { report } = await renderSite(
    { ...SITE, 'public/world/index.html': 'Another page of the world.' },
    { config: CONFIG },
  );
  expect(report.problems).toMatchObject([
    { code: 'duplicate-url', message: expect.stringContaining('/world') },
  ]);
});

test('with pages as files, a page that is called index is not taken for that of its folder', async () => {
  const { report, files } = await renderSite(
    {
      ...SITE,
      'stories/world/index-funds.md': story({ headline: 'Index', slug: 'index', tags: ['Index'] }),
    },
    { config: { ...CONFIG, permalink: '/:section/:slug/' } },
  );
  expect(report.problems).toEqual([]);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['topics/index/index.html', 'world/index/index.html', 'world.html']),
  );
  expect(files).not.toHaveProperty(['topics/index.html']);
});
