import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import { FINDABLE, type Files, renderSite, story } from '../support/site.ts';
import { filesLike, flawsOf } from './xml.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const SITE: Files = {
  'stories/world/ferry/index.md': story(
    {
      headline: 'The ferry is back & running',
      dek: 'After <nine> years.',
      summary: 'The first ferry since 2017 left at dawn.',
      published: '2026-05-03T08:00:00+02:00',
      updated: '2026-05-05T10:00:00+02:00',
      authors: ['Ada Venn', 'Tobias Renk'],
      tags: ['Harbour', 'Ferries'],
      dateline: 'PORT MERROW',
      credit: 'With the agency',
      image: { src: 'ferry.png', alt: 'A ferry', caption: 'The ferry.', credit: 'Ada Venn' },
      corrections: [{ date: '2026-05-05T10:00:00+02:00', text: 'It was nine years, not eight.' }],
    },
    'It left [the pier](../pier.md) with [a map](map.png) and [a note](#note).\n\n![A map](map.png "A map | Us")\n\n## Note\n\nMore at [elsewhere](https://elsewhere.example/x?a=1&b=2).\n',
  ),
  'stories/world/ferry/ferry.png': PNG,
  'stories/world/ferry/map.png': PNG,
  'stories/world/pier.md': story({
    headline: 'The pier',
    published: '2026-05-02T08:00:00Z',
    byline: 'By our harbour desk',
    aliases: ['/old/pier/', '/older/pier/'],
  }),
  'stories/science/paid.md': story(
    {
      headline: 'For subscribers',
      published: '2026-05-01T12:00:00Z',
      free: false,
      summary: 'In short.',
    },
    'SECRETBODY\n',
  ),
  'stories/science/copy.md': story({
    headline: 'From elsewhere',
    published: '2026-05-01T11:00:00Z',
    canonical: 'https://original.example/story',
    id: 'wire-77',
    language: 'de',
  }),
  'stories/science/vote/index.md': story(
    { headline: 'The count', kind: 'live', published: '2026-05-01T10:00:00Z' },
    'What is known.\n\n## 12:30 Half counted {key}\n\nSee [the pier](../../world/pier.md).\n\n## 13:45\n\nNo headline here.\n',
  ),
};
const CONFIG: UserConfig = {
  ...FINDABLE,
  title: 'The Merrow Courier',
  url: 'https://example.org/news',
  timeZone: 'Europe/Berlin',
  publisher: { logo: '/logo.png' },
};
const HOME = 'https://example.org/news/';

/** The site is built by the first test that asks for it. */
let made: ReturnType<typeof build> | undefined;
const site = () => {
  made ??= build();
  return made;
};

async function build() {
  const { report, files } = await renderSite(
    { ...SITE, 'public/logo.png': PNG },
    { config: CONFIG },
  );
  expect(report.problems).toEqual([]);
  return { files, textOf: (path: string) => files[path] ?? '' };
}

const ORDER = [
  'The ferry is back & running',
  'The pier',
  'For subscribers',
  'From elsewhere',
  'The count',
];

