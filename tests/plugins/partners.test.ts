import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FINDABLE, type Files, renderSite, story } from '../support/site.ts';

/* What other newsrooms and other sites read: ninjs, oEmbed, llms.txt. */

const text = v.pipe(v.string(), v.minLength(1));
const uri = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:\S+$/i));
const moment = v.pipe(v.string(), v.isoTimestamp());
const texts = v.array(
  v.strictObject({ role: v.optional(text), contentType: v.optional(text), value: v.string() }),
);
const rendition = v.strictObject({
  name: text,
  href: v.optional(uri),
  contentType: v.optional(text),
  width: v.optional(v.pipe(v.number(), v.integer())),
  height: v.optional(v.pipe(v.number(), v.integer())),
  sizeInBytes: v.optional(v.pipe(v.number(), v.integer())),
});
const about = v.strictObject({
  name: v.optional(text),
  rel: v.optional(text),
  uri: v.optional(uri),
});

/**
 * The rules of https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json for what we use of it: names, types and lists of
 * values; `uri` is required, and nothing else may be there.
 */
const properties = {
  uri,
  type: v.optional(v.picklist(['text', 'picture', 'composite'])),
  representationType: v.optional(v.picklist(['full', 'partial'])),
  version: v.optional(v.string()),
  firstCreated: v.optional(moment),
  versionCreated: v.optional(moment),
  embargoedUntil: v.optional(moment),
  expires: v.optional(moment),
  pubStatus: v.optional(v.picklist(['usable', 'withheld', 'canceled'])),
  urgency: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  copyrightHolder: v.optional(text),
  usageTerms: v.optional(text),
  language: v.optional(text),
  title: v.optional(text),
  by: v.optional(text),
  slugline: v.optional(text),
  located: v.optional(text),
  headlines: v.optional(texts),
  descriptions: v.optional(texts),
  bodies: v.optional(texts),
  subjects: v.optional(v.array(about)),
  genres: v.optional(v.array(v.strictObject({ name: text }))),
  infoSources: v.optional(v.array(v.strictObject({ name: text, role: v.optional(text) }))),
  renditions: v.optional(v.array(rendition)),
  altIds: v.optional(v.array(v.strictObject({ role: text, value: text }))),
  standard: v.optional(v.strictObject({ name: text, version: text, schema: uri })),
};
const association = v.strictObject({ ...properties, name: text });
const Ninjs = v.strictObject({ ...properties, associations: v.optional(v.array(association)) });

const SITE: Files = {
  'stories/world/ferry.md': story(
    {
      headline: 'The ferry',
      dek: 'After nine years.',
      published: '2026-05-03T08:00:00Z',
      updated: '2026-05-04T08:00:00Z',
      embargo: '2026-05-03T07:00:00Z',
      expires: '2027-01-01T00:00:00Z',
      authors: ['Ada Venn', 'Tobias Renk'],
      tags: ['Harbour'],
      slugline: 'FERRY-BACK',
      dateline: 'PORT MERROW',
      urgency: 2,
      kind: 'analysis',
      source: 'The Agency',
      usageTerms: 'Not for sale.',
      edNote: 'SECRETNOTE',
      image: { src: '/ferry.svg', alt: 'A ferry', caption: 'The ferry.', credit: 'Us' },
    },
    'See [the pier](pier.md).\n',
  ),
  'public/ferry.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"/>',
  'stories/world/pier.md': story({ headline: 'The pier', id: 'desk 7' }),
  'stories/world/paid.md': story(
    { headline: 'Paid', free: false, summary: 'In short.' },
    'SECRETBODY\n',
  ),
  'stories/world/held.md': story({ headline: 'SECRETSTORY', status: 'draft' }),
};

const render = () => renderSite(SITE, { config: { ...FINDABLE, title: 'The Courier' } });
const FERRY = 'world/2026/05/03/ferry';

