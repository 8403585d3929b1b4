import { expect, test } from 'vitest';
import { isExternal, safeUrl } from '../../../src/content/markdown/links.ts';
import { htmlOf, render } from './render.ts';

const found = { 'b.md': { kind: 'found', href: '/world/b/' } } as const;
const missing = (severity: 'error' | 'warning', guess: string | null = null) =>
  ({ 'gone.md': { kind: 'missing', severity, guess } }) as const;
const where = ({
  line,
  column,
  code,
  severity,
}: {
  line?: number;
  column?: number;
  code: string;
  severity: string;
}) => `${line}:${column} ${code} ${severity}`;

test.each([
  ['[words](b.md)', '<a href="/world/b/">words</a>'],
  ['[words](b.md#part)', '<a href="/world/b/#part">words</a>'],
  [
    '[words](b.md?x=1#part "A \\"title\\"")',
    '<a href="/world/b/?x=1#part" title="A &quot;title&quot;">words</a>',
  ],
  ['[words][b]\n\n[b]: <b.md#part>', '<a href="/world/b/#part">words</a>'],
  ['[*words*](b.md)', '<a href="/world/b/"><em>words</em></a>'],
])("%j leads to the story's address", (body, html) => {
  expect(render(body, { links: found })).toMatchObject({ html: `<p>${html}</p>\n`, problems: [] });
});

test('of a link to a story that is held only the words stay', () => {
  const { html, problems } = render('Some [*words*](b.md).', {
    links: { 'b.md': { kind: 'held' } },
  });
  expect(html).toBe('<p>Some <em>words</em>.</p>\n');
  expect(problems.map(where)).toEqual(['1:6 held-link warning']);
});

test.each(['error', 'warning'] as const)(
  'a link to a story that does not exist is an %s, as configured',
  (severity) => {
    const { html, problems } = render('Some [words](gone.md).', {
      links: missing(severity, 'here.md'),
    });
    expect(html).toBe('<p>Some words.</p>\n');
    expect(problems.map(where)).toEqual([`1:6 missing-link ${severity}`]);
    expect(problems[0]?.hint).toBe('Did you mean "here.md"?');
  },
);

test('a link out of the site and a path that cannot be followed are errors', () => {
  const { problems } = render('[a](../../x.md)\n[b](c((d)).md)', {
    links: { '../../x.md': { kind: 'outside', severity: 'error' } },
  });
  expect(problems.map(where)).toEqual(['1:1 outside-site error', '2:1 unreadable-link error']);
});

test.each([
  ['two links on two lines', '[x](gone.md)\n\n[x](gone.md)\n', ['4:1', '6:1']],
  ['two links on one line', 'a [x](gone.md) b [x](gone.md)\n', ['4:3', '4:18']],
  ['an example in code before', '`[x](gone.md)` [x](gone.md)\n', ['4:16']],
  ['an example in a code block before', '```\n[x](gone.md)\n```\n\n[x](gone.md)\n', ['8:1']],
  ['a comment before', '<!-- [x](gone.md) -->\n\n[x](gone.md)\n', ['6:1']],
  ['a quotation', 'a\n\n> b\n> c [x](gone.md)\n', ['7:5']],
  ['a list', '- [x](gone.md)\n- b\n  - [x](gone.md)\n', ['4:3', '6:5']],
  ['a table', '| a |\n|---|\n| [x](gone.md) |\n| [x](gone.md) |\n', ['6:3', '7:3']],
  ['a heading', '## a [x](gone.md)\n', ['4:6']],
  ['a reference', '[x][y]\n\n[y]: gone.md\n', ['4:1']],
  ['a block', '::: note A [x](gone.md)\n[x](gone.md)\n:::\n', ['4:12', '5:1']],
  ['a good link of the same words before', '[x](b.md) [x](gone.md)\n', ['4:11']],
  ['a link of two lines', 'a [x\ny](gone.md) [x](gone.md)', ['4:3', '5:13']],
  ['a picture in a link', '[![x](/a.png)](gone.md)\n\n[![x](/a.png)](gone.md)\n', ['4:1', '6:1']],
  ['emphasis around', '**[x](gone.md)** _[x](gone.md)_', ['4:3', '4:19']],
])('a broken link is reported where it stands: %s', (_, body, places) => {
  const links = { ...found, ...missing('error') };
  const { problems } = render(body, { links, above: '---\n[x](gone.md): 1\n---\n' });
  expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});

test('the places of links and pictures can be asked for later, in any order', () => {
  const { links, images } = render(
    '[a](/x/)\n\n`[a](/x/)`\n\n[a](/x/)\n\n![b](/c.png)\n\ntext ![b](/c.png)\n',
  );
  const lines = [...links, ...images]
    .map((each) => each)
    .reverse()
    .map((each) => each.place().position.line);
  expect(lines).toEqual([9, 7, 5, 1]);
});

