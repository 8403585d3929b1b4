import { expect, test } from 'vitest';
import { de } from '../../src/messages/de.ts';
import { type Files, places, renderSite, story } from '../support/site.ts';

/** What a template prints on the page of a story. */
async function print(
  template: string,
  {
    keys = {},
    body = 'Words.\n',
    files = {},
    config = {},
  }: {
    keys?: object;
    body?: string;
    files?: Files;
    config?: object;
  } = {},
) {
  const all = {
    ...files,
    'stories/world/a.md': story({ ...keys }, body),
    'templates/story.ejs': template,
  };
  const { report, files: made } = await renderSite(all, { config });
  expect(report.problems).toEqual([]);
  return made['world/2026/05/01/a/index.html'];
}

const NAMES = '<%- helpers.names(view.story.people) %>';
const link = (name: string) => `<a href="/authors/${name.toLowerCase()}/" rel="author">${name}</a>`;

test.each([
  ['en', ', ', ' and '],
  ['de', ', ', ' und '],
  ['fr', ', ', ' et '],
  ['ar', '، ', ' و'],
  ['ko', ', ', ', '],
])('names of 0, 1, 2 and 12 authors in %s', async (language, middle, last) => {
  const all = 'A B C D E F G H I J K L'.split(' ');
  const written = (count: number) =>
    print(NAMES, { keys: { language, authors: all.slice(0, count) } });
  expect(await written(0)).toBe('');
  expect(await written(1)).toBe(link('A'));
  const two = await written(2);
  expect(two).toBe(`${link('A')}${last}${link('B')}`);
  const links = all.map(link);
  expect(await written(12)).toBe(`${links.slice(0, 11).join(middle)}${last}${links.at(-1)}`);
});

test('a name is text and its address an attribute', async () => {
  expect(await print(NAMES, { keys: { authors: ['A & <b>'] } })).toMatch(
    /^<a href="\/authors\/[^"<>]*" rel="author">A &amp; &lt;b&gt;<\/a>$/,
  );
});

const DATELINE = '<%- helpers.withDateline(view.body, view.story.dateline) %>';
const LINE = '<span class="dateline">PORT &amp; SEA</span>';

test.each([
  ['a paragraph', 'Words.\n', `<p>${LINE} Words.</p>\n`],
  ['emphasis', '*Words*.\n', `<p>${LINE} <em>Words</em>.</p>\n`],
  ['a heading', '## Part\n\nWords.\n', `<p>${LINE}</p>\n<h2 id="part">Part</h2>\n<p>Words.</p>\n`],
  ['a list', '- Words\n', `<p>${LINE}</p>\n<ul>\n<li>Words</li>\n</ul>\n`],
  ['preformatted text', '    Words\n', `<p>${LINE}</p>\n<pre><code>Words\n</code></pre>\n`],
  ['nothing', '', `<p>${LINE}</p>\n`],
])('the dateline stands before %s', async (_, body, html) => {
  expect(await print(DATELINE, { keys: { dateline: 'PORT & SEA' }, body })).toBe(html);
});

test('the dateline stands before a picture, and not in it', async () => {
  const options = {
    keys: { dateline: 'PORT & SEA' },
    body: '![A](https://example.org/a.png "Words.")\n\nMore.\n',
  };
  const html = await print(DATELINE, options);
  expect(html?.startsWith(`<p>${LINE}</p>\n<figure>`)).toBe(true);
  expect(html?.match(/dateline/g)).toHaveLength(1);
});

test('without a dateline the text is as it was', async () => {
  expect(await print(DATELINE)).toBe('<p>Words.</p>\n');
});

const GROUPS = `<%- JSON.stringify(helpers.groups(view.stories, 'BY').map(({ instant, stories }) => [instant.iso, stories.map((card) => card.headline)])) %>`;