describe('an independent reader gets from the feeds what the stories say', () => {
  test('RSS', async () => {
    const { textOf } = await site();
    const feed = parseRssFeed(textOf('feed.xml'));
    expect(feed).toMatchObject({
      title: 'The Merrow Courier',
      link: HOME,
      language: 'en',
      lastBuildDate: 'Tue, 05 May 2026 10:00:00 +0200',
      image: { url: `${HOME}logo.png`, title: 'The Merrow Courier', link: HOME },
    });
    expect(feed.atom?.links).toEqual([
      { rel: 'hub', href: 'https://hub.example/' },
      { rel: 'self', type: 'application/rss+xml', href: `${HOME}feed.xml` },
    ]);
    const items = feed.items ?? [];
    expect(items.map(({ title }) => title)).toEqual(ORDER);
    const url = `${HOME}world/2026/05/03/ferry/`;
    expect(items[0]).toMatchObject({
      link: url,
      guid: { value: url, isPermaLink: true },
      pubDate: 'Sun, 03 May 2026 08:00:00 +0200',
      description: 'The first ferry since 2017 left at dawn.',
      dc: { creators: ['Ada Venn', 'Tobias Renk'] },
      categories: [{ name: 'World' }, { name: 'Harbour' }, { name: 'Ferries' }],
      enclosures: [{ url: `${url}ferry.png`, length: PNG.length, type: 'image/png' }],
      media: {
        contents: [
          { url: `${url}ferry.png`, medium: 'image', type: 'image/png', width: 1, height: 1 },
        ],
      },
    });
    const encoded = items[0]?.content?.encoded ?? '';
    expect(encoded).toContain('<span class="dateline">PORT MERROW</span> It left');
    expect(encoded).toContain(`<a href="${HOME}world/2026/05/02/pier/">the pier</a>`);
    expect(encoded).toContain(`<a href="${url}map.png">a map</a>`);
    expect(encoded).toContain(`<a href="${url}#note">a note</a>`);
    expect(encoded).toContain('<a href="https://elsewhere.example/x?a=1&amp;b=2"');
    expect(encoded).toContain(`src="${url}map.png"`);
    expect(encoded).toMatch(/<strong>Correction, May 5, 2026:<\/strong> It was nine years/);
    expect(encoded).toContain('With the agency');
    expect(items[1]).toMatchObject({
      guid: { value: `${HOME}old/pier/`, isPermaLink: false },
      dc: { creators: ['By our harbour desk'] },
    });
    expect(items[3]).toMatchObject({ guid: { value: 'wire-77', isPermaLink: false } });
  });

  test('Atom', async () => {
    const { textOf } = await site();
    const feed = parseAtomFeed(textOf('atom.xml'));
    expect(feed).toMatchObject({
      title: { value: 'The Merrow Courier' },
      id: `${HOME}atom.xml`,
      updated: '2026-05-05T10:00:00+02:00',
      links: [
        { rel: 'alternate', href: HOME },
        { rel: 'hub', href: 'https://hub.example/' },
        { rel: 'self', href: `${HOME}atom.xml` },
      ],
    });
    const entries = feed.entries ?? [];
    expect(entries.map(({ title }) => title?.value)).toEqual(ORDER);
    const url = `${HOME}world/2026/05/03/ferry/`;
    expect(entries[0]).toMatchObject({
      id: url,
      published: '2026-05-03T08:00:00+02:00',
      updated: '2026-05-05T10:00:00+02:00',
      authors: [
        { name: 'Ada Venn', uri: `${HOME}authors/ada-venn/` },
        { name: 'Tobias Renk', uri: `${HOME}authors/tobias-renk/` },
      ],
      summary: { value: 'The first ferry since 2017 left at dawn.' },
    });
    // An id of Atom is an address.
    expect(entries[3]?.id).toBe(`${HOME}#wire-77`);
    expect(entries[3]?.links).toContainEqual({
      rel: 'canonical',
      href: 'https://original.example/story',
    });
  });

  test('JSON Feed', async () => {
    const { textOf } = await site();
    const feed = parseJsonFeed(textOf('feed.json'));
    expect(feed).toMatchObject({
      title: 'The Merrow Courier',
      home_page_url: HOME,
      feed_url: `${HOME}feed.json`,
      language: 'en',
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    });
    expect(JSON.parse(textOf('feed.json')).version).toBe('https://jsonfeed.org/version/1.1');
    const items = feed.items ?? [];
    expect(items.map(({ title }) => title)).toEqual(ORDER);
    expect(items[0]).toMatchObject({
      id: `${HOME}world/2026/05/03/ferry/`,
      date_published: '2026-05-03T08:00:00+02:00',
      date_modified: '2026-05-05T10:00:00+02:00',
      tags: ['World', 'Harbour', 'Ferries'],
      attachments: [{ mime_type: 'image/png', size_in_bytes: PNG.length }],
    });
    expect(items[3]).toMatchObject({
      id: 'wire-77',
      language: 'de',
      external_url: 'https://original.example/story',
    });
  });
});

test('every feed is well-formed, and its three forms have the same items', async () => {
  const { files, textOf } = await site();
  const xml = filesLike(files, /(?:feed|atom)\.xml$/);
  expect(await flawsOf(xml)).toEqual([]);
  const feeds = Object.keys(files).filter((path) => path.endsWith('feed.json'));
  expect(feeds).toEqual(
    expect.arrayContaining([
      'feed.json',
      'world/feed.json',
      'topics/harbour/feed.json',
      'authors/ada-venn/feed.json',
      'corrections/feed.json',
      'science/2026/05/01/vote/feed.json',
    ]),
  );
  for (const path of feeds) {
    const json = parseJsonFeed(textOf(path));
    const titles = (json.items ?? []).map(({ title }) => title);
    const folder = path.replace(/feed\.json$/, '');
    const rss = parseRssFeed(textOf(`${folder}feed.xml`));
    const atom = parseAtomFeed(textOf(`${folder}atom.xml`));
    expect([path, (rss.items ?? []).map(({ title }) => title)]).toEqual([path, titles]);
    expect([path, (atom.entries ?? []).map(({ title }) => title?.value)]).toEqual([path, titles]);
  }
});

