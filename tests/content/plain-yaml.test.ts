import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitFences } from '../../src/content/fences.ts';
import { parseFrontMatter } from '../../src/content/front-matter.ts';
import { readPlainYaml } from '../../src/content/plain-yaml.ts';

/** What js-yaml makes of it, or null if it is broken: a comment is nothing that is read line by line. */
function readWithParser(yaml: string) {
  const text = `${yaml}\n# The end.\n`;
  expect(readPlainYaml(text)).toBe(null);
  const matter = parseFrontMatter({ language: 'yaml', text, line: 2 }, (position) => ({
    file: 'a.md',
    text,
    position,
  }));
  return 'code' in matter ? null : matter.data;
}

function expectSameReading(yaml: string): void {
  const plain = readPlainYaml(yaml);
  if (plain !== null) expect(plain).toEqual(readWithParser(yaml));
}

test.each([
  'headline: The harbour is closed',
  'headline: "The harbour: closed"\ndek: \'Nobody "knew"\'',
  'headline: “Closed” — for good\npublished: 2026-05-01T07:30:00+01:00',
  'tags: [harbour, sea wall, "King\'s Cross", 2026]\nauthors: []',
  'tags:\n  - harbour\n  - sea wall\nauthors:\n- Ada\n- Émile',
  'image:\n  src: map.svg\n  alt: A map\n\nurgency: 3\nfree: false\ndek: null\nsummary:',
  'corrections:\n  - date: 2026-05-01\n    text: It was Tuesday\n  - date: 2026-05-02\n    kind: clarification\n    text: "No: Wednesday"',
  'series:\n    name: The wall\n    part: 2\nlinks:\n  more:\n    - a\n    - b',
  'headline: "\\"No,\\" she said"\ndek: \'It\'\'s late\'\nsummary: "C:\\\\news"',
  'headline: Trailing spaces   \ntags: [ a , b ]  ',
])('what most stories have is read line by line, as YAML says: %j', (yaml) => {
  expect(readPlainYaml(yaml)).not.toBe(null);
  expectSameReading(yaml);
});

test('so is the front matter of the sample newspaper', () => {
  const files = readdirSync('stories', { recursive: true, encoding: 'utf8' });
  const matters = files
    .filter((file) => file.endsWith('.md'))
    .map((file) => splitFences(readFileSync(`stories/${file}`, 'utf8'), file))
    .map((fenced) => ('code' in fenced ? '' : (fenced.matter?.text ?? '')));
  for (const matter of matters) expectSameReading(matter);
  const plain = matters.filter((matter) => readPlainYaml(matter) !== null);
  expect(plain.length / matters.length).toBeGreaterThan(0.8);
});

test.each([
  'headline: Two: colons',
  'headline: A comment # here',
  'headline: over\n  two lines',
  'headline: |\n  A block',
  'headline: *alias',
  'headline: "An\\nescape"',
  "headline: 'It's'",
  'headline: A\nheadline: B',
  'headline:\tA',
  '  headline: moved in\ndek: not',
  'tags: [a, [b]]',
  'tags: [a, ]',
  'tags: [a: b]',
  'tags: {a: b}',
  'tags: [a,\n  b]',
  'tags:\n  - a\n - b',
  'tags:\n  - a\n  b: c',
  'image:\n    src: a\n  alt: b',
  'true: yes',
  '__proto__: a',
  '- a',
  '---\nheadline: A',
  'headline: A\n...',
  '"headline": A',
  'headline : A',
  'a:\n b:\n  c:\n   d:\n    e:\n     f: g',
])('all else is left to the parser: %j', (yaml) => {
  expect(readPlainYaml(yaml)).toBe(null);
});

