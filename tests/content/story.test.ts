import { expect, test } from 'vitest';
import { KNOWN_KEYS } from '../../src/content/keys.ts';
import { unpackRow } from '../../src/content/row.ts';
import { packStandingPage } from '../../src/content/story.ts';
import { createZone } from '../../src/content/zone.ts';
import { sourcePath } from '../../src/paths.ts';
import type { StandingPage } from '../../src/types/story.ts';
import { marks, parseKeys, parseText, storyOf } from './parse.ts';

const printed = (text: string, source?: string) =>
  parseText(text, source).problems.map(
    ({ severity, file, line, column, code, message, hint }) =>
      `${severity} ${file}:${line}:${column} ${code}\n${message}\n${hint}`,
  );

test.each([
  [
    'a misspelt key',
    '---\nheadlin: B\nheadline: A\npublished: 2026-05-01\n---\n',
    'warning stories/world/a.md:2:10 misspelt-key\nBroadsheet does not know the key "headlin".\nDid you mean "headline"? If not, nothing is lost: templates see it as story.extra.',
  ],
  [
    'a wrong type',
    '---\nheadline: A\npublished: 2026-05-01\nfree: perhaps\n---\n',
    'error stories/world/a.md:4:7 wrong-type\n"free" must be true or false.\ndocs/stories.md shows each key with its values.',
  ],
  [
    'a bad date',
    '---\nheadline: A\npublished: 1 May 2026\n---\n',
    'error stories/world/a.md:3:12 bad-date\n"1 May 2026" is not a date that can be read without guessing (published).\nWrite year-month-day and, if you like, the time: 2026-03-01, 2026-03-01 07:30 or 2026-03-01T07:30:00+01:00.',
  ],
  [
    'a duplicate key',
    '---\nheadline: A\npublished: 2026-05-01\npublished: 2026-05-02\n---\n',
    'error stories/world/a.md:4:1 bad-yaml\nThe front matter cannot be read: duplicated mapping key.\nThe same key stands twice: keep one of them.',
  ],
  [
    'tab indentation',
    '---\nheadline: A\npublished: 2026-05-01\nimage:\n\tsrc: a.jpg\n---\n',
    'error stories/world/a.md:5:1 bad-yaml\nThe front matter cannot be read: tab characters must not be used in indentation.\nUse spaces for indentation.',
  ],
  [
    'characters that do not print',
    '---\nheadline: A\u0001\npublished: 2026-05-01\n---\n',
    'error stories/world/a.md:2:13 bad-yaml\nThe front matter cannot be read: the stream contains non-printable characters.\nIf the text contains a colon, a # or starts with a quote or a bracket, put the whole of it in quotes: headline: "Rail: the plan".',
  ],
  [
    'a bad kind',
    '---\nheadline: A\npublished: 2026-05-01\nkind: opinon\n---\n',
    'error stories/world/a.md:4:7 unknown-value\n"opinon" is not a kind.\nDid you mean "opinion"? Use news, analysis, opinion, review, explainer, obituary, interview, live or sponsored.',
  ],
  [
    'a bad status',
    '---\nheadline: A\npublished: 2026-05-01\nstatus: maybe\n---\n',
    'error stories/world/a.md:4:9 unknown-value\n"maybe" is not a status.\nUse draft, usable, withheld or canceled.',
  ],
])('the message for %s', (_, text, message) => {
  expect(printed(text)).toEqual([message]);
});

test('a misspelt headline is reported with the headline that it leaves missing', () => {
  expect(marks(parseText('---\nheadlin: A\npublished: 2026-05-01\n---\n').problems)).toEqual([
    '2:1 missing-headline',
    '2:10 misspelt-key (warning)',
  ]);
});

