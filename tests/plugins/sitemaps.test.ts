import { expect, test } from 'vitest';
import {
  buildSite,
  CLOCK,
  createSiteFolder,
  FINDABLE,
  type Files,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';
import { filesLike, sitemapFlawsOf } from './xml.ts';

const HOUR = 3_600_000;
const at = (offset: number) => new Date(CLOCK + offset).toISOString();
const locations = (text = '') => [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
const render = (files: Files, options = {}) =>
  renderSite(files, { config: { ...FINDABLE, title: 'The Courier' }, ...options });

const SITE: Files = {
  'stories/world/new.md': story({ headline: 'New & "fresh" <b>', published: at(-HOUR) }),
  'stories/world/yesterday.md': story({ headline: 'Yesterday', published: at(-47 * HOUR) }),
  'stories/world/old.md': story({
    headline: 'Old',
    published: '2025-11-03T08:00:00Z',
    corrections: [{ date: '2026-02-01T08:00:00Z', text: 'Wrong.' }],
    image: { src: '/picture one.png', alt: 'One' },
  }),
  'stories/world/paid.md': story({ headline: 'Paid', kind: 'sponsored', published: at(-2 * HOUR) }),
  'stories/world/copy.md': story({
    headline: 'Copy',
    canonical: 'https://original.example/',
    published: at(-3 * HOUR),
  }),
  'stories/世界/ko.md': story({ headline: '새 소식', language: 'ko', published: at(-4 * HOUR) }),
  'stories/world/zh.md': story({
    headline: '新闻',
    language: 'zh-Hant-TW',
    published: at(-5 * HOUR),
  }),
  'pages/about.md': story({ headline: 'About', published: null }),
  'public/picture one.png': 'no picture',
};

test('sitemaps are valid by the published rules', async () => {
  const { files, report } = await render(SITE);
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const sitemaps = filesLike(files, /sitemap.*\.xml$/);
  expect(Object.keys(sitemaps).sort()).toEqual([
    'news-sitemap.xml',
    'sitemap.xml',
    'sitemaps/2025-11.xml',
    'sitemaps/2026-05.xml',
    'sitemaps/2026-06.xml',
    'sitemaps/pages.xml',
  ]);
  expect(await sitemapFlawsOf(sitemaps)).toEqual([]);
  // The rules can be broken.
  const broken = {
    'x.xml': (sitemaps['sitemaps/2026-06.xml'] ?? '').replace('<loc>https', '<loc>ftp'),
  };
  expect(await sitemapFlawsOf(broken)).not.toEqual([]);
});

test('the sitemaps list every public story and page once, at an address that exists', async () => {
  const { files } = await render(SITE);
  const listed = Object.values(filesLike(files, /^sitemaps\//)).flatMap(locations);
  expect(new Set(listed).size).toBe(listed.length);
  for (const location of listed) {
    const path = decodeURIComponent(new URL(location ?? '').pathname).slice(1);
    expect(files[`${path}index.html`]).toBeDefined();
  }
  expect(listed.some((location) => location?.includes('/copy/'))).toBe(false);
  expect(listed).toEqual(
    expect.arrayContaining(['https://example.org/', 'https://example.org/about/']),
  );
  expect(locations(files['sitemap.xml'])).toEqual([
    'https://example.org/sitemaps/pages.xml',
    'https://example.org/sitemaps/2025-11.xml',
    'https://example.org/sitemaps/2026-05.xml',
    'https://example.org/sitemaps/2026-06.xml',
  ]);
  expect(files['sitemaps/2025-11.xml']).toContain('<lastmod>2026-02-01T08:00:00+00:00</lastmod>');
  expect(files['sitemaps/2025-11.xml']).toContain(
    '<image:loc>https://example.org/picture%20one.png</image:loc>',
  );
  expect(files['robots.txt']).toContain('Sitemap: https://example.org/sitemap.xml\n');
  expect(files['robots.txt']).toContain('Sitemap: https://example.org/news-sitemap.xml\n');
});

test('a month that is over stays as it is when a story is published', async () => {
  const root = createSiteFolder(SITE);
  const config = FINDABLE;
  await buildSite(root, { config });
  writeFiles(root, {
    'stories/world/newest.md': story({ headline: 'Newest', published: at(-1000) }),
  });
  const { written } = await buildSite(root, { config });
  const sitemaps = written.filter((path) => path.includes('sitemap'));
  expect(sitemaps).toEqual(
    expect.arrayContaining(['news-sitemap.xml', 'sitemap.xml', 'sitemaps/2026-06.xml']),
  );
  expect(sitemaps).toHaveLength(3);
});

test('the sitemap of the news has what is two days old at most: no advertisements, no copies', async () => {
  const { files } = await render(SITE);
  const titles = (text = '') =>
    [...text.matchAll(/<news:title>([^<]*)<\/news:title>/g)].map(([, title]) => title);
  expect(titles(files['news-sitemap.xml'])).toEqual([
    'New &amp; &quot;fresh&quot; &lt;b&gt;',
    '새 소식',
    '新闻',
    'Yesterday',
  ]);
  expect(files['news-sitemap.xml']).toContain('<news:language>ko</news:language>');
  expect(files['news-sitemap.xml']).toContain('<news:language>zh-tw</news:language>');
  const later = await render(SITE, { clock: CLOCK + 30 * HOUR });
  expect(titles(later.files['news-sitemap.xml'])).not.toContain('Yesterday');
  const empty = await render(SITE, { clock: CLOCK + 90 * HOUR });
  expect(titles(empty.files['news-sitemap.xml'])).toEqual([]);
  expect(await sitemapFlawsOf(filesLike(empty.files, /^news-sitemap/))).toEqual([]);
});

test('a story leaves the sitemap of the news two days after its publication, to the millisecond', async () => {
  const files = { 'stories/a.md': story({ published: at(-48 * HOUR) }) };
  const has = async (clock: number) =>
    (await render(files, { clock })).files['news-sitemap.xml']?.includes('<url>');
  expect([await has(CLOCK - 1), await has(CLOCK)]).toEqual([true, false]);
});

test('the clock alone plans the site again when a story leaves the news, and then not', async () => {
  const root = createSiteFolder({ 'stories/a.md': story({ published: at(-47 * HOUR) }) });
  const build = (clock: number) => buildSite(root, { config: FINDABLE, clock });
  const first = await build(CLOCK);
  expect(first.lastsUntil).toBe(CLOCK + HOUR);
  // Nobody must build the site for that.
  expect(first.nextChange).toBeNull();
  expect((await build(CLOCK + HOUR - 1)).work.planned).toBe(false);
  const passed = await build(CLOCK + HOUR);
  expect([passed.work.planned, passed.written]).toEqual([true, ['news-sitemap.xml']]);
  expect((await build(CLOCK + 2 * HOUR)).work.planned).toBe(false);
});

test('a thousand stories and more in two days are several files behind an index', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 1001 }, (_, i) => [
      `stories/world/s${i}.md`,
      story({ headline: `Story ${i}`, published: at(-i * 1000) }),
    ]),
  );
  const { files } = await render(many);
  expect(locations(files['news-sitemap.xml'])).toEqual([
    'https://example.org/news-sitemap-1.xml',
    'https://example.org/news-sitemap-2.xml',
  ]);
  expect(locations(files['news-sitemap-1.xml'])).toHaveLength(1000);
  expect(locations(files['news-sitemap-2.xml'])).toHaveLength(1);
  expect(await sitemapFlawsOf(filesLike(files, /^news-sitemap/))).toEqual([]);
});