test.each([
  ['[a](https://other.org/)', true],
  ['[a](//other.org/)', true],
  ['<https://other.org/>', true],
  ['https://other.org/', true],
  ['[![a](/b.png)](https://other.org/)', true],
  ['<a href="https://other.org/" rel="me">a</a>', true],
  ['<a href="/\\other.org/">a</a>', true],
  ['[a](https://example.org/a/)', false],
  ['[a](/a/)', false],
  ['[a](#b)', false],
  ['[a](mailto:a@b.c)', false],
])('that %j leads to another site is said: %s', (body, external) => {
  expect(htmlOf(body).includes(' rel="external noopener"')).toBe(external);
});

test.each([
  ['[a](/x/)', 'href="/base/x/"'],
  ['![a](/x.png)', 'src="/base/x.png"'],
  ['<a href="/x/">a</a>', 'href="/base/x/"'],
  ["<img src='/x.png' alt=''>", 'src="/base/x.png"'],
  ['<video poster=/x.png src=/y.mp4></video>', 'poster="/base/x.png" src="/base/y.mp4"'],
  ['<img srcset="/x.png 1x, /y.png 2x" alt="">', 'srcset="/base/x.png 1x, /base/y.png 2x"'],
  ['[a](//other.org/x)', 'href="//other.org/x"'],
  ['<a href="//other.org/x">a</a>', 'href="//other.org/x"'],
  ['[a](x/)', 'href="x/"'],
  ['<p>Write src=/x there</p>', 'Write src=/x there'],
])('the base path stands before the addresses of %j', (body, expected) => {
  expect(htmlOf(body, { base: '/base' })).toContain(expected);
});

test.each([
  ['[a](javascript:alert(1))', 'unsafe-link', '<p>a</p>\n'],
  ['![a](data:text/html,x)', 'unsafe-link', '<p>a</p>\n'],
])('%j is left out with a warning', (body, code, html) => {
  const result = render(body);
  expect(result.html).toBe(html);
  expect(result.problems).toMatchObject([{ code, severity: 'warning', line: 1, column: 1 }]);
});

test.each([
  ['/a b/', '/a%20b/'],
  ['/%C5%82/', '/%C5%82/'],
  ['/ł/', '/%C5%82/'],
  ['mailto:a@b.c?subject=x', 'mailto:a@b.c?subject=x'],
  ['tel:+441234', 'tel:+441234'],
  ['HTTPS://example.org/', 'HTTPS://example.org/'],
  ['/a:b', '/a:b'],
  ['?a=b:c', '?a=b:c'],
  ['#a:b', '#a:b'],
  ['java\u0000script:x', null],
  ['java\tscript:x', null],
  [' javascript:x', null],
  ['JaVaScRiPt:x', null],
  ['javascript&#58;x', null],
  ['javascript&#x3A;x', null],
  ['javascript&colon;x', null],
  ['java&Tab;script:x', null],
  // Browsers undo this once, and find no colon.
  ['javascript&#38;#58;x', 'javascript&amp;#58;x'],
  ['&#106avascript:x', null],
  ['data:text/html,x', null],
  ['vbscript:x', null],
  ['file:///etc/passwd', null],
  ['blob:x', null],
  ['/\ud800', null],
])('the destination %j becomes %j', (destination, expected) => {
  expect(safeUrl(destination)).toBe(expected);
});

test.each([
  ['https://example.org/a', 'https://example.org', false],
  ['https://example.org.evil.com/', 'https://example.org', true],
  ['http://example.org/', 'https://example.org', true],
  ['//example.org/', 'https://example.org', false],
  ['\\\\evil.com', 'https://example.org', true],
  ['https:evil.com', 'https://example.org', false],
  ['https://example.org/', null, true],
  ['/a', null, false],
])('%j is external to %j: %s', (url, origin, expected) => {
  expect(isExternal(url, origin)).toBe(expected);
});

test('what raw HTML leads to is noted for the check of links, with base path and place', () => {
  const body = [
    'Words <a class="x" href="/b/?x=1&amp;y=2">b</a> <a href="#c">c</a>.',
    '',
    '<video src=\'/clip.mp4\'><source src="d.webm"></video>',
    '<img alt="" src="{{ site.url }}/e.png"> <a href="<%= f %>">f</a> <p data-x src="/g">',
    '<!-- <a href="/h/">h</a> -->',
    '<a href="//other.org/">i</a>',
  ].join('\n');
  const { links } = render(body, { base: '/base' });
  const found = links.map(({ href, place }) => {
    const { line, column } = place().position;
    return `${line}:${column} ${href}`;
  });
  expect(found).toEqual([
    '1:20 /base/b/?x=1&y=2',
    '1:52 #c',
    '3:8 /base/clip.mp4',
    '3:32 d.webm',
    '6:4 //other.org/',
  ]);
});
