import { expect, test } from 'vitest';
import { places, renderSite, story } from '../support/site.ts';

const addressOf = async (files: Parameters<typeof renderSite>[0], config = {}) => {
  const { report, files: written } = await renderSite(files, { config });
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Object.keys(written).filter(
    (path) =>
      /hello|héllo|grüße|조선|\/x\.html|^x\.html|fixed|flood/i.test(path) && path.endsWith('.html'),
  );
};

test.each([
  ['stories/world/Hello World.md', {}, {}, 'world/2026/05/01/hello-world/index.html'],
  ['stories/world/asia/hello.md', {}, {}, 'world/2026/05/01/hello/index.html'],
  ['stories/hello.md', {}, {}, 'news/2026/05/01/hello/index.html'],
  ['stories/2026-04-30-hello.md', { published: null }, {}, 'news/2026/04/30/hello/index.html'],
  ['stories/world/flood/index.md', {}, {}, 'world/2026/05/01/flood/index.html'],
  ['stories/flood/index.md', {}, {}, 'news/2026/05/01/flood/index.html'],
  ['stories/world/Grüße an Alle.md', {}, {}, 'world/2026/05/01/grüße-an-alle/index.html'],
  ['stories/world/Grüße an Alle.md', { slug: 'hello' }, {}, 'world/2026/05/01/hello/index.html'],
  ['stories/world/조선.md', {}, {}, 'world/2026/05/01/조선/index.html'],
  ['stories/world/Héllo.md', {}, { slugs: 'ascii' }, 'world/2026/05/01/hello/index.html'],
  ['stories/world/a.md', { permalink: '/fixed/Place/' }, {}, 'fixed/Place/index.html'],
  ['stories/world/a.md', { permalink: 'x.html' }, {}, 'x.html'],
  ['stories/world/hello.md', {}, { permalink: '/:year/:slug/' }, '2026/hello/index.html'],
  ['stories/world/hello.md', { section: 'Late News' }, {}, 'late-news/2026/05/01/hello/index.html'],
  // Half past eleven at night in UTC is the next day in Seoul.
  [
    'stories/world/hello.md',
    { published: '2026-05-01T23:30:00Z' },
    { timeZone: 'Asia/Seoul' },
    'world/2026/05/02/hello/index.html',
  ],
])('%s with %j and %j goes to %s', async (source, keys, config, path) => {
  expect(await addressOf({ [source]: story(keys) }, config)).toEqual([path]);
});

test.each([
  ['slug', '../../etc/passwd', 'stories/world/a.md:4:7 bad-address'],
  ['slug', 'CON', 'stories/world/a.md:4:7 bad-address'],
  ['permalink', '/../x/', 'stories/world/a.md:4:12 bad-address'],
  ['permalink', '/a/%2e%2e/%2e%2e/x/', 'stories/world/a.md:4:12 bad-address'],
  ['permalink', '/a/%252e%252e/x/', 'stories/world/a.md:4:12 bad-address'],
  ['permalink', '/a\\..\\x', 'stories/world/a.md:4:12 bad-address'],
  ['permalink', '/a\u0000b/', 'stories/world/a.md:4:12 bad-address'],
  ['permalink', '/nul.html', 'stories/world/a.md:4:12 bad-address'],
  ['aliases', ['/../../x'], 'stories/world/a.md:4:10 bad-address'],
  ['tags', ['../../x'], 'stories/world/a.md:4:7 bad-name'],
  ['tags', ['..'], 'stories/world/a.md:4:7 bad-name'],
  ['tags', ['a\\b'], 'stories/world/a.md:4:7 bad-name'],
  ['tags', ['!!!'], 'stories/world/a.md:4:7 bad-name'],
  ['authors', ['../../x'], 'stories/world/a.md:4:10 bad-name'],
  ['section', '../x', 'stories/world/a.md:4:10 bad-name'],
  ['series', 'con', 'stories/world/a.md:4:9 bad-name'],
  ['image', '../../../etc/passwd', 'stories/world/a.md:4:8 outside-site'],
  ['image', '../../broadsheet.config.ts', 'stories/world/a.md:4:8 outside-site'],
  ['image', '/../x.png', 'stories/world/a.md:4:8 bad-url'],
  ['image', 'javascript:alert(1)', 'stories/world/a.md:4:8 bad-url'],
  ['image', 'data:text/html,x', 'stories/world/a.md:4:8 bad-url'],
  ['image', 'missing.png', 'stories/world/a.md:4:8 missing-image'],
])('%s: %j is an error at its place, and nothing is written', async (key, value, place) => {
  const { report, files } = await renderSite({ 'stories/world/a.md': story({ [key]: value }) });
  expect(places(report)).toContain(place);
  expect(report.ok).toBe(false);
  expect(files).toEqual({});
});

