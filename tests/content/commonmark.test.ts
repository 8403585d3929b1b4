import { tests } from 'commonmark-spec';
import { Marked } from 'marked';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { findReferences } from '../../src/content/body.ts';
import { safeUrl } from '../../src/content/markdown/links.ts';
import { htmlOf } from './markdown/render.ts';

type Node = DefaultTreeAdapterMap['node'];

function ours(markdown: string): string {
  const links = Object.fromEntries(
    findReferences(markdown).map((path) => [
      path,
      { kind: 'found' as const, href: encodeURI(path) },
    ]),
  );
  return htmlOf(markdown, { gfm: false, smartTypography: false, rawHtml: 'allow', links });
}

const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|del|details|div|dl|dt|figure|h\d|hr|li|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)$/;
/** What we print differently on purpose, and the specification does not judge. */
const OURS = new Set(['loading', 'decoding', 'rel']);

/**
 * HTML as a tree in one line: white space between blocks and around lines does not count, and neither do our own
 * deliberate differences: no h1, ids of headings, figures, lazy pictures, `rel`, schemes that we refuse.
 */
function normalize(html: string): string {
  return parseFragment(html)
    .childNodes.map((node) => write(node, false))
    .join('')
    .replace(/\s*\ue000\s*/g, '')
    .trim();
}

function write(node: Node, isCode: boolean): string {
  if ('data' in node) return `<!--${node.data}-->`;
  if ('value' in node)
    return isCode
      ? node.value.replaceAll('<', '&lt;')
      : escapeText(node.value).replace(/\s+/g, ' ');
  if (!('tagName' in node)) return '';
  const name = node.tagName.replace('h1', 'h2');
  const inner = node.childNodes.map((child) => write(child, isCode || name === 'pre')).join('');
  if (name === 'figure') return figure(inner);
  const attributes = node.attrs
    .filter(
      (attribute) => !OURS.has(attribute.name) && !(attribute.name === 'id' && /^h\d$/.test(name)),
    )
    .map((attribute) => ` ${attribute.name}="${value(attribute)}"`)
    .sort()
    .join('');
  if (
    name === 'a' &&
    node.attrs.some((attribute) => attribute.name === 'href' && safeUrl(attribute.value) === null)
  )
    return inner;
  const tag = `<${name}${attributes}>${inner}</${name}>`;
  return BLOCK.test(name)
    ? `\ue000${tag.replace('>', '>\ue000').replace(/(<\/[^<]*)$/, '\ue000$1')}\ue000`
    : tag;
}

/** A picture alone is a figure, and its title the caption. */
function figure(inner: string): string {
  const caption = /<figcaption>([\s\S]*)<\/figcaption>/.exec(inner)?.[1];
  const image = inner.replace(/<figcaption>[\s\S]*/, '').trim();
  const titled =
    caption === undefined ? image : image.replace(/(<img[^>]*)>/, `$1 title="${caption}">`);
  return `\ue000<p>\ue000${titled}\ue000</p>\ue000`;
}

function value({ name, value: text }: { name: string; value: string }): string {
  const isAddress = name === 'href' || name === 'src';
  return escapeText(isAddress ? encodeURI(text).replaceAll('%25', '%') : text);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const COMMENT = 'Comments are notes of the desk: they are not printed.';

/** The examples that come out otherwise, with the reason. */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  179: COMMENT,
  183: COMMENT,
  308: COMMENT,
  309: COMMENT,
  625: COMMENT,
};

const tabs = (text: string) => text.replaceAll('→', '\t');
const failing = (render: (markdown: string) => string) =>
  tests
    .filter(({ markdown, html }) => normalize(render(tabs(markdown))) !== normalize(tabs(html)))
    .map(({ number }) => number);

test('of the 652 examples of CommonMark 0.31.2, 647 come out as specified and 5 differ on purpose', () => {
  expect(tests).toHaveLength(652);
  expect(failing(ours)).toEqual(Object.keys(EXCEPTIONS).map(Number));
});

test('marked alone has all 652 right, so every exception is ours', () => {
  const plain = new Marked({ gfm: false });
  expect(failing((markdown) => plain.parse(markdown, { async: false }))).toEqual([]);
});

test('the comparison sees what readers would see', () => {
  for (const [a, b] of [
    ['<p>a b</p>', '<p>ab</p>'],
    ['<pre>a  b</pre>', '<pre>a b</pre>'],
    ['<p>a</p><p>b</p>', '<p>a b</p>'],
    ['<ul><li>a</li></ul>', '<ul><li><p>a</p></li></ul>'],
    ['<p><em>a</em></p>', '<p><strong>a</strong></p>'],
    ['<a href="/a">a</a>', '<a href="/b">a</a>'],
    ['<img src="a" alt="b" title="c">', '<img src="a" alt="b" title="d">'],
    ['<h2>a</h2>', '<h3>a</h3>'],
    ['&lt;b&gt;', '<b></b>'],
  ] as const) {
    expect(normalize(a)).not.toBe(normalize(b));
  }
});
