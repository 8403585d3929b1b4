import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Targets, transform, type Visitor } from 'lightningcss';
import { badStyles, importedStyles } from '../errors/template.ts';
import type { Config, Palette, ThemeConfig, WebFont } from '../types/config.ts';
import type { ThemeAssets } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import { LAYERS, type Layer, type ThemeFile, type ThemeFiles } from './theme-files.ts';

/** What the style sheet may count on: browsers that have cascade layers, `:has()` and container queries. */
const TARGETS: Targets = {
  chrome: version(111),
  firefox: version(121),
  safari: version(16, 4),
};

function version(major: number, minor = 0): number {
  return (major << 16) | (minor << 8);
}

/** Makes the one style sheet and the one script of a site, as they are published. */
export function makeAssets(
  { layers, whole, script, feed }: ThemeFiles,
  { theme, base, origin: site, discovery }: Pick<Config, 'theme' | 'base' | 'origin' | 'discovery'>,
): { readonly assets: ThemeAssets; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const compile = (source: ThemeFile, layer: Layer) => {
    const result = minify(source, { layer, base });
    if (typeof result === 'string') return result;
    problems.push(result);
    return '';
  };
  const tokens: ThemeFile = { file: 'the theme’s settings', text: tokensOf(theme) };
  const texts = LAYERS.map((layer) => {
    const source = whole === null || layer === 'user' ? layers[layer] : undefined;
    const css = source === undefined ? '' : compile(source, layer);
    const own = layer === 'tokens' ? compile(tokens, layer) : '';
    return css + own === '' ? '' : `@layer ${layer}{${css}${own}}`;
  });
  const plain = whole === null ? '' : `@layer pages{${compile(whole, 'pages')}}`;
  const text = `@layer ${LAYERS.join(',')};${texts.join('')}${plain}\n`;
  const hasFeeds = site !== null && discovery.feeds !== null;
  const origin = whole?.file ?? 'templates/assets/css';
  return {
    assets: {
      styles: { text, origin },
      fonts: packagedFonts(theme),
      feedStyles:
        feed === null || !hasFeeds
          ? null
          : { text: `${compile(tokens, 'tokens')}${compile(feed, 'pages')}\n`, origin: feed.file },
      script: script === null || !theme.script ? null : { text: script.text, origin: script.file },
    },
    problems,
  };
}

/** @returns minified CSS, or what is wrong with it */
function minify(
  { file, text }: ThemeFile,
  { layer, base }: { readonly layer: Layer; readonly base: string },
): string | Problem {
  const imports: Problem[] = [];
  try {
    const { code } = transform({
      filename: file,
      code: Buffer.from(text),
      minify: true,
      targets: TARGETS,
      visitor: {
        ...rebase(base, layer === 'user'),
        Rule: {
          import({ value: { loc } }) {
            // Lines count from 0 here, and columns from 1.
            const position = { line: loc.line + 1, column: loc.column };
            imports.push(importedStyles({ file, text, position }));
          },
        },
      },
    });
    return imports[0] ?? code.toString();
  } catch (error) {
    const { message, line, column } = placeIn(error);
    const late = text.split('\n')[line - 1]?.search(/@import/i) ?? -1;
    // One that stands behind other rules is not read as a rule at all.
    return late !== -1 && /@import/i.test(message)
      ? importedStyles({ file, text, position: { line, column: late + 1 } })
      : badStyles({ file, text, position: { line, column } }, message);
  }
}

/** Addresses are written as in the site's own folders; the style sheet stands in `assets/`, maybe under a base path. */
function rebase(base: string, isPublic: boolean): Visitor<Record<string, never>> {
  return {
    Url(url) {
      if (/^\/(?!\/)/.test(url.url)) return { ...url, url: base + url.url };
      const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url.url);
      return isPublic && isRelative ? { ...url, url: `../${url.url}` } : url;
    },
  };
}

function placeIn(error: unknown): { message: string; line: number; column: number } {
  const message = error instanceof Error ? error.message : String(error);
  const loc = error instanceof Error && 'loc' in error ? error.loc : null;
  const place = typeof loc === 'object' && loc !== null ? loc : {};
  const line = 'line' in place ? Number(place.line) : 1;
  // Lightning CSS counts columns from 1, too.
  return { message, line, column: 'column' in place ? Number(place.column) : 1 };
}

/** Of a line of the same length, where each character is as wide as high. */
const EM_PER_CHARACTER = 0.63;

/** What the configuration says of colours, fonts and measure, as custom properties. */
function tokensOf({ colors, fonts, measure }: ThemeConfig): string {
  const { light, dark } = colors;
  return `
${fonts.web === null ? '' : fontFaces(fonts.web)}
:root {
  color-scheme: light dark;
  --font-headlines: ${fonts.headlines};
  --font-text: ${fonts.text};
  --font-labels: ${fonts.labels};
  --measure: ${measure}ch;
  --measure-cjk: ${Math.round(measure * EM_PER_CHARACTER)}em;
  ${properties(light)}
}
@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { ${properties(dark)} } }
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; ${properties(dark)} }
@media print { :root, :root:not([data-theme='light']), :root[data-theme] { color-scheme: light; ${properties(PRINT)} } }
`;
}

/** Paper is white and ink is black, whatever the reader's screen shows. */
const PRINT: Palette = {
  ink: '#000000',
  paper: '#ffffff',
  muted: '#444444',
  rule: '#999999',
  wash: '#ffffff',
  accent: '#000000',
  link: '#000000',
  breaking: '#000000',
};

function properties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');
}

function fontFaces({ family, faces, fallback }: WebFont): string {
  const rules = faces.map(
    ({ url, style, weight, range }) =>
      `@font-face { font-family: '${family}'; src: url('${url}') format('woff2'); font-style: ${style}; font-weight: ${weight}; font-display: swap;${range === null ? '' : ` unicode-range: ${range};`} }`,
  );
  if (fallback !== null) {
    const { fonts, sizeAdjust, ascent, descent, lineGap } = fallback;
    const locals = fonts.map((font) => `local('${font}')`).join(', ');
    rules.push(
      `@font-face { font-family: '${family} fallback'; src: ${locals}; size-adjust: ${sizeAdjust}; ascent-override: ${ascent}; descent-override: ${descent}; line-gap-override: ${lineGap}; }`,
    );
  }
  return rules.join('\n');
}

/** Fonts that come with Broadsheet, each with the licence that must go with it. */
function packagedFonts({ fonts: { web } }: ThemeConfig): ThemeAssets['fonts'] {
  const require = createRequire(import.meta.url);
  const files = (web?.faces ?? []).flatMap(({ url, packaged }) =>
    packaged === null ? [] : [{ url, file: require.resolve(packaged) }],
  );
  const [first] = files;
  if (first === undefined) return [];
  const licence = {
    url: first.url.replace(/[^/]*$/, 'LICENSE.txt'),
    file: join(dirname(first.file), '../LICENSE'),
  };
  return [...files, licence];
}