test('a story that is not free has its summary in the feeds, and no more', async () => {
  const { files, textOf } = await site();
  for (const [path, text] of Object.entries(filesLike(files, /(?:feed|atom|ninjs)\.(?:xml|json)$/)))
    expect([path, text.includes('SECRETBODY')]).toEqual([path, false]);
  const item = parseJsonFeed(textOf('feed.json')).items?.[2];
  expect(item?.content_html).toContain('<p>In short.</p>');
});

test('the feed of a live blog has its updates, the newest first, each with an address of its own', async () => {
  const { textOf } = await site();
  const url = `${HOME}science/2026/05/01/vote/`;
  const feed = parseRssFeed(textOf('science/2026/05/01/vote/feed.xml'));
  expect(feed.title).toBe('The count');
  expect(feed.items?.map(({ title, link }) => [title, link])).toEqual([
    ['The count: Update', `${url}#update-20260501-1345`],
    ['Half counted', `${url}#update-20260501-1230`],
  ]);
  expect(feed.items?.[1]?.content?.encoded).toContain(
    `<a href="${HOME}world/2026/05/02/pier/">the pier</a>`,
  );
  expect(feed.lastBuildDate).toBe('Fri, 01 May 2026 13:45:00 +0200');
});

test('the feed of corrections says what was put right', async () => {
  const { textOf } = await site();
  const feed = parseRssFeed(textOf('corrections/feed.xml'));
  expect(feed.items).toMatchObject([
    {
      title: 'Correction: The ferry is back & running',
      link: `${HOME}world/2026/05/03/ferry/`,
      description: 'It was nine years, not eight.',
      pubDate: 'Tue, 05 May 2026 10:00:00 +0200',
    },
  ]);
});

test('pages name their feeds', async () => {
  const { files, textOf } = await site();
  const alternates = (path: string) =>
    [
      ...textOf(path).matchAll(
        /<link rel="alternate" type="application\/rss\+xml"[^>]* href="([^"]+)"/g,
      ),
    ].map(([, href]) => href);
  expect(alternates('index.html')).toEqual(['/news/feed.xml']);
  expect(alternates('world/index.html')).toEqual(['/news/world/feed.xml', '/news/feed.xml']);
  expect(alternates('topics/harbour/index.html')[0]).toBe('/news/topics/harbour/feed.xml');
  expect(alternates('authors/ada-venn/index.html')[0]).toBe('/news/authors/ada-venn/feed.xml');
  expect(alternates('corrections/index.html')[0]).toBe('/news/corrections/feed.xml');
  expect(alternates('science/2026/05/01/vote/index.html')[0]).toBe(
    '/news/science/2026/05/01/vote/feed.xml',
  );
  for (const path of ['index.html', 'world/index.html'])
    for (const href of alternates(path))
      expect(files[String(href).slice('/news/'.length)]).toBeDefined();
});

test('a story keeps its identity when its address changes and the old one becomes an alias', async () => {
  const idOf = async (keys: Readonly<Record<string, unknown>>) => {
    const other = await renderSite({ 'stories/a.md': story(keys) }, { config: FINDABLE });
    return parseJsonFeed(other.files['feed.json'] ?? '').items?.[0]?.id;
  };
  const first = await idOf({ slug: 'first' });
  expect(first).toBe('https://example.org/news/2026/05/01/first/');
  expect(await idOf({ slug: 'second', aliases: ['/news/2026/05/01/first/'] })).toBe(first);
  expect(
    await idOf({ slug: 'third', aliases: ['/news/2026/05/01/first/', '/news/2026/05/01/second/'] }),
  ).toBe(first);
  expect(await idOf({ slug: 'third', id: 'desk-1' })).toBe('desk-1');
});

test('with summaries no feed has a text, and nothing is read for it', async () => {
  const config: UserConfig = { ...CONFIG, discovery: { feeds: { content: 'summary', items: 2 } } };
  const other = await renderSite(SITE, { config });
  const feed = parseRssFeed(other.files['feed.xml'] ?? '');
  expect(feed.items).toHaveLength(2);
  expect(feed.items?.[0]?.content).toBeUndefined();
  expect(other.files['feed.xml']).not.toContain('It left');
});

test('a site without an address, and one that wants none, has no feeds and names none', async () => {
  for (const config of [{}, { url: 'https://example.org', discovery: { feeds: false } }] as const) {
    const other = await renderSite(SITE, { config });
    expect(Object.keys(filesLike(other.files, /feed|atom/))).toEqual([]);
    if ('url' in config) expect(other.files['index.html']).not.toContain('application/rss+xml');
  }
});

test('a file of the site takes the place of a feed', async () => {
  const other = await renderSite(
    { ...SITE, 'public/feed.xml': 'our own', 'public/robots.txt': 'User-agent: x\n' },
    { config: CONFIG },
  );
  expect(other.report.problems).toEqual([]);
  expect([other.files['feed.xml'], other.files['robots.txt']]).toEqual([
    'our own',
    'User-agent: x\n',
  ]);
});

