import { tests } from 'commonmark-spec';
import fc from 'fast-check';
import { Marked } from 'marked';
import { expect, test } from 'vitest';
import { MarkdownDocument } from '../../../src/content/markdown/document.ts';
import { shortcuts } from '../../../src/content/markdown/shortcuts.ts';
import { createMessages } from '../../../src/messages/messages.ts';

let document: MarkdownDocument;
const plain = new Marked({ gfm: true });
const short = new Marked({ gfm: true });
short.use(shortcuts(() => document));

/** What marked makes of a text by itself, and with the shortcuts. */
function both(body: string): readonly [string, string] {
  document = new MarkdownDocument(
    { file: 'a.md', text: body, body, language: 'en', links: {} },
    createMessages({ language: 'en', words: {} })('en').t,
  );
  return [plain.parse(body, { async: false }), short.parse(body, { async: false })];
}

test('every example of CommonMark comes out as without the shortcuts', () => {
  for (const { markdown } of tests) {
    const [expected, found] = both(markdown);
    expect([markdown, found]).toEqual([markdown, expected]);
  }
});

test.each([
  'www.example.org and http://example.org, ftp://example.org, mailto:a@b.org',
  'first_last@example.org',
  'a*b@example.org and ~x@example.org and `c`@example.org',
  'HTTPS://EXAMPLE.ORG/a_b_c*d',
  'see (www.example.org/a_b) or *www.example.org*',
  'one  \ntwo   \nthree \n',
  'a ~~gone~~ b ~c~ ~~~ d',
  '``` a `` b ` c',
  'a | b\n--|--\n1 | 2',
  'a\n:-\nb',
  '> a\n> ===\n\n- b\n  ---\n',
  'Heading\n===   \n\nOther\n-\n',
  '[a](http://x y) foo](http://example.org)',
  'xmpp:a@b.org/c and a.xmpp:b@c.org',
])('%j comes out as without the shortcuts', (body) => {
  const [expected, found] = both(body);
  expect(found).toBe(expected);
});

test('whatever somebody types comes out as without the shortcuts', () => {
  const piece = fc.constantFrom(
    ...'word,_,*,**,~,~~,`,``,\\,<,>,!,[,],(,),:,@,.,www.,http://,https,x.org,a@b.co,mailto:,xmpp:,|,-,---,===,:-:,#, ,  ,\n,  \n,\n\n,> ,- ,1. ,&amp;,&#65;,&,é,“,ftp://,<b>,</b>'.split(
      ',',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const [expected, found] = both(pieces.join(''));
      expect(found).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});