test('a plain story', () => {
  expect(storyOf(parseText('---\nheadline: A\npublished: 2026-05-01\n---\nWords.\n'))).toEqual({
    source: 'stories/world/a.md',
    hash: expect.any(String),
    headline: 'A',
    dek: null,
    summary: 'Words.',
    id: null,
    slug: 'a',
    permalink: null,
    aliases: [],
    slugline: null,
    authors: [],
    byline: null,
    dateline: null,
    section: 'world',
    tags: [],
    series: null,
    published: { ms: Date.parse('2026-04-30T23:00:00Z'), iso: '2026-05-01T00:00:00+01:00' },
    updated: null,
    embargo: null,
    expires: null,
    status: 'usable',
    kind: 'news',
    urgency: 5,
    breaking: null,
    pin: null,
    ended: null,
    lastUpdate: null,
    corrections: [],
    wire: { source: null, credit: null, canonical: null, usageTerms: null },
    image: null,
    free: true,
    language: null,
    direction: null,
    extra: {},
    words: 1,
    references: [],
    cardHash: expect.any(String),
    copyHash: expect.any(String),
    imported: false,
    isCopy: false,
  });
});

test.each([
  [
    'Hugo',
    '+++\ntitle = "A"\ndate = 2026-05-01T08:00:00Z\nlastmod = 2026-05-02\nexpiryDate = 2026-12-31\ndescription = "D"\nkeywords = ["x", "y"]\ncategories = ["World", "UK"]\nurl = "/x/y/"\naliases = ["/old/"]\nweight = 100\ntype = "post"\n+++\n',
    {
      headline: 'A',
      dek: 'D',
      tags: ['x', 'y', 'UK'],
      section: 'World',
      permalink: '/x/y/',
      aliases: ['/old/'],
      urgency: 5,
      kind: 'news',
    },
  ],
  [
    'Jekyll',
    '---\nlayout: post\ntitle: A\ndate: 2026-05-01 08:00:00 +0000\nexcerpt: S\ncategory: World\ntags: x, y\nauthor: Ada\nredirect_from:\n  - /old/\n  - /older/\npublished: true\n---\n',
    {
      headline: 'A',
      summary: 'S',
      section: 'World',
      tags: ['x', 'y'],
      authors: ['Ada'],
      aliases: ['/old/', '/older/'],
      status: 'usable',
    },
  ],
  [
    'Eleventy',
    '---\ntitle: A\ndate: 2026-05-01\ntags:\n  - x\n  - "Paris, Texas"\nlayout: base.njk\neleventyExcludeFromCollections: true\n---\n',
    { headline: 'A', tags: ['x', 'Paris, Texas'] },
  ],
  [
    'Zola',
    '+++\ntitle = "A"\npath = "2025/02/13/Name.html"\nweight = 1\n[taxonomies]\ntags = ["x"]\ncategories = ["World"]\nauthors = ["Ada"]\n[extra]\nfoo = 1\n+++\n',
    {
      headline: 'A',
      permalink: '/2025/02/13/Name.html',
      urgency: 1,
      tags: ['x'],
      section: 'World',
      authors: ['Ada'],
      published: { ms: Date.parse('2025-02-13T00:00:00Z'), iso: '2025-02-13T00:00:00+00:00' },
    },
  ],
  [
    'Astro',
    '---\ntitle: A\npubDate: 2026-05-01\ndescription: D\nauthors:\n  - name: Ada\n    url: https://example.org\n  - id: bob\ncover:\n  src: a.jpg\n  alt: A map\ndraft: false\nfeatured: true\n---\n',
    {
      headline: 'A',
      authors: ['Ada', 'bob'],
      image: {
        src: 'a.jpg',
        alt: 'A map',
        caption: null,
        credit: null,
        rightsExpire: null,
        focus: null,
      },
      urgency: 1,
      status: 'usable',
    },
  ],
  [
    'Hexo',
    '---\ntitle: A\ndate: 2026-05-01 08:00:00\nupdated: 2026-05-02 08:00:00\ncategories:\n- World\ntags: [x]\ncomments: true\nlang: de\nthumbnail: a.jpg\n---\n',
    { headline: 'A', section: 'World', tags: ['x'], language: 'de' },
  ],
])("%s's front matter is understood", (_, text, expected) => {
  const parsed = parseText(text);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed)).toMatchObject({ ...expected, imported: true });
});

