import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countWords,
  findReferences,
  firstParagraph,
  isLocalReference,
  normalizeReference,
} from '../../src/content/body.ts';
import { createMarkdown } from '../../src/content/markdown/markdown.ts';
import { createMessages } from '../../src/messages/messages.ts';

test.each([
  ['', 0],
  ['One two  three\nfour', 4],
  ["don't well-known 1,234.5 dogs' it’s", 5],
  ['“Quoted,” he said — and … left.', 5],
  ['A [link text](https://example.org/a/b/c) here', 4],
  ['![Two words](map.svg "Not counted")', 2],
  ['An [unfinished](link\nand more', 5],
  ['<p class="a b c">Two words</p><br/><!-- a note -->', 2],
  ['3 < 4 and 5 > 4', 5],
  ['東京タワー', 5],
  ['你好，世界。', 4],
  ['𠮷野家', 3],
  ['안녕하세요 세계', 2],
  ['Łódź naïve Ελλάδα Привет', 4],
  ['soft\u00adhyphen', 1],
  ['It costs 5 € → 6 € 🎉 2 × 3', 6],
  ['# Heading\n\n- item\n- *item*\n\n> quote', 4],
])('%j has %i words', (text, words) => {
  expect(countWords(text)).toBe(words);
});

test.each([
  ['First.\n\nSecond.', 'First.'],
  ['First line\nsecond line\n\nSecond.', 'First line second line'],
  ['# Heading\n\n> quote\n\n- list\n\n![image](a.png)\n\n<div>\n\nWords.', 'Words.'],
  ['*Emphasis*, **strong**, `code` and ~~gone~~.', 'Emphasis, strong, code and gone.'],
  ['A [link](a.md), a [reference][b] and a note[^1].', 'A link, a reference and a note.'],
  ['snake_case and 2 * 3 * 4', 'snake_case and 2 * 3 * 4'],
  ['An \\*asterisk\\* and <b>bold</b>.', 'An *asterisk* and bold.'],
  ['{% include x %}\n\nWords.', 'Words.'],
  ['', ''],
  ['# Only a heading', ''],
  ['::: note\n\nAside.\n\n::: factbox\n\nInner.\n\n:::\n\nAside.\n\n:::\n\nWords.', 'Words.'],
  [':::: note\n\n::: factbox\n\nInner.\n\n:::\n\nAside.\n\n::::\n\nWords.', 'Words.'],
  ['::: note\n\n```\n:::\n```\n\nAside.\n\n:::\n\nWords.', 'Words.'],
  ['```\ncode\n\nmore code\n```\n\nWords.', 'Words.'],
  ['~~~~ js\ncode\n\n~~~\n\ncode\n~~~~\nWords.', 'Words.'],
  ['    code\n\n\n\tcode\n\n  Words.', 'Words.'],
  ['Words.\n::: note\nAside.\n:::', 'Words.'],
])('the first paragraph of %j is %j', (body, expected) => {
  expect(firstParagraph(body)).toBe(expected);
});

test.each([
  ['<!-- Desk note:\n\nThe minister denied this off the record.\n-->\n\nWords.', 'Words.'],
  ['Real <!-- secret > hidden --> words.', 'Real words.'],
  ['<!-- never closed\n\nSecret.', ''],
  [`# A\n\n<!--${'\n\nSecret.'.repeat(2000)}\n-->\n\nWords.`, ''],
  ['Words.<!-- a --> More.<!-- b\n\nSecret.', 'Words. More.'],
])('no comment of the desk gets into a summary (%#)', (body, expected) => {
  expect(firstParagraph(body)).toBe(expected);
});

test('a long first paragraph is cut between words', () => {
  const summary = firstParagraph('word '.repeat(200));
  expect(summary).toMatch(/^(?:word )+word…$/);
  expect(summary.length).toBeLessThanOrEqual(281);
});