const WORD = fc.constantFrom(
  ...['harbour', 'a', 'b c', 'Émile', '“so”', '2026', '010', '1.10', '-1', '1e3', '0x1F', '.5'],
  ...['true', 'False', 'null', '~', 'yes', 'no', '2026-05-01', '10:30', 'a:b', 'a: b', 'a:'],
  ...['a #b', 'a#b', '#a', '- a', '-', '*a', '&a', '!a', '|', '>', '%a', '@a', '`a`', '?', '? a'],
  ...[
    '"a"',
    '"a: b"',
    '"a',
    "'a'",
    "'it''s'",
    '"\\n"',
    '""',
    '{a: b}',
    '{}',
    '[a]',
    '[]',
    '[a',
    ']',
  ],
  ...[
    'a, b',
    ',',
    'a\u00a0',
    '\u00a0a',
    '\ufeff',
    '\u2028',
    'a\tb',
    '\u0007',
    '😀',
    'a\\b',
    '..',
    '...',
    '---',
  ],
  ...['http://example.org/', '$5', '(a)', '/a.png', '_a', '<b>', 'a"b', "a'b", 'a]b', 'a}b', ''],
);
const VALUE = fc.oneof(
  WORD,
  fc.array(WORD, { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
  WORD.map((word) => `"${word}"`),
  WORD.map((word) => `'${word}'`),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);
const SPACES = fc.constantFrom('', '', '', '  ', '  ', '    ', ' ');
const KEY = fc.constantFrom(
  'a',
  'b',
  'c',
  'd',
  'e-f',
  'g_1',
  'true',
  'null',
  '__proto__',
  'ü',
  '1',
);
const OUTER = fc.constantFrom('', '', ' ', '  ');
const LINE = fc.oneof(
  fc.tuple(SPACES, KEY, VALUE).map(([margin, key, value]) => `${margin}${key}: ${value}`),
  fc.tuple(SPACES, KEY).map(([margin, key]) => `${margin}${key}:`),
  fc.tuple(SPACES, VALUE).map(([margin, value]) => `${margin}- ${value}`),
  fc.tuple(SPACES, KEY, VALUE).map(([margin, key, value]) => `${margin}- ${key}: ${value}`),
  fc.tuple(SPACES, VALUE, OUTER).map(([margin, value, end]) => `${margin}${value}${end}`),
);

/** What is mostly plain, with a line here and there that is not. */
const CALM = fc.constantFrom(
  'harbour',
  'sea wall',
  'Émile',
  '“so”',
  '2026',
  '010',
  'true',
  '"a: b"',
  "'it''s'",
  '[a, "b"]',
);
const BLOCKS = fc.oneof(
  { weight: 4, arbitrary: CALM.map((value) => [`: ${value}`]) },
  fc
    .array(CALM, { minLength: 1, maxLength: 3 })
    .map((items) => [':', ...items.map((item) => `  - ${item}`)]),
  fc
    .array(CALM, { minLength: 1, maxLength: 3 })
    .map((items) => [':', ...items.map((item, i) => `  k${i}: ${item}`)]),
  fc
    .array(fc.tuple(CALM, CALM), { minLength: 1, maxLength: 3 })
    .map((items) => [':', ...items.flatMap(([a, b]) => [`  - x: ${a}`, `    y: ${b}`])]),
  VALUE.map((value) => [`: ${value}`]),
  LINE.map((line) => [':', line]),
);
const DOCUMENT = fc
  .array(BLOCKS, { minLength: 1, maxLength: 5 })
  .map((blocks) =>
    blocks.map(([first, ...more], i) => [`key${i}${first}`, ...more].join('\n')).join('\n'),
  );

test('whatever is read line by line comes out as the parser reads it', () => {
  let plain = 0;
  const compare = (yaml: string) => {
    if (readPlainYaml(yaml) !== null) plain++;
    expectSameReading(yaml);
  };
  const wild = fc.array(LINE, { minLength: 1, maxLength: 7 }).map((lines) => lines.join('\n'));
  fc.assert(fc.property(wild, compare), { numRuns: 40_000 });
  fc.assert(fc.property(DOCUMENT, compare), { numRuns: 10_000 });
  // And that is no empty promise.
  expect(plain).toBeGreaterThan(4000);
});