test.each([
  [
    'day',
    [
      ['2026-05-02T23:30:00+02:00', ['E', 'D']],
      ['2026-05-01T09:00:00+02:00', ['C']],
      ['2026-04-30T23:00:00+02:00', ['B']],
      ['2025-05-01T09:00:00+02:00', ['A']],
    ],
  ],
  [
    'month',
    [
      ['2026-05-02T23:30:00+02:00', ['E', 'D', 'C']],
      ['2026-04-30T23:00:00+02:00', ['B']],
      ['2025-05-01T09:00:00+02:00', ['A']],
    ],
  ],
])('stories are grouped by %s, in the time of the site and in their order', async (by, groups) => {
  const times = [
    '2025-05-01T07:00:00Z',
    '2026-04-30T21:00:00Z',
    '2026-05-01T07:00:00Z',
    '2026-05-02T20:00:00Z',
    '2026-05-02T21:30:00Z',
  ];
  const stories = times.map((published, i) => {
    const headline = 'ABCDE'.charAt(i);
    return [`stories/world/${headline}.md`, story({ headline, published })];
  });
  const { files } = await renderSite(
    { ...Object.fromEntries(stories), 'templates/latest.ejs': GROUPS.replace('BY', by) },
    { config: { timeZone: 'Europe/Berlin' } },
  );
  expect(JSON.parse(files['latest/index.html'] ?? '')).toEqual(groups);
});

test('no stories make no groups', async () => {
  const { files } = await renderSite({ 'templates/latest.ejs': GROUPS.replace('BY', 'day') });
  expect(files['latest/index.html']).toBe('[]');
});

const TONGUES = `<% const site = helpers.in(view.site.language); -%>
<%= helpers.t('related') %>|<%= helpers.date(view.story.published, 'month') %>|<%= site.t('related') %>|<%= site.date(view.story.published, 'month') %>|<%- site.names(view.story.people) %>`;

test('a page speaks its own language, and that of the site when it is asked to', async () => {
  const config = { language: 'fr', words: { related: 'Encore' } };
  const text = await print(TONGUES, { keys: { language: 'de', authors: ['A', 'B'] }, config });
  const [own, month, ...rest] = text?.split('|') ?? [];
  expect(own).toBe(de.related);
  expect(month).toBe('Mai 2026');
  expect(rest).toEqual(['Encore', 'mai 2026', `${link('A')} et ${link('B')}`]);
});

test('masthead and footer speak the language of the site, the story its own', async () => {
  const { files } = await renderSite(
    { 'stories/world/a.md': story({ language: 'de' }) },
    { config: { language: 'fr' } },
  );
  const page = files['world/2026/05/01/a/index.html'] ?? '';
  expect(page).toContain('<html lang="fr" dir="ltr">');
  expect(page).toMatch(/<main [^>]*lang="de"/);
  const [masthead = '', rest = ''] = page.split('<main');
  const [main = '', footer = ''] = rest.split('</main>');
  expect(masthead + footer).not.toMatch(/Veröffentlicht|Zum Inhalt/);
  expect(main).toMatch(/Veröffentlicht/);
});

test('the forms of a message are for scripts', async () => {
  const text = await print("<%- JSON.stringify(helpers.forms('newUpdates')) %>");
  expect(JSON.parse(text ?? '')).toEqual({
    one: 'Show {count} new update',
    other: 'Show {count} new updates',
  });
});

test.each([
  ["<%= helpers.t('relatd') %>", 'there is no message "relatd"'],
  ["<%= helpers.in('de').t('relatd') %>", 'there is no message "relatd"'],
  ["<%= helpers.forms('relatd').other %>", 'there is no message "relatd"'],
])(
  'a message that does not exist is an error at the place of the template: %s',
  async (tag, words) => {
    const { report, files } = await renderSite({
      'stories/world/a.md': story(),
      'templates/partials/byline.ejs': `one\n  ${tag}\n`,
      'templates/story.ejs': "one\n<%- include('partials/byline.ejs', view.story) %>\n",
    });
    expect(places(report)).toContain('templates/partials/byline.ejs:2:3 template-error');
    expect(report.problems[0]?.message).toContain(words);
    expect(files).toEqual({});
  },
);

test('own words are said on every page, and words with signs are printed as text', async () => {
  const config = { words: { allStories: 'Tout & <b>', stories: { other: 'N={count}' } } };
  const { files } = await renderSite({ 'stories/world/a.md': story() }, { config });
  for (const [path, html] of Object.entries(files).filter(([name]) => name.endsWith('.html')))
    expect([path, html.includes('Tout &amp; &lt;b&gt;')]).toEqual([path, true]);
  expect(files['archive/index.html']).toContain('N=1');
});
