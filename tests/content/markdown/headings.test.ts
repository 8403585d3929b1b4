import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

test.each([
  ['## Two words', 'two-words'],
  ['## Łódź & Kraków', 'łódź-kraków'],
  ['## 東京 タワー', '東京-タワー'],
  ['## Привет, мир!', 'привет-мир'],
  ["## Don't panic -- yet", 'dont-panic-yet'],
  ['## A *b* `c` [d](/e/)', 'a-b-c-d'],
  ['## Plan[^1]\n\n[^1]: Note.', 'plan'],
  ['## A &amp; B', 'a-b'],
  ['## !?', 'section'],
  ['##', 'section'],
  ['## Main', 'main-1'],
  ['## Related stories', 'related-stories-1'],
  ['## Latest', 'latest-1'],
  ['## Opinion', 'opinion-1'],
  ['## Strip 1', 'section-strip-1'],
  ['## Fn 1', 'section-fn-1'],
  ['## fnref-1', 'section-fnref-1'],
  ['## Words {#custom}', 'custom'],
  ['## Words {#a--b.c:d}', 'a--b.c:d'],
  ['## Words {#fn-1}', 'section-fn-1'],
  ['## Words {# not an id}', 'words-not-an-id'],
  ['Words {#setext}\n---', 'setext'],
  ['## é', 'é'],
])('the heading %j has the id %s', (body, id) => {
  const { html, ids } = render(body);
  expect(html).toContain(` id="${id}">`);
  expect(ids).toContain(id);
  expect(html).not.toContain(`{#${id}`);
});

test('headings of the same words have ids of their own, in order', () => {
  expect(render('## A\n\n## A\n\n## A 1\n\n## A\n\n## B {#a}').ids).toEqual([
    ...render('').ids,
    'a',
    'a-1',
    'a-1-1',
    'a-2',
    'a-3',
  ]);
});

test("the page's h1 is the headline, so a heading of the first level becomes one of the second", () => {
  const html = htmlOf('# A\n\n## B\n\n### C\n\n###### D');
  expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['2', '2', '3', '6']);
});

test("no heading's id is also a footnote's", () => {
  const { html, ids } = render(
    '## fn-1\n\n## fnref-1\n\n## fnref-1-2\n\nA[^1], b[^1].\n\n[^1]: Note.',
  );
  const printed = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(printed).toContain('fnref-1-2');
  expect(new Set(printed).size).toBe(printed.length);
  expect([...ids].sort()).toEqual([...printed, ...render('').ids].sort());
});

test('a link may lead to what the templates put around the body', () => {
  expect(render('[t](#main)').ids).toEqual(expect.arrayContaining(['main', 'related-stories']));
});