test('a part of an address that no file system holds is shortened, with a warning', async () => {
  const name = '가'.repeat(100);
  const { report, files } = await renderSite({ 'stories/world/a.md': story({ slug: name }) });
  expect(places(report)).toEqual(['stories/world/a.md:4:7 long-address']);
  const path = Object.keys(files).find((file) => file.includes('가')) ?? '';
  for (const part of path.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
});

test('files of a bundle go with their story; files beside other stories go where they are used', async () => {
  const { report, files } = await renderSite({
    'stories/world/flood/index.md': story({}, '![Map](maps/map.svg)\n'),
    'stories/world/flood/maps/map.svg': '<svg/>',
    'stories/world/flood/unused.pdf': 'pdf',
    'stories/world/a.md': story(
      { image: { src: 'photo.jpg', alt: 'A' } },
      '![P](photo.jpg) [Report](report.pdf)\n',
    ),
    'stories/world/photo.jpg': 'jpg',
    'stories/world/report.pdf': 'pdf',
    'stories/world/nobodys.jpg': 'jpg',
  });
  expect(report.problems).toEqual([]);
  const assets = Object.keys(files).filter((path) => /\.(?:svg|jpg|pdf)$/.test(path));
  expect(assets.sort()).toEqual([
    'world/2026/05/01/a/photo.jpg',
    'world/2026/05/01/a/report.pdf',
    'world/2026/05/01/flood/maps/map.svg',
    'world/2026/05/01/flood/unused.pdf',
  ]);
  expect(files['world/2026/05/01/flood/index.html']).toContain(
    'src="/world/2026/05/01/flood/maps/map.svg"',
  );
});

test('links between stories follow them to their addresses', async () => {
  const { report, files } = await renderSite(
    {
      'stories/world/a.md': story(
        {},
        '[b](../science/b.md#part) [c](/stories/science/c/index.md) [z](@/science/b.md) [p](../../pages/about.md)\n',
      ),
      'stories/science/b.md': story({ slug: 'renamed' }, '## Part\n'),
      'stories/science/c/index.md': story(),
      'pages/about.md': story({ published: null }, '[a](../stories/world/a.md)\n'),
    },
    { config: { base: '/paper' } },
  );
  expect(report.problems).toEqual([]);
  expect(files['world/2026/05/01/a/index.html']).toContain(
    '<a href="/paper/science/2026/05/01/renamed/#part">b</a> <a href="/paper/science/2026/05/01/c/">c</a> <a href="/paper/science/2026/05/01/renamed/">z</a> <a href="/paper/about/">p</a>',
  );
  expect(files['about/index.html']).toContain('href="/paper/world/2026/05/01/a/"');
});

test('a link to a story that does not exist is an error, or a warning where the site or another generator says so', async () => {
  const body = '[x](../science/nothing.md)\n';
  const files = (keys: object) => ({
    'stories/world/a.md': story({ ...keys }, body),
    'stories/culture/nothing.md': story(),
  });
  const strict = await renderSite(files({}));
  expect(places(strict.report)).toEqual(['stories/world/a.md:5:1 missing-link']);
  expect(strict.report.problems[0]).toMatchObject({
    severity: 'error',
    hint: 'Did you mean "../culture/nothing.md"?',
  });
  const lowered = await renderSite(files({}), { config: { missing: { links: 'warning' } } });
  expect(lowered.report).toMatchObject({ ok: true, problems: [{ severity: 'warning' }] });
  const imported = await renderSite(files({ headline: null, title: 'From elsewhere' }));
  expect(imported.report).toMatchObject({ ok: true, problems: [{ severity: 'warning' }] });
});

test('with a base path every address of the site begins with it', async () => {
  const { files } = await renderSite(
    {
      'stories/world/a.md': story(
        { tags: ['T'], authors: ['A'] },
        '[x](/about/)\n\n<a href="/raw/">r</a>\n',
      ),
      'pages/about.md': story({ published: null }),
    },
    { config: { url: 'https://example.org/paper/', nav: [{ text: 'W', url: '/world/' }] } },
  );
  for (const html of Object.values(files)) {
    const urls = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, url]) => url);
    expect(urls.filter((url) => !url?.startsWith('/paper/'))).toEqual([]);
  }
  expect(files['index.html']).toContain('<link rel="canonical" href="https://example.org/paper/">');
});

test('a site without stories, and one with a single story, are whole', async () => {
  const empty = await renderSite({});
  expect(empty.report).toMatchObject({ ok: true, stories: 0 });
  expect(empty.files['index.html']).toContain('There are no stories here yet.');
  const one = await renderSite({ 'stories/a.md': story({ headline: 'Only' }) });
  expect(one.files['index.html']).toContain('Only');
  expect(one.files['archive/2026/05/01/index.html']).toContain('Only');
});

test('the most urgent of the newest stories leads the front page', async () => {
  const at = (day: number) => `2026-05-${day}T08:00:00Z`;
  const { files } = await renderSite({
    'stories/world/old.md': story({ headline: 'Urgent but old', urgency: 1, published: at(10) }),
    'stories/world/lead.md': story({ headline: 'The lead', urgency: 2, published: at(20) }),
    'stories/world/new.md': story({ headline: 'Newer', urgency: 5, published: at(21) }),
    'stories/world/opinion.md': story({
      headline: 'A view',
      urgency: 1,
      kind: 'opinion',
      published: at(21),
    }),
  });
  const headlines = [
    ...(files['index.html'] ?? '').matchAll(/class="headline"><a [^>]*>([^<]+)/g),
  ].map(([, headline]) => headline);
  expect(headlines.slice(0, 3)).toEqual(['The lead', 'Newer', 'Urgent but old']);
});

