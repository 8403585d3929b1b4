import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MatterLanguage } from '../../src/content/fences.ts';
import { parseFrontMatter } from '../../src/content/front-matter.ts';
import { marks, parseKeys, parseText, storyOf } from './parse.ts';

function parse(text: string, language: MatterLanguage = 'yaml') {
  return parseFrontMatter({ language, text, line: 2 }, (position) => ({
    file: 'a.md',
    text: `---\n${text}\n---\n`,
    position,
  }));
}

function dataOf(text: string, language: MatterLanguage = 'yaml') {
  const matter = parse(text, language);
  return 'data' in matter ? { ...matter.data } : matter;
}

test.each([
  ['2026-03-01', '2026-03-01'],
  ['2026-13-45', '2026-13-45'],
  ['2026-03-01T07:30:00Z', '2026-03-01T07:30:00Z'],
  ['010', '010'],
  ['0x1F', '0x1F'],
  ['1.10', '1.10'],
  ['10:30', '10:30'],
  ['1_000', '1_000'],
  ['.5', '.5'],
  ['1e999', '1e999'],
  ['.inf', '.inf'],
  ['yes', 'yes'],
  ['no', 'no'],
  ['on', 'on'],
  ['2026', 2026],
  ['-3', -3],
  ['1.5', 1.5],
  ['true', true],
  ['False', false],
  ['~', null],
  ['null', null],
  ['', null],
  ['"true"', 'true'],
])('the YAML value %s is read as %j', (written, value) => {
  expect(dataOf(`key: ${written}`)).toEqual({ key: value });
});

test('TOML keeps dates as text and large numbers exact', () => {
  expect(
    dataOf(
      'a = 2026-03-01\nb = 2026-03-01T07:30:00Z\nc = 07:30:00\nd = 1.5\n[e]\nf = ["g"]',
      'toml',
    ),
  ).toEqual({
    a: '2026-03-01',
    b: '2026-03-01T07:30:00.000Z',
    c: '07:30:00.000',
    d: 1.5,
    e: { f: ['g'] },
  });
});

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, index) => {
    const before = 'abcdefgh'.charAt(index);
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  })
  .join('\n')}`;

test.each<[string, string, MatterLanguage]>([
  ['aliases that multiply', BOMB, 'yaml'],
  ['an alias that holds itself', 'a: &a [*a]', 'yaml'],
  ['brackets nested a thousand deep', `a: ${'['.repeat(1000)}${']'.repeat(1000)}`, 'yaml'],
  ['brackets nested fifty deep', `a: ${'['.repeat(50)}${']'.repeat(50)}`, 'yaml'],
  ['lists nested a thousand deep', `a:\n  ${'- '.repeat(1000)}x`, 'yaml'],
  ['JSON nested ten thousand deep', `{"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'json'],
  ['six thousand values', `a: [${'x, '.repeat(6000)}]`, 'yaml'],
])('%s: too much front matter is an error', (_, text, language) => {
  expect(parse(text, language)).toMatchObject({
    code: 'front-matter-size',
    severity: 'error',
    line: 2,
  });
});

test.each<[string, MatterLanguage]>([
  ['a: 1\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n', 'yaml'],
  [
    '{"a": 1, "__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}',
    'json',
  ],
  ['a = 1\n[__proto__]\npolluted = "yes"\n[constructor.prototype]\npolluted = "yes"', 'toml'],
])('keys named like members of objects change no object: %j', (text, language) => {
  const matter = parse(text, language);
  const data = 'data' in matter ? matter.data : {};
  expect(Object.getPrototypeOf(data)).toBeNull();
  expect(Object.keys(data)).toEqual(['a', 'constructor']);
  expect(Object.getPrototypeOf(data.constructor)).toBeNull();
  expect('polluted' in {}).toBe(false);
});

test('no key has an effect on anything but its own value', () => {
  const hashes = { hash: '', cardHash: '', copyHash: '' };
  const before = Object.getOwnPropertyNames(Object.prototype).sort();
  const plain = storyOf(parseKeys(''));
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    '__append',
    '__output',
    'escapeFn',
    'include',
    'rethrow',
    'locals',
    'settings',
    'then',
    'toJSON',
    'length',
  );
  const value = fc.constantFrom(
    '"x"',
    'true',
    '{polluted: true}',
    '[polluted]',
    '{__proto__: {polluted: true}}',
    '{toString: 1}',
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }), (pairs) => {
      const parsed = parseKeys(pairs.map(([name, written]) => `${name}: ${written}`).join('\n'));
      const { extra, ...read } = storyOf(parsed);
      expect({ ...read, ...hashes }).toEqual({ ...plain, ...hashes, extra: undefined });
      expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
      expect(Object.keys(extra)).toEqual(
        pairs.map(([name]) => name).filter((name) => name !== '__proto__'),
      );
      expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
      expect('polluted' in {}).toBe(false);
    }),
  );
});

test('half of a character, written as an escape, becomes a replacement character', () => {
  expect(dataOf('{"a": "x\\ud800y", "\\udc00": 1}', 'json')).toEqual({
    a: 'x\ufffdy',
    '\ufffd': 1,
  });
});

test.each([
  ['a key twice', '---\nheadline: A\nheadline: B\n---\n', '3:1 bad-yaml'],
  ['a tab for indentation', '---\nheadline: A\nimage:\n\tsrc: a.jpg\n---\n', '4:1 bad-yaml'],
  ['a colon in text', '---\nheadline: Rail: the plan\n---\n', '2:15 bad-yaml'],
  ['a quotation mark that is not closed', '---\nheadline: "A\n---\n', '3:1 bad-yaml'],
  ['an unknown tag', '---\nheadline: !!js/function "x"\n---\n', '2:28 bad-yaml'],
  ['bad TOML', '+++\nheadline = "A"\npublished = yesterday\n+++\n', '3:13 bad-toml'],
  ['a key twice in TOML', '+++\nheadline = "A"\nheadline = "B"\n+++\n', '3:1 bad-toml'],
  ['bad JSON at the top', '{\n  "headline": "A",\n}\n', '3:1 bad-json'],
  ['bad JSON between fences', '---json\n{\n  "headline": nope\n}\n---\n', '3:16 bad-json'],
])('%s is an error at its line and column', (_, text, mark) => {
  expect(marks(parseText(text).problems)).toEqual([mark]);
});

test.each<[string, MatterLanguage, (string | number)[], string]>([
  ['a: 1\nb: 2', 'yaml', ['b'], '3:4'],
  ['a:\n  - x: 1\n  - x: 2', 'yaml', ['a', 1, 'x'], '4:8'],
  ['"a b": 1', 'yaml', ['a b'], '2:8'],
  ['a:\nb: 1', 'yaml', ['a'], '2:1'],
  ['a: 1', 'yaml', ['missing'], '2:1'],
  ['a: 1', 'yaml', [], '2:1'],
  ['a = 1\nb = 2', 'toml', ['b'], '3:5'],
  ['[t]\nx = 1\nb = 2', 'toml', ['t', 'b'], '4:5'],
  ['{"a": 1,\n "b": 2}', 'json', ['b'], '3:7'],
])('in %j (%s) the value of %j stands at %s', (text, language, path, where) => {
  const matter = parse(text, language);
  const place = 'locate' in matter ? matter.locate(path).position : null;
  expect(`${place?.line}:${place?.column}`).toBe(where);
});
