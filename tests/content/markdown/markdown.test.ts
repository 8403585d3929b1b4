import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

const IMG = 'loading="lazy" decoding="async"';

test.each([
  ['~~gone~~', '<p><del>gone</del></p>\n'],
  [
    '- [x] done\n- [ ] open',
    '<ul>\n<li><input checked="" disabled="" type="checkbox"> done</li>\n<li><input disabled="" type="checkbox"> open</li>\n</ul>\n',
  ],
  [
    'www.example.org',
    '<p><a href="http://www.example.org" rel="external noopener">www.example.org</a></p>\n',
  ],
  ['a  \nb\\\nc', '<p>a<br>\nb<br>\nc</p>\n'],
  ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
  [
    '```js\nlet a = "<b>";\n```',
    '<pre><code class="language-js">let a = &quot;&lt;b&gt;&quot;;\n</code></pre>\n',
  ],
  ['&copy; &amp; & &#169; &lt;b&gt;', '<p>&copy; &amp; &amp; © &lt;b&gt;</p>\n'],
])('%j becomes %j', (body, html) => {
  expect(render(body)).toMatchObject({ html, problems: [] });
});

test('a table can be scrolled, and its header cells say what they head', () => {
  expect(htmlOf('| a | b |\n|:--|--:|\n| *c* | d \\| e |', { language: 'de' })).toBe(
    '<div class="table" role="region" aria-label="Tabelle" tabindex="0">\n<table>\n<thead>\n<tr>\n<th scope="col" class="align-left">a</th>\n<th scope="col" class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-left"><em>c</em></td>\n<td class="align-right">d | e</td>\n</tr>\n</tbody>\n</table>\n</div>\n',
  );
  expect(htmlOf('| a |\n|---|')).not.toContain('<tbody>');
});

test.each([
  ['![Alt](/a.png)', `<figure>\n<img src="/a.png" alt="Alt" ${IMG}>\n</figure>\n`],
  [
    '![Alt](/a.png "A \'caption\'.")',
    `<figure>\n<img src="/a.png" alt="Alt" ${IMG}>\n<figcaption>A ‘caption’.</figcaption>\n</figure>\n`,
  ],
  [
    '![Alt](/a.png "A | B | Ada L.")',
    `<figure>\n<img src="/a.png" alt="Alt" ${IMG}>\n<figcaption>A | B <cite>Ada L.</cite></figcaption>\n</figure>\n`,
  ],
  [
    '![Alt](/a.png " | Ada L.")',
    `<figure>\n<img src="/a.png" alt="Alt" ${IMG}>\n<figcaption><cite>Ada L.</cite></figcaption>\n</figure>\n`,
  ],
  [
    '![Alt](/a.png "<b>&")',
    `<figure>\n<img src="/a.png" alt="Alt" ${IMG}>\n<figcaption>&lt;b&gt;&amp;</figcaption>\n</figure>\n`,
  ],
  [
    '[![Alt](/a.png "C")](https://other.org/)',
    `<figure>\n<a href="https://other.org/" rel="external noopener"><img src="/a.png" alt="Alt" ${IMG}></a>\n<figcaption>C</figcaption>\n</figure>\n`,
  ],
  [
    'Text ![Alt](/a.png "Title") text',
    `<p>Text <img src="/a.png" alt="Alt" title="Title" ${IMG}> text</p>\n`,
  ],
  ['Text ![](/a.png)', `<p>Text <img src="/a.png" alt="" ${IMG}></p>\n`],
  ['- ![Alt](/a.png)', `<ul>\n<li><img src="/a.png" alt="Alt" ${IMG}></li>\n</ul>\n`],
  [
    'Text ![A *b* `c&d` [e](/f/) &eacute; "g" <i>h</i> 5 < 6 > 4](/a.png)',
    `<p>Text <img src="/a.png" alt="A b c&amp;d e &eacute; &quot;g&quot; h 5 &lt; 6 &gt; 4" ${IMG}></p>\n`,
  ],
  [
    '![A *b* `c&d` [e](/f/) &eacute; "g" 5 < 6](/a.png)',
    `<figure>\n<img src="/a.png" alt="A b c&amp;d e &eacute; &quot;g&quot; 5 &lt; 6" ${IMG}>\n</figure>\n`,
  ],
  [
    'Two ![a](/a.png)\n![b](/b.png)',
    `<p>Two <img src="/a.png" alt="a" ${IMG}>\n<img src="/b.png" alt="b" ${IMG}></p>\n`,
  ],
])('the picture %j becomes %j', (body, html) => {
  expect(render(body)).toMatchObject({ html, problems: [] });
});

test.each([
  ['![The *map*](gone.svg "Caption")', '<p>The map</p>\n'],
  ['Text ![The *map*](gone.svg)', '<p>Text The map</p>\n'],
  ['[![The *map*](gone.svg)](/a/)', '<p><a href="/a/">The map</a></p>\n'],
  ['![](gone.svg)', ''],
])('of a picture that does not exist the words stay: %j', (body, html) => {
  const links = { 'gone.svg': { kind: 'missing', severity: 'warning', guess: null } } as const;
  const result = render(body, { links });
  expect(result.html).toBe(html);
  expect(result.problems).toMatchObject([{ code: 'missing-image', severity: 'warning', line: 1 }]);
});

test("a picture's words and credit are known to the desk's checks", () => {
  const { images } = render('![](/a.png)\n\n![b](/b.png "C | D")\n\ntext ![c](/c.png "C")');
  expect(images.map(({ alt, credit }) => [alt, credit])).toEqual([
    ['', ''],
    ['b', 'D'],
    ['c', null],
  ]);
});

