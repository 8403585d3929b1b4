import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { type DefaultTreeAdapterMap, parse, defaultTreeAdapter as tree } from 'parse5';
import { expect, test } from 'vitest';
import { FINDABLE, renderSite, story } from '../support/site.ts';
import { filesLike, flawsOf, sitemapFlawsOf } from './xml.ts';

/** What breaks XML, JSON in scripts, and attributes; and what belongs to the languages of the world. */
const PIECES = [
  ']]>',
  '<![CDATA[',
  '<script>alert(1)</script>',
  '</script>',
  '<!--',
  '-->',
  '<?xml?>',
  '&',
  '&amp;',
  '&#1;',
  '&nbsp;',
  '"',
  "'",
  '<b>',
  '\u0001',
  '\u0008',
  '\u000b',
  '\u001f',
  '\u007f',
  '\u0085',
  '\ufffe',
  '\uffff',
  '\u2028',
  '\u2029',
  '\u200f',
  '\u202e',
  '😀',
  '👩‍🚀',
  'العربية',
  '漢字',
  '%3C',
  '\\u003c',
  'words and words',
  ' ',
];
const hostile = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  // A headline needs something that is left of it.
  .map((pieces) => `x${pieces.join('')}`);

/** What may stand in XML and HTML of it. */
const clean = (text: string) =>
  text
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

test('hostile words leave every feed, sitemap and script whole, and come out as they were', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (headline, words, body) => {
      const keys = {
        headline,
        dek: words,
        authors: ['Ada Venn', 'T. Renk'],
        byline: words,
        tags: ['Harbour'],
        dateline: words,
        credit: words,
        source: words,
        id: words,
        image: { src: '/a.png', alt: words, caption: words, credit: words },
        corrections: [{ date: '2026-05-02T08:00:00Z', text: words }],
        usageTerms: words,
        slugline: words,
      };
      const live = { headline, kind: 'live', published: '2026-05-02T08:00:00Z', dek: words };
      const { files, report } = await renderSite(
        {
          'public/a.png': 'x',
          'stories/world/a.md': story(keys, `${body}\n\n[link](b.md) ${words}\n`),
          'stories/world/b.md': story(live, `${body}\n\n## 12:30 Update\n\n${words}\n`),
        },
        { config: { ...FINDABLE, title: headline, description: words } },
      );
      expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(await flawsOf(filesLike(files, /\.xml$/))).toEqual([]);
      expect(await sitemapFlawsOf(filesLike(files, /sitemap.*\.xml$/))).toEqual([]);
      for (const [path, text] of Object.entries(filesLike(files, /\.json$/)))
        expect([path, typeof JSON.parse(text)]).toEqual([path, 'object']);

      const shown = clean(headline);
      const feed = parseRssFeed(files['feed.xml'] ?? '');
      expect(feed.items?.map(({ title }) => clean(title ?? ''))).toEqual([shown, shown]);
      const atom = parseAtomFeed(files['atom.xml'] ?? '');
      expect(atom.entries?.map(({ title }) => clean(title?.value ?? ''))).toEqual([shown, shown]);
      const json = parseJsonFeed(files['feed.json'] ?? '');
      expect(json.items?.map(({ title }) => clean(title ?? ''))).toEqual([shown, shown]);

      const page = files['world/2026/05/01/a/index.html'] ?? '';
      const scripts = scriptsIn(page);
      // Those of the theme, and two with data: nothing of what was written has become one.
      expect(scripts.map(({ type }) => type)).toEqual([
        'module',
        'application/ld+json',
        'application/ld+json',
      ]);
      expect(clean(JSON.parse(scripts[1]?.text ?? '').headline)).toBe(shown);
    }),
    { numRuns: 60 },
  );
});

function scriptsIn(html: string): { type: string; text: string }[] {
  const found: { type: string; text: string }[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']) => {
    if (tree.isElementNode(node) && node.tagName === 'script') {
      const [child] = node.childNodes;
      found.push({
        type: node.attrs.find(({ name }) => name === 'type')?.value ?? '',
        text: child !== undefined && tree.isTextNode(child) ? child.value : '',
      });
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}
