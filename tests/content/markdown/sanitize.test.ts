import { type DefaultTreeAdapterMap, parseFragment, serialize, html as spec } from 'parse5';
import { expect, test } from 'vitest';
import { htmlOf, render } from './render.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const FORBIDDEN = new Set(
  'script iframe frame frameset object embed applet style svg math form button select textarea base meta link template noscript plaintext xmp title dialog portal animate set'.split(
    ' ',
  ),
);
const URL_ATTRIBUTES = new Set(
  'href src srcset poster cite action formaction data background xlink:href ping longdesc'.split(
    ' ',
  ),
);
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:']);

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...children] : children;
}

/** What a browser could run or be led astray by. */
function dangers(html: string): string[] {
  return elementsOf(parseFragment(html)).flatMap((element) => [
    ...(FORBIDDEN.has(element.tagName) || element.namespaceURI !== spec.NS.HTML
      ? [`<${element.tagName}>`]
      : []),
    ...element.attrs
      .filter(({ name, value }) => isDangerous(name, value))
      .map(({ name, value }) => `${name}="${value}"`),
  ]);
}

function isDangerous(name: string, value: string): boolean {
  if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') return true;
  if (!URL_ATTRIBUTES.has(name)) return false;
  const urls =
    name === 'srcset'
      ? value.split(/,\s+|\s+/).filter((part) => !/^[\d.]+[wx]$/.test(part))
      : [value];
  return urls.some(
    (url) =>
      URL.canParse(url, 'https://example.org/a/') &&
      !SAFE_PROTOCOLS.has(new URL(url, 'https://example.org/a/').protocol),
  );
}

const CORPUS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<script/x>alert(1)</script\t>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<script>alert(1)//<</script>',
  '<script',
  'text <script>alert(1)</script> text',
  '# <script>alert(1)</script>',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '- <script>alert(1)</script>',
  '> <script>\nalert(1)\n</script>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror\n=\nalert(1)>',
  '<img/src=x/onerror=alert(1)//>',
  '<img src="x` `"onerror=alert(1)>',
  '<img """><script>alert(1)</script>">',
  '<IMG SRC=x OnErRoR=alert(1)>',
  '<p onclick="alert(1)">text</p>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video src=x onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<video><source onerror=alert(1)></video>',
  '<input autofocus onfocus=alert(1)>',
  '<input type=checkbox disabled onfocus=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript&colon;alert(1)">x</a>',
  '<a href="javascript&#0000058alert(1)">x</a>',
  '<a href="javas\u200bcript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="feed:javascript:alert(1)">x</a>',
  '<a xlink:href="javascript:alert(1)">x</a>',
  '<a href="/ok" ping="javascript:alert(1)" target="_blank" style="x:expression(alert(1))">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img srcset="javascript:alert(1) 1x, data:text/html,x 2x">',
  '<img srcset="/a.png 1x,javascript:alert(1) 2x">',
  '<video poster="javascript:alert(1)"></video>',
  '<blockquote cite="javascript:alert(1)">x</blockquote>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><foreignObject><iframe srcdoc="x"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)">x</math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style><!--</style><script>alert(1)</script>-->',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<iframe src="https://evil.example/"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<iframe><img src=x onerror=alert(1)></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<applet code=x></applet>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<isindex action=javascript:alert(1) type=submit>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<select><option><img src=x onerror=alert(1)></option></select>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><script>alert(1)</script>',
  '<title><img src=x onerror=alert(1)></title>',
  '<noembed><img src=x onerror=alert(1)></noembed>',
  '<noframes><img src=x onerror=alert(1)></noframes>',
  '<!-- --> <script>alert(1)</script>',
  '<!--> <script>alert(1)</script> -->',
  '<!---> <img src=x onerror=alert(1)> -->',
  '<!-- --!> <img src=x onerror=alert(1)> -->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<?php echo "<img src=x onerror=alert(1)>" ?>',
  '<!DOCTYPE html [<!ENTITY x "<script>">]><script>alert(1)</script>',
  '</p><script>alert(1)</script>',
  '</div></article></body></html><script>alert(1)</script>',
  '<p title="<!--"><img src=x onerror=alert(1)>--></p>',
  '<a href="x" title=\'"><img src=x onerror=alert(1)>\'>x</a>',
  '<img alt="<x" src=x title="><img src=x onerror=alert(1)>">',
  '<div a="`onclick=alert(1)`" onmouseover=alert`1`>x</div>',
  '<x onclick=alert(1)>x</x><custom-element onclick=alert(1)></custom-element>',
  '<a\u000bhref="javascript:alert(1)">x</a>',
  '<a/href="javascript:alert(1)"/>x</a>',
  '<image src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](< javascript:alert(1)>)',
  '[x](java&#9;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;avascript&#x3a;alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](javascript&#38;colon;alert(1))',
  '[x](javascript&#38;#58;alert(1))',
  '[x](java&Tab;script&colon;alert(1))',
  '[x](java&NewLine;script:alert(1))',
  '[x](javascript\\:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://example.org/1)',
  '[x](view-source:javascript:alert(1))',
  '[x](javascript:alert(1) "title")',
  '[x](/a "\\"onmouseover=alert(1) x=\\"")',
  '[x](/a"onmouseover="alert(1))',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '[x][1]\n\n[1]: <javascript:alert(1)> "x"',
  '<javascript:alert(1)>',
  '<JavaScript:alert(1)>',
  '<data:text/html,x>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg>)',
  '![x"onerror="alert(1)](/a.png)',
  '![x](/a.png"onerror="alert(1))',
  'a ![x](/a.png "\\"onerror=alert(1) x=\\"")',
  '![x](/a.png "<script>alert(1)</script> | <img src=x onerror=alert(1)>")',
  '![<script>alert(1)</script>](/a.png)',
  'a ![<img src=x onerror=alert(1)>](/a.png)',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '```"><script>alert(1)</script>\ncode\n```',
  '``` x" onclick="alert(1)\ncode\n```',
  '`<script>alert(1)</script>`',
  '## x {#"><script>alert(1)</script>}',
  '## x {#a} <img src=x onerror=alert(1)>',
  'x[^1]\n\n[^1]: <script>alert(1)</script>',
  'x[^"><script>]\n\n[^"><script>]: note',
  '::: note <script>alert(1)</script>\n<img src=x onerror=alert(1)>\n:::',
  '::: "><script>\nx\n:::',
  '::: video javascript:alert(1)\nx\n:::',
  '::: video javascript&#38;#58;alert(1)//.mp4\nx\n:::',
  '::: video data:text/html,x.mp4\nx\n:::',
  '::: video x.mp4"onerror="alert(1)\nx\n:::',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\<script\\>alert(1)\\</script\\>',
  '<code>&lt;img src=x onerror=alert(1)&gt;</code>',
  '<kbd><</kbd><img src=x onerror=alert(1)>',
  '{{ constructor.constructor("alert(1)")() }} <%= x %> #{alert(1)} <img src=x onerror=alert(1)>',
];