test('a story is valid ninjs, and says what the story says', async () => {
  const { files } = await render();
  const ninjs = v.parse(Ninjs, JSON.parse(files[`${FERRY}/ninjs.json`] ?? ''));
  expect(ninjs).toMatchObject({
    uri: `https://example.org/${FERRY}/`,
    standard: { name: 'ninjs', version: '3.1' },
    type: 'text',
    representationType: 'full',
    firstCreated: '2026-05-03T08:00:00+00:00',
    versionCreated: '2026-05-04T08:00:00+00:00',
    embargoedUntil: '2026-05-03T07:00:00+00:00',
    expires: '2027-01-01T00:00:00+00:00',
    pubStatus: 'usable',
    urgency: 2,
    copyrightHolder: 'The Agency',
    usageTerms: 'Not for sale.',
    by: 'Ada Venn, Tobias Renk',
    slugline: 'FERRY-BACK',
    located: 'PORT MERROW',
    headlines: [{ value: 'The ferry' }],
    descriptions: [{ role: 'dek', value: 'After nine years.' }, { role: 'summary' }],
    subjects: [
      { name: 'World', uri: 'https://example.org/world/' },
      { name: 'Harbour', uri: 'https://example.org/topics/harbour/' },
    ],
    genres: [{ name: 'analysis' }],
    infoSources: [{ name: 'The Agency' }],
    associations: [
      {
        type: 'picture',
        by: 'Us',
        renditions: [{ href: 'https://example.org/ferry.svg', width: 1600, height: 900 }],
      },
    ],
  });
  expect(ninjs.bodies?.[0]?.value).toContain(
    '<a href="https://example.org/world/2026/05/01/pier/">the pier</a>',
  );
});

test('every file of ninjs is valid, and none has what is held, not free, or for the desk', async () => {
  const { files } = await render();
  const all = Object.entries(files).filter(([path]) => path.endsWith('ninjs.json'));
  expect(all).toHaveLength(4);
  for (const [, json] of all) {
    v.parse(Ninjs, JSON.parse(json));
    expect(json).not.toMatch(/SECRET/);
  }
  const paid = JSON.parse(files['world/2026/05/01/paid/ninjs.json'] ?? '');
  expect([paid.representationType, paid.bodies]).toEqual(['partial', undefined]);
  expect(JSON.parse(files['world/2026/05/01/pier/ninjs.json'] ?? '').uri).toBe(
    'https://example.org/#desk%207',
  );
});

test('the list of the newest leads to the file of each', async () => {
  const { files } = await render();
  const index = v.parse(Ninjs, JSON.parse(files['ninjs.json'] ?? ''));
  const links = index.associations?.flatMap(({ renditions }) => renditions ?? []) ?? [];
  expect(links).toHaveLength(3);
  for (const { href = '' } of links) expect(files[new URL(href).pathname.slice(1)]).toBeDefined();
});

test('oEmbed says how to show a link, and the page leads to it', async () => {
  const { files } = await render();
  expect(JSON.parse(files[`${FERRY}/oembed.json`] ?? '')).toEqual({
    version: '1.0',
    type: 'link',
    title: 'The ferry',
    author_name: 'Ada Venn, Tobias Renk',
    author_url: 'https://example.org/authors/ada-venn/',
    provider_name: 'The Courier',
    provider_url: 'https://example.org/',
    url: `https://example.org/${FERRY}/`,
    thumbnail_url: 'https://example.org/ferry.svg',
    thumbnail_width: 1600,
    thumbnail_height: 900,
  });
  const link = /<link rel="alternate" type="application\/json\+oembed"[^>]* href="([^"]+)"/.exec(
    files[`${FERRY}/index.html`] ?? '',
  )?.[1];
  expect(link).toBe(`https://example.org/${FERRY}/oembed.json`);
});

test('files stand beside a page that is a file', async () => {
  const { files, report } = await renderSite(
    { 'stories/world/a.md': story({ permalink: '/a.html' }), 'stories/world/b.md': story() },
    { config: { ...FINDABLE, permalink: '/:section/:slug.html' } },
  );
  expect(report.problems).toEqual([]);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['a.html', 'a.ninjs.json', 'a.oembed.json', 'world/b.ninjs.json']),
  );
  expect(files['a.html']).toContain('href="https://example.org/a.oembed.json"');
});

test('the overview for language models lists sections, the latest stories and standing pages', async () => {
  const { files } = await renderSite(
    {
      'stories/world/a.md': story({ headline: 'A [link](x) & *stars*', dek: 'Two\nlines.' }),
      'pages/about.md': story({ headline: 'About us', published: null }),
    },
    { config: { ...FINDABLE, title: 'The Courier', description: 'News.' } },
  );
  expect(files['llms.txt']).toBe(`# The Courier

> News.

## Sections

- [World](https://example.org/world/)

## Latest stories

- [A \\[link\\](x) & \\*stars\\*](https://example.org/world/2026/05/01/a/): Two lines.

## About

- [About us](https://example.org/about/)
`);
});

test('nothing of this is there unless the site wants it', async () => {
  const { files } = await renderSite(SITE, { config: { url: 'https://example.org' } });
  expect(Object.keys(files).filter((path) => /ninjs|oembed|llms/.test(path))).toEqual([]);
});
