import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import {
  buildSite,
  createSiteFolder,
  type Files,
  places,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';

const STORY: Files = { 'stories/world/a.md': story() };
const CSS = 'templates/assets/css';

/** The one style sheet of a site with these files. */
async function stylesOf(files: Files = {}, config: UserConfig = {}) {
  const { report, files: made } = await renderSite({ ...STORY, ...files }, { config });
  const paths = Object.keys(made).filter((path) => /^assets\/site\..*\.css$/.test(path));
  expect(report.problems).toEqual([]);
  expect(paths).toHaveLength(1);
  const [path = ''] = paths;
  return { path, css: made[path] ?? '', made };
}

/** The text between the braces of a layer. */
function layerOf(css: string, name: string): string {
  const start = css.indexOf(`@layer ${name}{`);
  if (start === -1) return '';
  let depth = 0;
  for (let i = css.indexOf('{', start); i < css.length; i++) {
    if (css[i] === '{') depth++;
    if (css[i] === '}' && --depth === 0) return css.slice(css.indexOf('{', start) + 1, i);
  }
  return '';
}

const ORDER = 'reset,tokens,base,layout,components,pages,utilities,print,user';

test('the style sheet declares its layers in their order, and begins with that', async () => {
  const { css } = await stylesOf({ 'public/custom.css': '.x{color:red}' });
  expect(css.startsWith(`@layer ${ORDER};`)).toBe(true);
  for (const layer of ORDER.split(',')) expect(layerOf(css, layer)).not.toBe('');
  // Nothing stands outside of the layers, where it would win over all of them.
  let rest = css.replace(`@layer ${ORDER};`, '');
  for (const layer of ORDER.split(','))
    rest = rest.replace(`@layer ${layer}{${layerOf(css, layer)}}`, '');
  expect(rest.trim()).toBe('');
});

test('a file of the site takes the place of its layer and of no other', async () => {
  const { css: plain } = await stylesOf();
  const { css } = await stylesOf({ [`${CSS}/pages.css`]: '.only-mine { color: red }' });
  expect(layerOf(css, 'pages')).toBe('.only-mine{color:red}');
  for (const layer of ORDER.split(',').filter((name) => name !== 'pages'))
    expect(layerOf(css, layer)).toBe(layerOf(plain, layer));
});

test('an empty file of the site takes a layer away', async () => {
  const { css } = await stylesOf({ [`${CSS}/print.css`]: '' });
  expect(layerOf(css, 'print')).toBe('');
});

test('settings come behind the site’s own layer of tokens', async () => {
  const tokens = { [`${CSS}/tokens.css`]: ':root { --accent: #123456; --own: 1px }' };
  const { css } = await stylesOf(tokens, { theme: { colors: { accent: '#0b5d3b' } } });
  const layer = layerOf(css, 'tokens');
  expect(layer).toContain('--own:1px');
  expect(layer.indexOf('--accent:#123456')).toBeLessThan(layer.indexOf('--accent:#0b5d3b'));
});

test('site.css takes the place of all layers but the settings and custom.css', async () => {
  const { css } = await stylesOf(
    {
      'templates/assets/site.css': '.whole { color: red }',
      [`${CSS}/base.css`]: '.never { color: red }',
      'public/custom.css': '.custom { color: red }',
    },
    { theme: { measure: 70 } },
  );
  expect(css).toContain('.whole{color:red}');
  expect(css).not.toContain('.never');
  for (const layer of ['reset', 'base', 'layout', 'components', 'utilities', 'print'])
    expect(layerOf(css, layer)).toBe('');
  expect(layerOf(css, 'user')).toBe('.custom{color:red}');
  expect(layerOf(css, 'tokens')).toContain('--measure:70ch');
});

test('custom.css is part of the one style sheet, and not published by itself', async () => {
  const { css, made } = await stylesOf({ 'public/custom.css': '.custom{color:red}' });
  expect(layerOf(css, 'user')).toBe('.custom{color:red}');
  expect(made['custom.css']).toBeUndefined();
});

test.each(['', '/paper'])(
  'addresses in style sheets lead to public/, with the base path "%s"',
  async (base) => {
    const { css, path, made } = await stylesOf(
      {
        'public/custom.css': `.a { background: url('paper.png') } .b { background: url(/deep/x.png) }
.c { background: url(https://example.org/c.png) } .d { background: url(data:image/png;base64,AA==) }
.e { filter: url(#shape) } .f { background: url('deep/y.png?v=1') } .g { background: url(//x.org/g.png) }`,
        'public/paper.png': '',
        'public/deep/x.png': '',
        [`${CSS}/pages.css`]: '.p { background: url(/deep/x.png) }',
      },
      { base },
    );
    expect(path.split('/')).toHaveLength(2);
    const urls = [...layerOf(css, 'user').matchAll(/url\("?([^")]*)"?\)/g)].map(([, url]) => url);
    expect(urls).toEqual([
      '../paper.png',
      `${base}/deep/x.png`,
      'https://example.org/c.png',
      'data:image/png;base64,AA==',
      '#shape',
      '../deep/y.png?v=1',
      '//x.org/g.png',
    ]);
    expect(layerOf(css, 'pages')).toContain(`url(${base}/deep/x.png)`);
    expect(made['paper.png']).toBe('');
  },
);

test.each([
  ['public/custom.css', '.a { color: red }\n  @import "other.css";\n', '2:3'],
  ['public/custom.css', '@import url("other.css");\n', '1:1'],
  [`${CSS}/base.css`, '/* fonts */\n@import "other.css";\n', '2:1'],
  ['public/custom.css', '/* fonts */ @import "other.css";\n', '1:13'],
  ['public/custom.css', '@IMPORT "other.css";\n', '1:1'],
  ['templates/assets/site.css', '@import "other.css";\n', '1:1'],
])('an @import in %s is an error at its place: %j', async (file, text, place) => {
  const { report, files } = await renderSite({ ...STORY, [file]: text });
  expect(places(report)).toEqual([`${file}:${place} css-import`]);
  expect(files).toEqual({});
});

test('an @import that is commented out is none', async () => {
  const { css } = await stylesOf({
    'public/custom.css': '/*\n@import "other.css";\n*/\n.a { content: "@import" }\n',
  });
  expect(layerOf(css, 'user')).toBe('.a{content:"@import"}');
});

test.each([
  [
    'public/custom.css',
    '.a { color: red }\n.b { color red }\n',
    /^public\/custom\.css:2:\d+ bad-css$/,
  ],
  [
    `${CSS}/pages.css`,
    '\n\n.b { color red }\n',
    /^templates\/assets\/css\/pages\.css:3:\d+ bad-css$/,
  ],
  ['templates/assets/site.css', '.a {{}\n', /^templates\/assets\/site\.css:1:\d+ bad-css$/],
])(
  'a mistake in %s is an error at its line, and the site stays as it was',
  async (file, text, place) => {
    const root = createSiteFolder(STORY);
    await buildSite(root);
    const before = readTree(join(root, 'dist'));
    writeFiles(root, { [file]: text });
    const report = await buildSite(root);
    expect(report.ok).toBe(false);
    expect(places(report)).toEqual([expect.stringMatching(place)]);
    expect(report.problems[0]?.frame).toContain('^');
    expect(readTree(join(root, 'dist'))).toEqual(before);
  },
);

test('a style sheet that is not text is an error', async () => {
  const { report } = await renderSite({
    ...STORY,
    'public/custom.css': Buffer.from([0x61, 0xff, 0xfe, 0x00]),
  });
  expect(report.problems).toMatchObject([{ severity: 'error', file: 'public/custom.css' }]);
});

test('the name of the style sheet changes with its text, and every page names it', async () => {
  const plain = await stylesOf();
  const again = await stylesOf();
  const other = await stylesOf({ 'public/custom.css': '.a{color:red}' }, { base: '/paper' });
  expect(plain.path).toMatch(/^assets\/site\.[\w-]{10}\.css$/);
  expect(again.path).toBe(plain.path);
  expect(other.path).not.toBe(plain.path);
  const pages = Object.entries(other.made).filter(([path]) => path.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(5);
  for (const [, html] of pages)
    expect(html).toContain(`<link rel="stylesheet" href="/paper/${other.path}">`);
});

test('colours hold for light, for dark by the system and by choice, and for print', async () => {
  const { css } = await stylesOf(
    {},
    { theme: { colors: { accent: '#0b5d3b', dark: { accent: '#77ddaa' } } } },
  );
  const tokens = layerOf(css, 'tokens');
  expect(tokens).toMatch(/:root\{[^}]*--accent:#0b5d3b/);
  const bySystem = tokens.slice(tokens.indexOf('@media (prefers-color-scheme:dark){'));
  expect(bySystem).toMatch(/:root:not\(\[data-theme="?light"?\]\)\{[^}]*--accent:#7da/);
  expect(tokens).toMatch(/:root\[data-theme="?dark"?\]\{[^}]*--accent:#7da/);
  const print = tokens.slice(tokens.indexOf('@media print'));
  expect(print).toMatch(/:root[^{]*\[data-theme\][^{]*\{[^}]*--ink:#000[^}]*--paper:#fff/);
  expect(print).toContain('--accent:#000');
});

test('fonts of the settings become custom properties', async () => {
  const { css } = await stylesOf(
    {},
    { theme: { fonts: { headlines: 'sans', text: "Georgia, 'My Serif', serif" }, measure: 50 } },
  );
  const tokens = layerOf(css, 'tokens');
  expect(tokens).toMatch(/--font-headlines:system-ui/);
  expect(tokens).toMatch(/--font-text:Georgia, ?["']My Serif["'], ?serif/);
  expect(tokens).toContain('--measure:50ch');
  expect(css).not.toContain('@font-face');
});

test('the packaged font is published with its licence, and pages begin to load it at once', async () => {
  const { css, made } = await stylesOf(
    {},
    { base: '/paper', theme: { fonts: { web: 'newsreader' } } },
  );
  const fonts = Object.keys(made).filter((path) => path.startsWith('assets/fonts/'));
  expect(fonts.map((path) => basename(path)).sort()).toEqual([
    'LICENSE.txt',
    'newsreader-latin-ext-wght-italic.woff2',
    'newsreader-latin-ext-wght-normal.woff2',
    'newsreader-latin-wght-italic.woff2',
    'newsreader-latin-wght-normal.woff2',
  ]);
  const licence = fonts.find((path) => path.endsWith('LICENSE.txt')) ?? '';
  expect(made[licence]).toContain('SIL OPEN FONT LICENSE');
  expect(new Set(fonts.map((path) => dirname(path)))).toEqual(new Set([dirname(licence)]));
  const tokens = layerOf(css, 'tokens');
  const named = [...tokens.matchAll(/url\("?([^")]*\.woff2)"?\)/g)].map(([, url]) => url);
  expect(named.sort()).toEqual(
    fonts
      .filter((path) => path.endsWith('.woff2'))
      .map((path) => `/paper/${path}`)
      .sort(),
  );
  expect(tokens.match(/@font-face/g)).toHaveLength(5);
  expect(tokens).toContain('font-display:swap');
  expect(tokens).toContain('size-adjust:104.5%');
  expect(tokens).toMatch(/--font-headlines:["']?Newsreader["']?, ?["']?Newsreader fallback/);
  for (const [path, html] of Object.entries(made).filter(([name]) => name.endsWith('.html')))
    expect([path, html.match(/<link rel="preload" [^>]*>/g)]).toEqual([
      path,
      [
        `<link rel="preload" href="/paper/${dirname(licence)}/newsreader-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin>`,
      ],
    ]);
});

test('the bytes of the packaged font are those of its file', async () => {
  const root = createSiteFolder(STORY);
  await buildSite(root, { config: { theme: { fonts: { web: 'newsreader' } } } });
  const file = 'newsreader-latin-wght-normal.woff2';
  const published = Object.keys(readTree(join(root, 'dist'))).find((path) => path.endsWith(file));
  const bytes = readFileSync(join(root, 'dist', published ?? ''));
  const source = join(
    import.meta.dirname,
    '../../node_modules/@fontsource-variable/newsreader/files',
    file,
  );
  expect(bytes.equals(readFileSync(source))).toBe(true);
  await buildSite(root);
  expect(Object.keys(readTree(join(root, 'dist'))).join()).not.toContain('woff2');
});

test('a font of the site’s own is loaded from public/', async () => {
  const web = {
    family: 'Courier Text',
    file: '/fonts/c.woff2',
    italic: '/fonts/c-italic.woff2',
    weight: '200 900',
    fallback: { font: 'Arial', sizeAdjust: '108%', ascent: '95.9%' },
  };
  const { css, made } = await stylesOf(
    { 'public/fonts/c.woff2': 'upright', 'public/fonts/c-italic.woff2': 'italic' },
    { base: '/paper', theme: { fonts: { web } } },
  );
  const tokens = layerOf(css, 'tokens');
  const faces = tokens.match(/@font-face\{[^}]*\}/g) ?? [];
  expect(faces).toHaveLength(3);
  expect(faces[0]).toMatch(/font-family:Courier Text;.*url\("?\/paper\/fonts\/c\.woff2"?\)/);
  expect(faces[0]).toMatch(/font-weight:200 900/);
  expect(faces[1]).toMatch(/c-italic\.woff2.*font-style:italic/);
  expect(faces[2]).toMatch(
    /font-family:Courier Text fallback;.*local\("?Arial"?\).*size-adjust:108%/,
  );
  expect(made['index.html']).toContain('<link rel="preload" href="/paper/fonts/c.woff2" as="font"');
  expect(made['fonts/c.woff2']).toBe('upright');
  expect(made['assets/fonts/LICENSE.txt']).toBeUndefined();
});

test('the script of the site takes the place of the built-in one, byte by byte', async () => {
  const script = 'export const  spaced = 1; // as written\n';
  const { made } = await stylesOf({ 'templates/assets/site.js': script });
  const [path = ''] = Object.keys(made).filter((name) => name.endsWith('.js'));
  expect(path).toMatch(/^assets\/site\.[\w-]{10}\.js$/);
  expect(made[path]).toBe(script);
  expect(made['index.html']).toContain(`<script type="module" src="/${path}"></script>`);
});

test('without the script no page names one, and no button waits for it', async () => {
  const { made } = await stylesOf(
    {},
    { url: 'https://example.org', theme: { script: false }, discovery: { metadata: false } },
  );
  expect(Object.keys(made).filter((name) => name.endsWith('.js'))).toEqual([]);
  for (const html of Object.values(made)) {
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<button');
  }
});