test.each([
  ['stories/2014-09-15-foo.md', 'title: A', '2014-09-15T00:00:00+01:00', 'foo'],
  ['stories/world/2014-09-15-foo/index.md', 'title: A', '2014-09-15T00:00:00+01:00', 'foo'],
  ['stories/2014-09-15-foo.md', 'title: A\npublished: true', '2014-09-15T00:00:00+01:00', 'foo'],
  ['stories/2014-09-15-foo.md', 'title: A\ndate: 2026-05-01', '2026-05-01T00:00:00+01:00', 'foo'],
  [
    'stories/foo.md',
    'title: A\npublished: true\ndate: 2026-05-01',
    '2026-05-01T00:00:00+01:00',
    'foo',
  ],
])('%s with %j is dated %s', (source, yaml, iso, slug) => {
  const parsed = parseText(`---\n${yaml}\n---\n`, source);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed)).toMatchObject({ slug, published: { iso } });
});

test.each([
  ['draft: true', 'draft'],
  ['published: false\ndate: 2026-05-01', 'draft'],
  ['permalink: false', 'draft'],
  ['status: draft', 'draft'],
  ['status: Withheld', 'withheld'],
  ['status: killed', 'canceled'],
  ['status: published', 'usable'],
  ['draft: "false"', 'usable'],
])('%j makes a story %s', (yaml, status) => {
  const date = yaml.includes('date:') ? '' : 'date: 2026-05-01\n';
  const parsed = parseText(`---\ntitle: A\n${date}${yaml}\n---\n`);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed).status).toBe(status);
});

test('a story with an error still tells its status', () => {
  expect(parseText('---\nstatus: withheld\n---\n')).toMatchObject({
    content: null,
    status: 'withheld',
  });
  expect(parseText('---\ndraft: true\n---\n', 'stories/a.md')).toMatchObject({ status: 'draft' });
  expect(parseText('---\ntitle: A\ndate: 2026-01-01\n---\n', 'stories/_drafts/a.md')).toMatchObject(
    { status: 'draft' },
  );
});

test.each([
  'permalink: /blog/{{ title | slugify }}/',
  'permalink: /:year/:title/',
  'permalink: ":categories/:title"',
  'url: /{% if x %}a{% endif %}/',
])('an address with placeholders (%j) is ignored with a warning', (yaml) => {
  const parsed = parseKeys(yaml);
  expect(storyOf(parsed).permalink).toBeNull();
  expect(parsed.problems).toMatchObject([
    { code: 'templated-address', severity: 'warning', line: 4 },
  ]);
});

test.each([
  ['description: [a, b]', 'wrong-type'],
  ['cover: {}', 'wrong-type'],
  ['category: {a: b}', 'wrong-type'],
  ['lastmod: last week', 'bad-date'],
  ['lastmod: true', 'wrong-type'],
  ['modified: 2026-03-29 01:30', 'bad-date'],
  ['lang: english please', 'bad-language'],
  ['url: https://example.org/a?b=1', 'bad-address'],
  ['url: https://example.org', 'bad-address'],
  ['author: [true]', 'wrong-type'],
])('%j, harmless under the name of another generator, only warns', (yaml, code) => {
  const parsed = parseKeys(yaml);
  expect(parsed.problems).toMatchObject([{ code, severity: 'warning', line: 4 }]);
  expect(storyOf(parsed)).toMatchObject({
    permalink: null,
    updated: null,
    language: null,
    image: null,
  });
});

test.each([
  'weight: 1000',
  'priority: 0.5',
  'priority: high',
  'type: post',
  'genre: {a: b}',
  'weight: {a: b}',
  'series: [Rail]',
  'tags: []',
  'image: []',
  'image: false',
  'aliases: []',
  'edNote: For the desk',
])('%j says nothing worth a warning', (yaml) => {
  const parsed = parseKeys(yaml);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed)).toMatchObject({ urgency: 5, kind: 'news', extra: {} });
});