test('the breaking banner ends by itself', async () => {
  const files = { 'stories/a.md': story({ headline: 'Flood', breaking: '2026-06-01T13:00:00Z' }) };
  expect((await renderSite(files)).files['index.html']).toContain('class="breaking"');
  const later = await renderSite(files, { clock: Date.parse('2026-06-01T13:00:00Z') });
  expect(later.files['index.html']).not.toContain('class="breaking"');
});

test('a series is read in the order that the desk gave, else by date', async () => {
  const { files } = await renderSite({
    'stories/a.md': story({
      headline: 'Two',
      series: { name: 'S', part: 2 },
      published: '2026-05-01',
    }),
    'stories/b.md': story({
      headline: 'One',
      series: { name: 'S', part: 1 },
      published: '2026-05-02',
    }),
  });
  expect(files['news/2026/05/01/a/index.html']).toMatch(
    /Part 2<.*Previous<\/span> <a href="\/news\/2026\/05\/02\/b\/" rel="prev">One/s,
  );
});

test('old addresses lead to the new one', async () => {
  const { files } = await renderSite(
    { 'stories/a.md': story({ aliases: ['/old/place/', '2019/x.html'] }) },
    { config: { url: 'https://example.org' } },
  );
  for (const path of ['old/place/index.html', '2019/x.html']) {
    expect(files[path]).toContain(
      '<link rel="canonical" href="https://example.org/news/2026/05/01/a/">',
    );
    expect(files[path]).toContain('content="0; url=/news/2026/05/01/a/"');
  }
});

test('profiles are found by id and by name; other authors get a page too', async () => {
  const { files } = await renderSite(
    {
      'stories/a.md': story({ authors: ['ada', 'Ben Plain'] }),
      'stories/b.md': story({ authors: ['Ada Venn'] }),
    },
    { config: { authors: { ada: { name: 'Ada Venn', jobTitle: 'Editor' } } } },
  );
  expect(files['authors/ada/index.html']).toContain('/news/2026/05/01/b/');
  expect(files['authors/ada/index.html']).toContain('Editor');
  expect(files['authors/ben-plain/index.html']).toContain('Ben Plain');
});

test('files beside a held story are not published by a story around it', async () => {
  const { files } = await renderSite({
    'stories/world/flood/index.md': story(),
    'stories/world/flood/map.svg': 'public',
    'stories/world/flood/secret/index.md': story({ status: 'withheld' }),
    'stories/world/flood/secret/leak.svg': 'SECRET',
    'stories/science/index.md': story({ headline: 'A section as a story' }),
    'stories/science/held/index.md': story({ embargo: '2031-01-01' }),
    'stories/science/held/leak.pdf': 'SECRET',
    'stories/science/other.md': story({ status: 'draft' }),
    'stories/science/other.jpg': 'SECRET',
  });
  expect(Object.values(files).join('')).not.toContain('SECRET');
  expect(files['world/2026/05/01/flood/map.svg']).toBe('public');
});

test.each([
  ['tags', ['a'.repeat(300)]],
  ['authors', ['a'.repeat(300)]],
  ['series', 'a'.repeat(300)],
  ['section', '가'.repeat(120)],
])(
  '%s with a name longer than file systems hold are shortened, with a warning',
  async (key, value) => {
    const { report, files } = await renderSite({ 'stories/world/a.md': story({ [key]: value }) });
    expect(places(report)).toEqual([`stories/world/a.md:4:${key.length + 3} long-address`]);
    for (const part of Object.keys(files).flatMap((path) => path.split('/'))) {
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
    }
  },
);

test('an address that is longer than systems hold is an error before anything is written', async () => {
  const { report } = await renderSite({
    'stories/a.md': story({ permalink: `/${'abcdefghi/'.repeat(500)}` }),
  });
  expect(places(report)).toEqual(['stories/a.md:4:12 bad-address']);
});

test('a section of the configuration has its page before its first story', async () => {
  const { files } = await renderSite(
    { 'stories/world/a.md': story() },
    { config: { sections: { science: { name: 'Science' } } } },
  );
  expect(files['science/index.html']).toContain('There are no stories here yet.');
});

test('a draft is subject to its embargo and its expiry also where drafts are shown', async () => {
  const files = {
    'stories/a.md': story({ status: 'draft', embargo: '2031-01-01' }),
    'stories/b.md': story({ status: 'draft', expires: '2026-05-02' }),
    'stories/c.md': story({ status: 'draft' }),
  };
  expect((await renderSite(files, { drafts: true })).report.stories).toBe(1);
  expect((await renderSite(files, { drafts: true, future: true })).report.stories).toBe(2);
});

test('two equal aliases are reported at one of them', async () => {
  const { report } = await renderSite({
    'stories/a.md': story({ aliases: ['/old/'] }),
    'stories/b.md': story({ aliases: ['/old/'] }),
  });
  expect(places(report)).toEqual(['stories/b.md:4:10 duplicate-url']);
});