test.each([
  ['[a](b.md)', ['b.md']],
  ['[a](../x/b.md#part "A title")', ['../x/b.md']],
  ['[a](<b (2).md>)', ['b (2).md']],
  ['[a](b(2).md)', ['b(2).md']],
  ['[a](b%20c.md) [a](b\\_c.md) [a](b&amp;c.md)', ['b c.md', 'b_c.md', 'b&c.md']],
  ['![map](map.svg) ![](photos/a.jpg)', ['map.svg', 'photos/a.jpg']],
  ['[a]: b.md "title"\n\n[c]:\n  <d e.md>', ['b.md', 'd e.md']],
  ['> [a]: b.md\n\n- item\n\n  [c]: d.md', ['b.md', 'd.md']],
  ['[a\nb]: c.md', ['c.md']],
  ['::: video clip.mp4\n:::\n\n> ::: Video other.mp4', ['clip.mp4', 'other.mp4']],
  ['[^1]: Not a definition of a link.', []],
  ['[a](https://example.org/b.md) [a](//x.org/b.md) [a](mailto:a@b.c) [a](#b) [a](/about/)', []],
  ['[a](/stories/world/b.md) [a](@/world/c.md)', ['/stories/world/b.md', '@/world/c.md']],
  ['No references at all.', []],
])('the references of %j are %j', (body, expected) => {
  expect(findReferences(body)).toEqual(expected);
});

test('whatever markdown links to was found before it was rendered', () => {
  const markdown = createMarkdown({
    gfm: true,
    messages: createMessages({ language: 'en', words: {} }),
    smartTypography: true,
    rawHtml: 'sanitize',
    origin: null,
    base: '',
    urls: 'directory',
  });
  const part = fc
    .stringMatching(/^[a-zA-Z0-9_~żß東.-]{1,8}$/)
    .filter((text) => !/^\.*$/.test(text));
  const path = fc
    .tuple(
      fc.constantFrom('', '../', './', '@/', '/stories/'),
      fc.array(part, { minLength: 1, maxLength: 3 }),
    )
    .map(([start, parts]) => `${start}${parts.join('/')}.md`);
  const link = fc.constantFrom(
    (to: string) => `[words](${to})`,
    (to: string) => `Some [words *and*](${to} "A title") here.`,
    (to: string) => `[words](<${to}>)`,
    (to: string) => `[words]( ${to}#fragment 'A title')`,
    (to: string) => `[words][ref] and\n\n[ref]: ${to}`,
    (to: string) => `[ref]\n\n> [ref]:\n> <${to}> "A title"`,
    (to: string) => `- [words](${to})\n  1. [words](a(${to}))`,
    (to: string) => `| a |\n|---|\n| [words](${to}) |`,
    (to: string) => `note[^1]\n\n[^1]: See [words](${to}).`,
    (to: string) => `::: note A [title](${to})\n[words](${to})\n:::`,
    (to: string) => `[![words](${to}.svg)](${to})`,
    (to: string) => `::: video clips${to.replace(/^[^a-z]*/i, '/')}.mp4\n:::`,
  );
  fc.assert(
    fc.property(path, link, (to, write) => {
      const body = write(to);
      const links = Object.fromEntries(
        findReferences(body).map((reference) => [
          reference,
          { kind: 'found' as const, href: '/x/' },
        ]),
      );
      const { html, problems } = markdown({
        file: 'a.md',
        text: body,
        body,
        language: 'en',
        links,
      });
      expect(problems).toEqual([]);
      expect(html).toMatch(/(?:href|src)="\/x\/(?:#fragment)?"/);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['a%2', 'a%2'],
  ['a%20b.md?x#y', 'a b.md'],
  ['%E0%A4%A.md', '%E0%A4%A.md'],
])('the destination %j is looked up as %j', (destination, expected) => {
  expect(normalizeReference(destination)).toBe(expected);
});

test.each([
  ['a.md', true],
  ['/a.md', true],
  ['/a.svg', false],
  ['', false],
  ['javascript:a.md', false],
  ['//a.md', false],
])('%j is a file of this site: %s', (reference, expected) => {
  expect(isLocalReference(reference)).toBe(expected);
});

test.each([
  '](',
  '](a(',
  '<',
  '<a ',
  '[a]: ',
  '[',
  '](<',
  '[a\n',
  '::: video ',
  '`*_',
  '<!--',
  '<!-- a -->',
  ':::\n',
  '::: a\n',
  '```\n',
])('a long run of %j is gone through to its end', (unit) => {
  const text = unit.repeat(50_000);
  expect(countWords(text)).toBeGreaterThanOrEqual(0);
  expect(findReferences(text).length).toBeGreaterThanOrEqual(0);
  expect(firstParagraph(text).length).toBeLessThanOrEqual(281);
});
