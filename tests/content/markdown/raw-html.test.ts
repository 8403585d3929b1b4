import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

test.each([
  ['The <style> element.', '<p>The &lt;style&gt; element.</p>'],
  ['A <title> and a <textarea> here.', '<p>A &lt;title&gt; and a &lt;textarea&gt; here.</p>'],
  ['Vec<String> of <Name>', '<p>Vec&lt;String&gt; of &lt;Name&gt;</p>'],
  [
    'An inline <script>alert(1)</script> too',
    '<p>An inline &lt;script&gt;alert(1)&lt;/script&gt; too</p>',
  ],
  ['Some <b>bold</b> stays', '<p>Some <b>bold</b> stays</p>'],
])('%s: what is no markup is text, and what follows is not lost', (body, html) => {
  expect(htmlOf(`${body}\n\nAfter.`)).toBe(`${html}\n<p>After.</p>\n`);
});

test('HTML that is taken out is named, with its line', () => {
  const { html, problems } = render(
    'Before.\n\n<iframe src="https://x.example/"></iframe>\n\nAfter.',
  );
  expect(html).toBe('<p>Before.</p>\n<p>After.</p>\n');
  expect(problems).toMatchObject([{ code: 'removed-html', severity: 'warning', line: 3 }]);
  expect(render('<iframe></iframe>', { rawHtml: 'allow' }).problems).toEqual([]);
});
