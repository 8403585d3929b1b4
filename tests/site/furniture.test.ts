import { expect, test } from 'vitest';
import { png, svg } from '../content/picture-files.ts';
import { type Files, renderSite, story } from '../support/site.ts';

const STORY: Files = { 'stories/world/a.md': story() };

test('the manifest says what the configuration says, with icons and their sizes', async () => {
  const { report, files } = await renderSite(
    {
      ...STORY,
      'public/icon-192.png': png(192, 192),
      'public/icon-maskable.png': png(500, 512),
      'public/icon-broken.png': 'no picture',
      'public/favicon.svg': svg('viewBox="0 0 8 8"'),
      'public/apple-touch-icon.png': png(180, 180),
      'public/deep/icon-64.png': png(64, 64),
    },
    {
      config: {
        title: 'The “Tide” & more',
        description: 'News.',
        language: 'ar',
        base: '/paper',
        theme: { masthead: { name: 'Tide' }, colors: { paper: '#fffaf0' } },
      },
    },
  );
  expect(report.problems).toEqual([]);
  const manifest = JSON.parse(files['manifest.webmanifest'] ?? '');
  expect(manifest).toMatchObject({
    name: 'The “Tide” & more',
    short_name: 'Tide',
    description: 'News.',
    lang: 'ar',
    dir: 'rtl',
    start_url: '/paper/',
    scope: '/paper/',
    background_color: '#fffaf0',
    theme_color: '#fffaf0',
  });
  expect(manifest.icons).toEqual([
    { src: '/paper/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
    { src: '/paper/icon-192.png', type: 'image/png', sizes: '192x192' },
    { src: '/paper/icon-maskable.png', type: 'image/png', sizes: '500x512' },
  ]);
  const page = files['index.html'];
  expect(page).toContain('<link rel="icon" href="/paper/favicon.svg">');
  expect(page).toContain('<link rel="apple-touch-icon" href="/paper/apple-touch-icon.png">');
  expect(page).toContain('<link rel="manifest" href="/paper/manifest.webmanifest">');
});

test('a site without icons has none, and its manifest no description', async () => {
  const { files } = await renderSite(STORY);
  const manifest = JSON.parse(files['manifest.webmanifest'] ?? '');
  expect(manifest.icons).toEqual([]);
  expect(manifest).not.toHaveProperty('description');
  expect(files['index.html']).not.toMatch(/rel="(?:icon|apple-touch-icon)"/);
});

test.each([
  [['favicon.svg', 'favicon.ico', 'favicon.png'], '/favicon.svg'],
  [['favicon.ico', 'favicon.png'], '/favicon.ico'],
  [['favicon.png'], '/favicon.png'],
])('of the icons %j the tab shows %s', async (names, icon) => {
  const icons = Object.fromEntries(names.map((name) => [`public/${name}`, '']));
  const { files } = await renderSite({ ...STORY, ...icons });
  expect(files['index.html']).toContain(`<link rel="icon" href="${icon}">`);
});

test('a manifest of the site’s own takes the place of the built-in one', async () => {
  const own = '{ "name": "Own" }\n';
  const { report, files } = await renderSite({ ...STORY, 'public/manifest.webmanifest': own });
  expect(report.problems).toEqual([]);
  expect(files['manifest.webmanifest']).toBe(own);
  expect(files['index.html']).toContain('<link rel="manifest" href="/manifest.webmanifest">');
});

test('the built-in pages of search and corrections are there, and every page leads to search', async () => {
  const { files } = await renderSite(STORY, { config: { base: '/paper' } });
  expect(files['search/index.html']).toContain('<a href="/paper/world/">World</a>');
  expect(files['search/index.html']).toContain('<a href="/paper/archive/2026/">2026</a>');
  expect(files['404.html']).toContain('href="/paper/search/"');
  for (const [path, html] of Object.entries(files).filter(([name]) => name.endsWith('.html')))
    expect([path, html.includes('href="/paper/search/"')]).toEqual([path, true]);
});

test.each(['search', 'corrections'])(
  'an own page pages/%s.md takes the place of the built-in one',
  async (name) => {
    const own = story({ headline: 'OWN PAGE', published: null }, 'Own words.\n');
    const { report, files } = await renderSite({ ...STORY, [`pages/${name}.md`]: own });
    expect(report.problems).toEqual([]);
    expect(files[`${name}/index.html`]).toContain('<h1>OWN PAGE</h1>');
    const other = name === 'search' ? 'corrections' : 'search';
    expect(files[`${other}/index.html`]).toBeDefined();
    expect(files[`${other}/index.html`]).not.toContain('<h1>OWN PAGE</h1>');
  },
);

test.each(['search', 'corrections'])(
  'while an own page pages/%s.md is held, the built-in one stands',
  async (name) => {
    const own = story({ headline: 'OWN PAGE', published: null, status: 'draft' });
    const held = await renderSite({ ...STORY, [`pages/${name}.md`]: own });
    expect(held.report.ok).toBe(true);
    expect(held.files).toEqual((await renderSite(STORY)).files);
  },
);

test.each(['/s', '/se.html', '/corr/', '/corrections.html', '/corrections-policy/'])(
  'a page at %s, which only begins alike, takes the place of no other',
  async (permalink) => {
    const own = story({ headline: 'OWN PAGE', published: null, permalink });
    const { report, files } = await renderSite({ ...STORY, 'pages/x.md': own });
    expect(report.problems).toEqual([]);
    expect(files['corrections/index.html']).toContain('No story has been corrected.');
    expect(files['search/index.html']).toContain('Every story stands in its section');
  },
);

test.each(['/search', '/search/', '/search/index.html'])(
  'a page whose permalink is %s takes the place of the built-in one',
  async (permalink) => {
    const own = story({ headline: 'OWN PAGE', published: null, permalink });
    const { report, files } = await renderSite({ ...STORY, 'pages/x.md': own });
    expect(report.problems).toEqual([]);
    expect(files['search/index.html']).toContain('<h1>OWN PAGE</h1>');
  },
);

test('a story that wants the place of a built-in page is an error', async () => {
  const { report } = await renderSite({ 'stories/world/a.md': story({ permalink: '/search/' }) });
  expect(report.problems.map(({ code }) => code)).toContain('duplicate-url');
});