test('a picture beside the story is found by the table', () => {
  const links = { 'a b.png': { kind: 'found', href: '/x/a%20b.png' } } as const;
  expect(htmlOf('Text ![](a%20b.png#x)', { links })).toContain('src="/x/a%20b.png#x"');
});

test('a name that every object has is no entry of the table', () => {
  expect(render('![](constructor) [a](toString)').problems.map(({ code }) => code)).toEqual([
    'unreadable-link',
  ]);
});

test.each([
  ['```\ncode', '1:1'],
  ['~~~\ncode\n```\n', '1:1'],
  ['````\ncode\n```\n', '1:1'],
  ['Words.\n\n```js\ncode\n    ```\n', '3:1'],
  ['```', '1:1'],
  ['- item\n\n  ```\n  code\n\nwords', '3:3'],
  ['> ```\n> code\n\nwords', '1:3'],
])('the code block of %j is never closed: a warning at its line', (body, where) => {
  const problems = render(body).problems.map(
    (problem) => `${problem.line}:${problem.column} ${problem.code} ${problem.severity}`,
  );
  expect(problems).toEqual([`${where} unclosed-code warning`]);
});

test.each([
  '```\ncode\n```',
  '```\n```',
  '```js\ncode\n`````  \n',
  '~~~\n```\n~~~\n',
  '````\n```\ncode\n```\n````\n',
  '- item\n\n  ```\n  code\n  ```\n\n- item\n',
  '1. ~~~\n   code\n   ~~~\n',
  '> ```\n> code\n> ```\n',
  '> - ```\n>   code\n>   ```\n',
  '::: note\n```\ncode\n```\n:::\n',
  '    ```\n    indented code\n',
  'Text with ``` in it.',
  '[^1]\n\n[^1]: Note\n\n    ```\n    code\n    ```\n',
])('the code block of %j is closed', (body) => {
  expect(render(body).problems).toEqual([]);
});

test.each([
  ['{% include figure.html src="/a.png" %}', '{% include figure.html src=&quot;/a.png&quot; %}'],
  ['{{ page.title | escape }}', '{{ page.title | escape }}'],
  ['{{< figure src="a.png" >}}', '{{&lt; figure src=&quot;a.png&quot; &gt;}}'],
  ['<% if (x) { %>', '&lt;% if (x) { %&gt;'],
  ['<%- include("a") %>', '&lt;%- include(&quot;a&quot;) %&gt;'],
])("another generator's tag %j is text", (body, html) => {
  expect(htmlOf(body, { smartTypography: false })).toBe(`<p>${html}</p>\n`);
});

test.each([
  ['<!-- more -->\n\nText', '<p>Text</p>\n'],
  ['Text <!-- a note --> more', '<p>Text  more</p>\n'],
  ['<!-- a\n\nb -->', ''],
])('comments are not printed: %j', (body, html) => {
  expect(htmlOf(body)).toBe(html);
});

test('options turn what they name off and on', () => {
  expect(htmlOf('~~a~~ www.example.org', { gfm: false })).toBe('<p>~~a~~ www.example.org</p>\n');
  const html =
    '<script>alert("1")</script>\n<p onclick="x" style="y">"Words" -- <a href="javascript:x">a</a></p>\n';
  expect(htmlOf(html, { rawHtml: 'allow' })).toBe(html);
});

test('a text that is nested too deeply is an error that names the file', () => {
  for (const body of ['>'.repeat(2000), '> '.repeat(2000), '::: note\n'.repeat(1000)]) {
    expect(render(body)).toMatchObject({
      html: '',
      problems: [{ code: 'too-complex', severity: 'error', file: 'a.md' }],
    });
  }
});

test('a document after one that failed is rendered as if it were the first', () => {
  const body = '# A\n\n"B"[^1]\n\n[^1]: Note.';
  const before = render(body);
  render('>'.repeat(2000));
  expect(render(body).html).toBe(before.html);
});

test.each([
  ['[', 10_000],
  ['![', 5000],
  ['[a](', 5000],
  ['*a ', 10_000],
  ['a**', 5000],
  ['_a_', 5000],
  ['`', 20_000],
  ['`a', 5000],
  ['~', 20_000],
  [':::\n', 1000],
  [':::', 10_000],
  ['::: nope\nx\n:::\n', 500],
  ['[^', 5000],
  ['[^\n', 5000],
  ['[^a]: b\n', 3000],
  ['a[^1]\n\n[^1]: b\n\n', 2000],
  ['"\'', 20_000],
  ['-- ', 20_000],
  ['-', 20_000],
  ['.', 20_000],
  ['<', 20_000],
  ['<a ', 10_000],
  ['<!--', 5000],
  ['&#', 10_000],
  ['{#a', 10_000],
  ['# a\n\n', 3000],
  ['- ', 500],
  ['|', 20_000],
])('a long run of %j is gone through to its end', (unit, count) => {
  expect(render(unit.repeat(count)).problems.map(({ code }) => code)).not.toContain('too-complex');
});

test.each([
  ['a long word around an @', `${'a'.repeat(10_000)}@${'b'.repeat(30_000)}`],
  ['a title of many spaces', `::: note a${' '.repeat(40_000)}b\n:::\n`],
  ['a title of many colons', `::: note a${':'.repeat(40_000)}b\n:::\n`],
  ['a heading of many spaces', `# a${' '.repeat(40_000)}{#`],
  ['a note of many blank lines', `[^1]\n\n[^1]: a\n${'    \n'.repeat(10_000)}b`],
  ['blocks nested fifty deep', `${'::: note\n'.repeat(50)}x\n${':::\n'.repeat(50)}`],
])('%s is gone through to its end', (_, body) => {
  expect(render(body).html).not.toBe('');
});
