import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

const marks = (html: string) =>
  [...html.matchAll(/href="#fn-(\d+)"/g)].map(([, number]) => Number(number));
const notes = (html: string) =>
  [...html.matchAll(/<li id="fn-\d+">\n([\s\S]*?)\n<\/li>/g)].map(([, note]) =>
    (note ?? '').replace(/ <a href="#fnref[^>]*>↩<\/a>/g, '↩'),
  );

test('a footnote is printed at the end, with a way back', () => {
  expect(htmlOf('Word[^1].\n\n[^1]: The *note*.')).toBe(
    '<p>Word<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup>.</p>\n' +
      '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n<li id="fn-1">\n' +
      '<p>The <em>note</em>. <a href="#fnref-1" class="footnote-back" aria-label="Back to the text">↩</a></p>\n' +
      '</li>\n</ol>\n</section>\n',
  );
});

test.each([
  [
    'numbers follow the references',
    'A[^z], b[^a], c[^z].\n\n[^a]: One.\n\n[^z]: Two.',
    [1, 2, 1],
    ['<p>Two.↩↩</p>', '<p>One.↩</p>'],
  ],
  ['definitions may come first', '[^1]: Note.\n\nWord[^1].', [1], ['<p>Note.↩</p>']],
  [
    'definitions may follow one another',
    'A[^1] b[^2]\n\n[^1]: One.\n[^2]: Two.',
    [1, 2],
    ['<p>One.↩</p>', '<p>Two.↩</p>'],
  ],
  ['a definition may interrupt a paragraph', 'Word[^1].\n[^1]: Note.', [1], ['<p>Note.↩</p>']],
  [
    'a note may have paragraphs',
    'A[^1]\n\n[^1]: One.\n\n    Two.\n\n    - Three\n\nAfter.',
    [1],
    ['<p>One.</p>\n<p>Two.</p>\n<ul>\n<li>Three</li>\n</ul>\n<p>↩</p>'],
  ],
  ['a note may run over lines', 'A[^1]\n\n[^1]: One\ntwo.', [1], ['<p>One\ntwo.↩</p>']],
  ['a note may stand in a quotation', '> A[^1]\n>\n> [^1]: Note.', [1], ['<p>Note.↩</p>']],
  [
    'a note may refer to another',
    'A[^1]\n\n[^1]: See[^2].\n\n[^2]: Last.',
    [1, 2],
    [
      '<p>See<sup class="footnote-ref"><a href="#fn-2" id="fnref-2">2</a></sup>.↩</p>',
      '<p>Last.↩</p>',
    ],
  ],
  [
    'the first of two definitions counts',
    'A[^1]\n\n[^1]: One.\n\n[^1]: Two.',
    [1],
    ['<p>One.↩</p>'],
  ],
  ['a label may be a word', 'A[^__proto__]\n\n[^__proto__]: Note.', [1], ['<p>Note.↩</p>']],
])('%s', (_, body, numbers, texts) => {
  const { html, problems } = render(body);
  expect(problems).toEqual([]);
  expect(marks(html)).toEqual(numbers);
  expect(notes(html)).toEqual(texts);
});

test('every reference has an id, and every way back leads to one', () => {
  const html = htmlOf('A[^1] b[^1] c[^2] d[^1]\n\n[^1]: One.\n[^2]: Two.');
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(targets));
  expect(parseFragment(html).childNodes.length).toBeGreaterThan(1);
});

test('a label that nothing defines stays text', () => {
  expect(htmlOf('Word[^1] and [^ ].')).toBe('<p>Word[^1] and [^ ].</p>\n');
});

test('a footnote that nothing refers to is a warning at its line', () => {
  const { html, problems } = render('Words.\n\n[^1]: Note\n\n> [^2]: Other', {
    above: '---\n---\n',
  });
  expect(html).toBe('<p>Words.</p>\n<blockquote>\n</blockquote>\n');
  expect(problems).toMatchObject([
    { code: 'unused-footnote', severity: 'warning', line: 5, column: 1 },
    { code: 'unused-footnote', severity: 'warning', line: 7, column: 3 },
  ]);
});

test('a broken link in a footnote is reported at its line', () => {
  const body = '[^1]: See [x](gone.md).\n\nA [x](gone.md) b[^1].\n';
  const links = { 'gone.md': { kind: 'missing', severity: 'error', guess: null } } as const;
  expect(render(body, { links }).problems.map(({ line, column }) => [line, column])).toEqual([
    [3, 3],
    [1, 11],
  ]);
});

test("a footnote's words are in the story's language", () => {
  expect(htmlOf('A[^1]\n\n[^1]: B', { language: 'de' })).toContain('aria-label="Fußnoten"');
});

test('a label in code is no reference', () => {
  expect(htmlOf('`[^1]` and word[^1]\n\n[^1]: Note.')).toContain('<code>[^1]</code>');
});
