import { expect, test } from 'vitest';
import { withAbsoluteUrls } from '../../src/render/texts.ts';

const HERE = 'https://example.org/base/story/';

test.each([
  ['<a href="/base/x/">x</a>', '<a href="https://example.org/base/x/">x</a>'],
  ['<a href="#note">x</a>', '<a href="https://example.org/base/story/#note">x</a>'],
  [
    '<a href="y.png" title="a > b">x</a>',
    '<a href="https://example.org/base/story/y.png" title="a > b">x</a>',
  ],
  // What only looks like an attribute.
  [
    `<img alt="y src='q' z" src="z.png">`,
    `<img alt="y src='q' z" src="https://example.org/base/story/z.png">`,
  ],
  ['<p>src="q"</p>', '<p>src="q"</p>'],
  [`<a href='/x?q="a"&amp;b=1'>x</a>`, '<a href="https://example.org/x?q=%22a%22&amp;b=1">x</a>'],
  ['<a HREF = "x">x</a>', '<a HREF="https://example.org/base/story/x">x</a>'],
  ['<a href=rel.html>x</a>', '<a href="https://example.org/base/story/rel.html">x</a>'],
  [
    '<object data="o.svg"></object>',
    '<object data="https://example.org/base/story/o.svg"></object>',
  ],
  [
    '<img srcset="/a 1x,/b 2x, c.png 3x">',
    '<img srcset="https://example.org/a 1x, https://example.org/b 2x, https://example.org/base/story/c.png 3x">',
  ],
  [
    '<a href="https://else.example/?a=1&amp;b=2">x</a>',
    '<a href="https://else.example/?a=1&amp;b=2">x</a>',
  ],
  ['<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'],
  ['<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'],
])('%s elsewhere is %s', (html, absolute) => {
  expect(withAbsoluteUrls(html, HERE)).toBe(absolute);
});