test('the corpus is large and holds nothing twice', () => {
  expect(new Set(CORPUS).size).toBe(CORPUS.length);
  expect(CORPUS.length).toBeGreaterThan(100);
});

test('the check finds what a browser would run', () => {
  const allowed = CORPUS.filter((body) => dangers(htmlOf(body, { rawHtml: 'allow' })).length > 0);
  expect(allowed.length).toBeGreaterThan(60);
});

test.each(CORPUS)('nothing of %j can run', (body) => {
  for (const gfm of [true, false]) {
    for (const base of ['', '/base']) {
      const html = htmlOf(body, { gfm, base });
      expect(dangers(html), html).toEqual([]);
      // What a browser makes of it, written out and read again, is still harmless.
      expect(dangers(serialize(parseFragment(html)))).toEqual([]);
    }
  }
});

test.each([
  '<p class="lead" id="x" lang="de" title="T">Words <strong>and</strong> <a href="https://example.com/" rel="external noopener">link</a></p>',
  '<figure><img src="/a.png" alt="A &amp; B" width="10" height="20" srcset="/b.png 2x" /><figcaption>C</figcaption></figure>',
  '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
  '<details open><summary>S</summary>Text</details>',
  '<video src="/a.mp4" controls poster="/p.png"></video>',
  'H<sub>2</sub>O, <kbd>Ctrl</kbd>, <mark>x</mark>, <time datetime="2026-01-01">then</time>',
])('harmless HTML stays: %s', (html) => {
  expect(htmlOf(html)).toContain(html);
});

test.each([
  ['footnotes', 'Word[^1]\n\n[^1]: Note.'],
  ['tables', '| a |\n|:-:|\n| b |'],
  ['blocks', '::: factbox Title\n- a\n:::\n\n::: pullquote\na\n\n-- b\n:::'],
  ['films', '::: video /a.mp4\nCaption\n:::'],
  ['figures', '![Alt](/a.png "Caption | Credit")'],
  ['task lists', '- [x] a\n- [ ] b'],
  ['code', '```js\n"a" < b && c\n```'],
  ['lists', '3. a\n4. b'],
  ['links', '[a](https://other.org/ "T") [b](/c/) <mailto:a@b.c>'],
  ['headings', '# É & "ü" {#x}'],
])('cleaning raw HTML leaves our own %s as they are', (_, body) => {
  const tree = (html: string) => serialize(parseFragment(html));
  const raw = htmlOf(`${body}\n\n<b>x</b>\n`, { rawHtml: 'allow' });
  expect(tree(htmlOf(`${body}\n\n<b>x</b>\n`))).toBe(tree(raw));
});

test('raw HTML that is allowed stays as it is', () => {
  const html =
    '<div onclick="a()"><script>if (1 < 2) b();</script>\n<iframe src="x"></iframe></div>\n';
  expect(htmlOf(html, { rawHtml: 'allow' })).toBe(html);
});

test('a heading of the first level in raw HTML becomes one of the second', () => {
  expect(htmlOf('<h1 id="a">A</h1>')).toBe('<h2 id="a">A</h2>');
});

test('removing something unsafe from raw HTML leaves the words', () => {
  expect(render('<a href="javascript:x"><b>Words</b></a>').html).toBe(
    '<p><a><b>Words</b></a></p>\n',
  );
});