test.each([
  ['dek: [a, b]', '4:6 wrong-type'],
  ['authors: [true]', '4:10 wrong-type'],
  ['updated: soon', '4:10 bad-date'],
  ['updated: {a: b}', '4:10 wrong-type'],
  ['urgency: 0', '4:10 wrong-type'],
  ['urgency: 1.5', '4:10 wrong-type'],
  ['urgency: true', '4:10 wrong-type'],
  ['urgency: [3]', '4:10 wrong-type'],
  ['kind: {a: b}', '4:7 wrong-type'],
  ['kind: [{a: b}]', '4:7 wrong-type'],
  ['status: {a: b}', '4:9 wrong-type'],
  ['draft: maybe', '4:8 wrong-type'],
  ['dir: up', '4:6 unknown-value'],
  ['language: english please', '4:11 bad-language'],
  ['canonical: example.org/a', '4:12 bad-url'],
  ['canonical: javascript:alert(1)', '4:12 bad-url'],
  ['image: {alt: x}', '4:8 wrong-type'],
  ['image:\n  src: a.jpg\n  rightsExpire: soon', '6:17 bad-date'],
  ['series: {part: 1}', '4:9 wrong-type'],
  ['permalink: ../../etc/passwd', '4:12 bad-address'],
  ['permalink: /%252e%252e/a/', '4:12 bad-address'],
  ['path: ../a', '4:7 bad-address'],
  ['aliases: [/ok/, "/a\\\\b/"]', '4:10 bad-address'],
  ['redirect_from: /con/', '4:16 bad-address'],
  ['slug: ../a', '4:7 bad-address'],
  ['corrections: Sorry', '4:14 wrong-type'],
  ['corrections:\n  - kind: update\n    text: x', '5:5 bad-correction'],
  ['corrections:\n  - date: 2026-05-02\n    text: " "', '5:5 bad-correction'],
  ['corrections:\n  - date: 2026-05-02\n    text: x\n    kind: oops', '7:11 unknown-value'],
  ['corrections:\n  - date: soon\n    text: x', '5:11 bad-date'],
  ['corrections:\n  - date: 2026-05-02\n    text: {a: b}', '6:11 wrong-type'],
])('%j is an error at its line and column', (yaml, mark) => {
  const { content, problems } = parseKeys(yaml);
  expect(marks(problems)).toEqual([mark]);
  expect(content).toBeNull();
});

test.each(['title: [a, b]', 'title: {a: b}', 'headline: [a, b]', 'headline: " "', 'title: ""', ''])(
  'a story without a usable headline (%j) is always an error',
  (yaml) => {
    const { content, problems } = parseText(`---\npublished: 2026-05-01\n${yaml}\n---\n`);
    expect(content).toBeNull();
    expect(problems).toMatchObject([{ severity: 'error' }]);
  },
);

test('corrections, series and image are read', () => {
  const story = storyOf(
    parseKeys(
      'corrections:\n  - date: 2026-05-02\n    kind: clarification\n    text: We were unclear.\n  - {date: 2026-05-03, text: Wrong name.}\nseries: {name: Rail, part: 2}\nimage: {src: a.jpg, alt: Alt, caption: C, credit: P, focus: top, rightsExpire: 2027-01-01}',
    ),
  );
  expect(story.corrections).toMatchObject([
    { date: { iso: '2026-05-02T00:00:00+01:00' }, kind: 'clarification', text: 'We were unclear.' },
    { kind: 'correction', text: 'Wrong name.' },
  ]);
  expect(story.series).toEqual({ name: 'Rail', part: 2 });
  expect(story.image).toMatchObject({
    src: 'a.jpg',
    alt: 'Alt',
    caption: 'C',
    credit: 'P',
    focus: 'top',
    rightsExpire: { iso: '2027-01-01T00:00:00+00:00' },
  });
});

test.each([
  ['stories/world/a.md', '', 'world'],
  ['stories/a.md', '', ''],
  ['stories/world/uk/a.md', '', 'world'],
  ['stories/world/flood/index.md', '', 'world'],
  ['stories/flood/index.md', '', ''],
  ['stories/world/a.md', 'section: Politics', 'Politics'],
])('the section of %s with %j is %j', (source, yaml, section) => {
  expect(storyOf(parseKeys(yaml, '', source)).section).toBe(section);
});

test('values that read like numbers or booleans are still text', () => {
  const story = storyOf(
    parseText('---\nheadline: 1984\npublished: 2026-05-01\ntags: [2026, 010]\nid: true\n---\n'),
  );
  expect(story).toMatchObject({ headline: '1984', tags: ['2026', '010'], id: 'true' });
});

test('an unknown key is kept for templates, with a warning', () => {
  const parsed = parseKeys('zebra: {a: [1, x]}');
  expect(marks(parsed.problems)).toEqual(['4:8 unknown-key (warning)']);
  expect(storyOf(parsed).extra).toEqual({ zebra: { a: [1, 'x'] } });
});