test('an empty site has empty feeds that are well-formed', async () => {
  const other = await renderSite(
    { 'pages/about.md': story({ published: null }) },
    { config: CONFIG },
  );
  expect(await flawsOf(filesLike(other.files, /\.xml$/))).toEqual([]);
  expect(parseRssFeed(other.files['feed.xml'] ?? '').items ?? []).toEqual([]);
});

test('an update of a live blog moves the dates of all that shows the blog', async () => {
  const blog = story(
    { headline: 'The count', kind: 'live', published: '2026-05-01T08:00:00Z' },
    'Intro[^1].\n\n## 09:30 First\n\nText.\n\n[^1]: THE NOTE\n',
  );
  const files = {
    'stories/world/vote/index.md': blog,
    'stories/world/vote/1100-second.md': story({ headline: 'Second', published: null }),
  };
  const { files: made } = await renderSite(files, { config: FINDABLE });
  const at = '2026-05-01T11:00:00+00:00';
  expect(parseJsonFeed(made['feed.json'] ?? '').items?.[0]?.date_modified).toBe(at);
  expect(made['sitemaps/2026-05.xml']).toContain(`<lastmod>${at}</lastmod>`);
  expect(JSON.parse(made['world/2026/05/01/vote/ninjs.json'] ?? '').versionCreated).toBe(at);
  expect(made['world/2026/05/01/vote/index.html']).toContain(
    `property="article:modified_time" content="${at}"`,
  );
  expect(made['feed.json']).toContain('THE NOTE');
  const { 'stories/world/vote/index.md': alone } = files;
  const text = await renderSite({ 'stories/world/vote/index.md': alone }, { config: FINDABLE });
  expect(text.files['sitemaps/2026-05.xml']).toContain(
    '<lastmod>2026-05-01T09:30:00+00:00</lastmod>',
  );
});

test('feeds of live blogs keep to what the site wants', async () => {
  const updates = Array.from({ length: 9 }, (_, i) => `## 1${i}:00 Update ${i}\n\nText ${i}.\n`);
  const files = {
    'stories/world/vote.md': story(
      { headline: 'Vote', kind: 'live', language: 'de' },
      updates.join('\n'),
    ),
  };
  const config: UserConfig = {
    ...FINDABLE,
    discovery: { feeds: { items: 3, content: 'summary' } },
  };
  const { files: made } = await renderSite(files, { config });
  const feed = parseRssFeed(made['world/2026/05/01/vote/feed.xml'] ?? '');
  expect(feed.language).toBe('de');
  expect(feed.items?.map(({ title }) => title)).toEqual(['Update 8', 'Update 7', 'Update 6']);
  expect(feed.items?.[0]?.content).toBeUndefined();
});

test('two corrections of one moment are two items', async () => {
  const corrections = ['One.', 'Two.'].map((text) => ({ date: '2026-05-02', text }));
  const { files: made } = await renderSite(
    { 'stories/a.md': story({ corrections }) },
    { config: FINDABLE },
  );
  const ids = parseJsonFeed(made['corrections/feed.json'] ?? '').items?.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test('whom a byline does not name, feeds and structured data do not name either', async () => {
  const of = async (byline: string) => {
    const keys = { byline, authors: ['Ada Venn', 'Bob Quill'] };
    const { files: made } = await renderSite({ 'stories/a.md': story(keys) }, { config: FINDABLE });
    const page = made['news/2026/05/01/a/index.html'] ?? '';
    const [, json = '{}'] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
    const authors: readonly { name: string }[] = JSON.parse(json).author;
    const feed = parseRssFeed(made['feed.xml'] ?? '').items?.[0]?.dc?.creators;
    return [authors.map(({ name }) => name), feed];
  };
  const bureau = ['By our Seoul bureau'];
  expect(await of('By our Seoul bureau')).toEqual([bureau, bureau]);
  const both = ['Ada Venn', 'Bob Quill'];
  expect(await of('Ada Venn in Seoul and Bob Quill')).toEqual([both, both]);
});

test('the live text of a story that is not free is in its page only, where it can be hidden', async () => {
  const files = {
    'stories/a.md': story(
      { kind: 'live', free: false, summary: 'Short.' },
      '## 12:00 Now\n\nSECRETBODY\n',
    ),
  };
  const { files: made } = await renderSite(files, { config: FINDABLE });
  const [head = ''] = (made['news/2026/05/01/a/index.html'] ?? '').split('</head>');
  expect(head).toContain('liveBlogUpdate');
  expect(head).not.toContain('SECRETBODY');
});
