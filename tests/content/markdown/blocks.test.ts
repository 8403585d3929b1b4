import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

test.each([
  ['a note', '::: note\nWords.\n:::\n', '<aside class="note">\n<p>Words.</p>\n</aside>\n'],
  ['a name in capitals', ':::Note\nWords.\n:::', '<aside class="note">\n<p>Words.</p>\n</aside>\n'],
  [
    'a title',
    '::: factbox The *facts* :::\n- One\n:::',
    '<aside class="factbox" aria-labelledby="factbox-title">\n<p class="block-title" id="factbox-title">The <em>facts</em></p>\n<ul>\n<li>One</li>\n</ul>\n</aside>\n',
  ],
  [
    'a quotation with a name',
    '::: pullquote\nWords.\n\n-- Ada Lovelace\n:::',
    '<figure class="pullquote">\n<blockquote>\n<p>Words.</p>\n</blockquote>\n<figcaption><p>Ada Lovelace</p>\n</figcaption>\n</figure>\n',
  ],
  [
    'a quotation without a name',
    '::: pullquote\nWords.\n:::',
    '<figure class="pullquote">\n<blockquote>\n<p>Words.</p>\n</blockquote>\n</figure>\n',
  ],
  [
    'a block after a paragraph',
    'Above\n::: note\nWords.\n:::\nBelow',
    '<p>Above</p>\n<aside class="note">\n<p>Words.</p>\n</aside>\n<p>Below</p>\n',
  ],
  [
    'a block in a list',
    '- Item\n\n  ::: note\n  Words.\n  :::\n',
    '<ul>\n<li><p>Item</p>\n<aside class="note">\n<p>Words.</p>\n</aside>\n</li>\n</ul>\n',
  ],
  [
    'a block in a quotation',
    '> ::: note\n> Words.\n> :::\n',
    '<blockquote>\n<aside class="note">\n<p>Words.</p>\n</aside>\n</blockquote>\n',
  ],
  [
    'blocks in a block',
    ':::: note\n::: factbox\nInner.\n:::\nOuter.\n::::\n',
    '<aside class="note">\n<aside class="factbox">\n<p>Inner.</p>\n</aside>\n<p>Outer.</p>\n</aside>\n',
  ],
  [
    'blocks in a block with as many colons',
    '::: note\n::: factbox\nInner.\n:::\nOuter.\n:::\n',
    '<aside class="note">\n<aside class="factbox">\n<p>Inner.</p>\n</aside>\n<p>Outer.</p>\n</aside>\n',
  ],
  [
    'colons in code',
    '::: note\n```\n:::\n::: note\n```\n:::\n',
    '<aside class="note">\n<pre><code>:::\n::: note\n</code></pre>\n</aside>\n',
  ],
  ['an empty block', '::: note\n:::\n', '<aside class="note">\n</aside>\n'],
  ['an example in code', '```\n::: note\n```\n', '<pre><code>::: note\n</code></pre>\n'],
])('%s', (_, body, html) => {
  expect(render(body)).toMatchObject({ html, problems: [] });
});

test.each([
  ['a film of the site', '::: video clip.mp4\n:::', 'src="/a/clip.mp4"'],
  [
    'a film elsewhere',
    '::: video https://example.com/a.webm?x=1&y=2\n:::',
    'src="https://example.com/a.webm?x=1&amp;y=2"',
  ],
])('%s gets a player', (_, body, src) => {
  const links = { 'clip.mp4': { kind: 'found', href: '/a/clip.mp4' } } as const;
  expect(htmlOf(body, { links })).toBe(
    `<figure class="video">\n<video controls preload="none" ${src}></video>\n</figure>\n`,
  );
});

test('a page with a film gets a link, and nothing of it is loaded', () => {
  expect(
    htmlOf('::: video https://example.com/watch?v=1\nThe *caption*.\n:::', { language: 'fr' }),
  ).toBe(
    '<figure class="video">\n<p><a href="https://example.com/watch?v=1" rel="external noopener">Voir la vidéo</a></p>\n<figcaption><p>The <em>caption</em>.</p>\n</figcaption>\n</figure>\n',
  );
});

test('a film that does not exist leaves its caption', () => {
  const links = {
    'gone.mp4': { kind: 'missing', severity: 'warning', guess: 'here.mp4' },
  } as const;
  const { html, problems } = render('Words.\n\n::: video gone.mp4\nCaption.\n:::', { links });
  expect(html).toBe('<p>Words.</p>\n<p>Caption.</p>\n');
  expect(problems).toMatchObject([
    {
      code: 'missing-image',
      severity: 'warning',
      line: 3,
      column: 1,
      hint: 'Did you mean "here.mp4"?',
    },
  ]);
});

test('a film without an address is a warning, and leaves its caption', () => {
  const { html, problems } = render('Words.\n\n::: video\nCaption.\n:::');
  expect(html).toBe('<p>Words.</p>\n<p>Caption.</p>\n');
  expect(problems).toMatchObject([{ code: 'missing-video', severity: 'warning', line: 3 }]);
});

test.each(['\n', '\n\n', '\n \n', '\n\t\n'])(
  'a block and a footnote after a paragraph and %j are found',
  (gap) => {
    const { html } = render(`A\nb[^1]${gap}::: note\nC\n:::\nD${gap}[^1]: E`);
    expect(html).toContain('<aside class="note">\n<p>C</p>\n</aside>');
    expect(html).toContain('<li id="fn-1">');
  },
);

test('a block that is never closed is an error at its line', () => {
  const { html, problems } = render('Words.\n\n::: note\nMore words.\n', { above: '---\n---\n' });
  expect(problems).toMatchObject([
    { code: 'unclosed-block', severity: 'error', line: 5, column: 1 },
  ]);
  expect(html).toContain('More words.');
});

test.each([
  '> > ::: note\n> > a\n> > b\n',
  '- ::: note\n  a\n- b\n',
  '::: note\n::: factbox\na\n:::\n',
])('a block that is never closed is reported once: %j', (body) => {
  expect(render(body).problems.map(({ code, line }) => [code, line])).toEqual([
    ['unclosed-block', 1],
  ]);
});

test('an unknown block is a warning, and its content is printed', () => {
  const { html, problems } = render('::: factbx Title\nWords.\n:::\n\n::: constructor\nMore.\n:::');
  expect(html).toBe('<p class="block-title">Title</p>\n<p>Words.</p>\n<p>More.</p>\n');
  expect(problems).toMatchObject([
    { code: 'unknown-block', severity: 'warning', line: 1, hint: 'Did you mean "factbox"?' },
    { code: 'unknown-block', severity: 'warning', line: 5 },
  ]);
});

test('colons that name nothing are text', () => {
  expect(htmlOf(':::\n\n::: 1\n\n    ::: note')).toBe(
    '<p>:::</p>\n<p>::: 1</p>\n<pre><code>::: note\n</code></pre>\n',
  );
});

test.each(['tip', 'info', 'warning', 'danger', 'caution', 'important'])(
  'the block "%s" of other generators is a note, with its title',
  (name) => {
    const { html, problems } = render(`::: ${name} Mind the gap\nWords.\n:::`);
    expect(html).toContain('<aside class="note"');
    expect(html).toContain('>Mind the gap</p>');
    expect(problems).toEqual([]);
  },
);

test('an unknown block that is never closed is a warning, one of ours an error', () => {
  expect(render('::: code-group\nWords.').problems).toMatchObject([{ severity: 'warning' }]);
  expect(render('::: note\nWords.').problems).toMatchObject([
    { severity: 'error', code: 'unclosed-block' },
  ]);
});