test.each([
  ['pages/about.md', '', '/about/'],
  ['pages/about/index.md', '', '/about/'],
  ['pages/desk/ethics.markdown', '', '/desk/ethics/'],
  ['pages/index.md', '', '/'],
  ['pages/a?b.md', 'permalink: /a/', '/a/'],
  ['pages/about.md', 'permalink: /ueber-uns/', '/ueber-uns/'],
])('the standing page %s with %j stands at %s', (source, yaml, url) => {
  const { content, problems } = parsePage(source, `headline: About\n${yaml}`);
  expect(problems).toEqual([]);
  expect(content).toMatchObject({ headline: 'About', url, status: 'usable' });
});

test("a standing page may carry a story's keys, and says so of none", () => {
  const { problems } = parsePage('pages/about.md', 'title: About\ndate: 2026-05-01\nauthors: Ada');
  expect(problems).toEqual([]);
});

function parsePage(source: string, yaml: string) {
  const text = `---\n${yaml}\n---\nWords.\n`;
  const bytes = Buffer.from(text);
  const zone = createZone('UTC');
  return unpackRow<StandingPage>(
    packStandingPage({ source: sourcePath(source), bytes, hash: 'hash', cut: null, zone }),
  );
}

test.each([
  ['embargo', '1 March 2031'],
  ['embargoedUntil', '1 March 2031'],
  ['expiryDate', '2026-02-30'],
  ['unpublishDate', 'soon'],
  ['embargo', true],
])('%s: %j keeps the story back: it is an error under every name', (key, value) => {
  const { content, problems } = parseKeys(`${key}: ${value}`);
  expect(content).toBeNull();
  expect(problems.map(({ severity }) => severity)).toEqual(['error']);
});

test.each(['embargoo', 'emabrgo', 'embargoUntil', 'expire', 'expiresDate'])(
  'the key "%s" would not hold a story back, and is an error',
  (key) => {
    const { content, problems } = parseKeys(`${key}: 2031-01-01`);
    expect(content).toBeNull();
    expect(problems[0]).toMatchObject({ code: 'misspelt-key', severity: 'error' });
  },
);

test.each(['Draft: true', 'DRAFT: false', 'Status: draft', 'Embargo: soon', 'Expires: 1'])(
  'the key in "%s" differs only in case from one that holds back: an error, also in an imported story',
  (yaml) => {
    for (const title of ['title: A', 'headline: A']) {
      const { content, problems } = parseText(`---\n${title}\ndate: 2026-05-01\n${yaml}\n---\n`);
      expect(content).toBeNull();
      expect(problems).toMatchObject([{ code: 'misspelt-key', severity: 'error', line: 4 }]);
    }
  },
);

test.each([
  ['statsu: withheld', 'error'],
  ['state: Killed', 'error'],
  ['darft: true', 'error'],
  ['drafts: "true"', 'error'],
  ['state: NY', 'warning'],
  ['state: published', 'warning'],
  ['state: {a: b}', 'warning'],
  ['drafts: 3', 'warning'],
])('%j, nearly a key that holds back, is an %s, also in an imported story', (yaml, severity) => {
  for (const title of ['title: A', 'headline: A']) {
    const { problems } = parseText(`---\n${title}\ndate: 2026-05-01\n${yaml}\n---\n`);
    expect(problems).toMatchObject([{ severity }]);
  }
});

test.each([
  ['embargo_date: 2031-01-01', 'embargo', 'error'],
  ['EmbargoUntilFurther: 2031-01-01 10:00', 'embargo', 'error'],
  ['expiry: 2031-01-01', 'expires', 'error'],
  ['expirationDate: 2031-01-01', 'expires', 'error'],
  ['unpublish_on_the_day: 2031-02-30', 'expires', 'error'],
  ['expiration_policy: never', 'expires', 'warning'],
])('%j is an error that names "%s", and in an imported story an %s', (yaml, key, imported) => {
  expect(parseKeys(yaml).problems).toMatchObject([
    { severity: 'error', hint: expect.stringContaining(`"${key}"`) },
  ]);
  const { problems } = parseText(`---\ntitle: A\ndate: 2026-05-01\n${yaml}\n---\n`);
  expect(problems).toMatchObject([{ severity: imported }]);
});