test('everything stands under the base path', async () => {
  const config = { url: 'https://example.org/project/' };
  const { files } = await renderSite(SITE, { config });
  const listed = Object.values(filesLike(files, /sitemap/)).flatMap(locations);
  for (const location of listed) expect(location).toMatch(/^https:\/\/example\.org\/project\//);
});

test('publishing one story with everything on changes a handful of files, and a second build none', async () => {
  const old = Object.fromEntries(
    Array.from({ length: 120 }, (_, i) => [
      `stories/${i % 2 === 0 ? 'world' : 'science'}/s${i}.md`,
      story({
        headline: `Story ${i}`,
        published: new Date(CLOCK - (i + 3) * 24 * HOUR).toISOString(),
        tags: [`Tag ${i % 5}`, `Tag ${i % 7}`],
        authors: [`Author ${i % 4}`],
      }),
    ]),
  );
  const root = createSiteFolder(old);
  const config = FINDABLE;
  await buildSite(root, { config });
  const keys = {
    headline: 'New',
    published: at(-1000),
    tags: ['Tag 1', 'Tag 2'],
    authors: ['Author 1'],
  };
  writeFiles(root, { 'stories/world/new.md': story(keys) });
  const { written } = await buildSite(root, { config });
  expect(written.length).toBeLessThanOrEqual(40);
  expect(written.filter((path) => /\/s\d+\//.test(path))).toEqual([]);
  expect((await buildSite(root, { config })).written).toEqual([]);
  expect(Object.keys(readTree(`${root}/dist`))).toContain('world/2026/06/01/new/ninjs.json');
});