test.each([
  ['date: 2026-05-01\npublishDate: 2026-06-01', '2026-05-01', '2026-06-01'],
  ['date: 2026-05-01\npublishDate: 2026-04-01', '2026-05-01', null],
  ['publishDate: 2026-06-01', '2026-06-01', null],
  ['date: 2026-05-01\npublishDate: 2026-06-01\nembargo: 2026-05-15', '2026-05-01', '2026-05-15'],
  ['date: 2026-05-01\npublishDate: true', '2026-05-01', null],
])('%j is dated %s and held until %s, in a story and on a page', (yaml, date, embargo) => {
  const at = (day: string) => ({ iso: expect.stringContaining(day) });
  const expected = { published: at(date), embargo: embargo === null ? null : at(embargo) };
  expect(storyOf(parseText(`---\ntitle: A\n${yaml}\n---\n`))).toMatchObject(expected);
  expect(parsePage('pages/a.md', `title: A\n${yaml}`).content).toMatchObject(expected);
});

test.each(['', 'published: true', 'date: 1 May'])('a page with %j waits for nothing', (yaml) => {
  const { content } = parsePage('pages/a.md', `title: A\n${yaml}`);
  expect(content).toMatchObject({ published: null, embargo: null });
});

test("a page whose file's name cannot be an address says so of the file", () => {
  const { content, problems } = parsePage('pages/a?b.md', 'headline: A');
  expect(content).toBeNull();
  expect(marks(problems)).toEqual(['1:1 bad-address']);
  expect(problems[0]?.message).toBe(
    'The name of this file cannot be the address of its page: it contains the character ?.',
  );
});

test.each([
  [
    'categories: [[Diary, PlayStation], [Games]]',
    { section: 'Diary', tags: ['PlayStation', 'Games'] },
  ],
  ['genre: Opinion', { kind: 'opinion' }],
  ['series: {title: Rail, part: "2"}', { series: { name: 'Rail', part: 2 } }],
  ['series: {title: Rail, part: two}', { series: { name: 'Rail', part: null } }],
  ['image: my%20pic.svg', { image: { src: 'my pic.svg' } }],
  ['cover: {src: my%20pic.svg}', { image: { src: 'my pic.svg' } }],
  ['image: 100%.svg', { image: { src: '100%.svg' } }],
  ['image: https://example.org/a%20b.svg', { image: { src: 'https://example.org/a%20b.svg' } }],
])('%j is understood', (yaml, expected) => {
  const parsed = parseKeys(yaml);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed)).toMatchObject(expected);
});

test.each([
  '{ a: b }',
  '[{ a: b }]',
  '[[1], [2]]',
  '[]',
  '{}',
  '~',
  '""',
  '[""]',
  '[" "]',
  '0',
  '[true]',
])('a story is not lost without a word, whatever key has the value %s', (value) => {
  for (const key of KNOWN_KEYS) {
    const [table, part] = key.split('.');
    const yaml = part === undefined ? `${key}: ${value}` : `${table}: { ${part}: ${value} }`;
    const others = { headline: 'headline: A', published: 'published: 2026-05-01' };
    for (const left of [
      { ...others, [key]: '' },
      { ...others, headline: '' },
    ]) {
      const lines = [...Object.values(left), yaml].filter((line) => line !== '').join('\n');
      const { content, problems } = parseText(`---\n${lines}\n---\nWords.\n`);
      const isLost = content === null && problems.length === 0;
      expect([lines, isLost]).toEqual([lines, false]);
    }
  }
});

test.each([
  ['free: { a: b }', 'wrong-type'],
  ['draft: [{ a: b }]', 'wrong-type'],
  ['embargo: { a: b }', 'wrong-type'],
])('a table where none belongs is an error at its place: %s', (yaml, code) => {
  expect(marks(parseKeys(yaml).problems)).toEqual([`4:${yaml.indexOf(':') + 3} ${code}`]);
});

test('a list of one is that one, also for a switch', () => {
  expect(storyOf(parseKeys('draft: [true]')).status).toBe('draft');
});

test('a key with a point in its name is no part of a table', () => {
  const parsed = parseKeys('taxonomies: { tags: [x] }\n"taxonomies.tags": mine');
  expect(storyOf(parsed)).toMatchObject({ tags: ['x'], extra: { 'taxonomies.tags': 'mine' } });
});
