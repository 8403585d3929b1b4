import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTreeAdapterMap, parse, defaultTreeAdapter as tree } from 'parse5';
import { beforeAll, expect, test } from 'vitest';
import { type BuildReport, createBuilder } from '../src/builder.ts';
import { loadConfig } from '../src/config/load.ts';
import { openMemoryOutput } from '../src/output/memory.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLOCK = Date.parse('2026-11-23T12:00:00Z');

type Element = DefaultTreeAdapterMap['element'];

let report: BuildReport;
const pages = new Map<string, Element[]>();
let text = '';

/** The sample newspaper, as a reader gets it: every check runs over every page. */
beforeAll(async () => {
  const config = await loadConfig(ROOT, undefined, {});
  const output = openMemoryOutput(ROOT, { keep: true });
  const release = { clock: CLOCK, drafts: false, future: false };
  report = await createBuilder(
    { root: ROOT, config, release },
    { openOutput: () => output, now: () => 0 },
  ).build();
  for (const [path, bytes] of output.files) {
    text += bytes.toString('utf8');
    if (path.endsWith('.html')) pages.set(path, elementsOf(bytes.toString('utf8')));
  }
});

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']) => {
    if (tree.isElementNode(node)) found.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

function everyPage(
  check: (elements: readonly Element[], path: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries([...pages].map(([path, elements]) => [path, check(elements, path)]));
}

/** Pages for which a check gave something other than expected. */
function wrong(results: Record<string, unknown>, expected: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(results).filter(
      ([, result]) => JSON.stringify(result) !== JSON.stringify(expected),
    ),
  );
}

const isRedirect = (elements: readonly Element[]) =>
  elements.some((element) => attribute(element, 'http-equiv') === 'refresh');

test('builds without an error or a warning', () => {
  expect(report.problems).toEqual([]);
  expect(report.stories).toBeGreaterThanOrEqual(24);
});

test('holds back its draft and its embargoed story', () => {
  expect(text).not.toMatch(/KESTRELVAULT|LANTERNQUAY|INKWELLNOTE/);
});

test('each page has one h1, as the first heading of its main part', () => {
  const results = everyPage((elements) => {
    if (isRedirect(elements)) return 1;
    const headings = elements.filter(({ tagName }) => /^h[1-6]$/.test(tagName));
    return headings[0]?.tagName === 'h1'
      ? headings.filter(({ tagName }) => tagName === 'h1').length
      : 0;
  });
  expect(wrong(results, 1)).toEqual({});
});

test('no page skips a level of headings', () => {
  const results = everyPage((elements) => {
    const levels = elements
      .filter(({ tagName }) => /^h[1-6]$/.test(tagName))
      .map(({ tagName }) => Number(tagName.slice(1)));
    return levels.filter((level, i) => level > (levels[i - 1] ?? level) + 1).length;
  });
  expect(wrong(results, 0)).toEqual({});
});

test('ids are unique on each page, and what refers to one finds it', () => {
  const results = everyPage((elements) => {
    const ids = elements
      .map((element) => attribute(element, 'id'))
      .filter((id) => id !== undefined);
    const repeated = ids.filter((id, i) => ids.indexOf(id) !== i);
    const used = elements.flatMap((element) => [
      attribute(element, 'aria-labelledby') ?? '',
      (attribute(element, 'href') ?? '').replace(/^(?!#).*|^#/, ''),
    ]);
    return [
      ...repeated,
      ...used.filter((id) => id !== '' && !ids.includes(decodeURIComponent(id))),
    ];
  });
  expect(wrong(results, [])).toEqual({});
});

test('each link and each picture of the site leads to a file of the site, each anchor to an id', () => {
  const files = new Set<string>(report.planned);
  const ids = (path: string) => (pages.get(path) ?? []).map((element) => attribute(element, 'id'));
  const results = everyPage((elements, path) =>
    elements
      .flatMap((element) => [attribute(element, 'href'), attribute(element, 'src')])
      .filter((url) => url !== undefined)
      .map((url) => new URL(url, `http://site.invalid/${path}`))
      .filter(({ host }) => host === 'site.invalid')
      .filter(({ pathname, hash }) => {
        const target = decodeURIComponent(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
        return (
          !files.has(target) ||
          (hash !== '' && !ids(target).includes(decodeURIComponent(hash.slice(1))))
        );
      })
      .map(({ pathname, hash }) => pathname + hash),
  );
  expect(wrong(results, [])).toEqual({});
});

test('each picture says what it shows or that it only decorates, each time has a machine-readable one', () => {
  const results = everyPage(
    (elements) =>
      elements.filter(
        (element) =>
          (element.tagName === 'img' && attribute(element, 'alt') === undefined) ||
          (element.tagName === 'time' &&
            Number.isNaN(Date.parse(attribute(element, 'datetime') ?? ''))) ||
          (element.tagName === 'html' && !attribute(element, 'lang')),
      ).length,
  );
  expect(wrong(results, 0)).toEqual({});
});

test('nothing is loaded from elsewhere, and nothing runs but the script of the theme', () => {
  const results = everyPage((elements) =>
    elements
      .filter((element) => {
        const loads =
          /^(?:img|script|iframe|link|source|audio)$/.test(element.tagName) &&
          !['canonical', 'alternate'].includes(attribute(element, 'rel') ?? '');
        const url = attribute(element, 'src') ?? attribute(element, 'href') ?? '';
        return (
          (loads && /^(?:https?:)?\/\//.test(url)) ||
          (element.tagName === 'script' &&
            attribute(element, 'type') !== 'application/ld+json' &&
            !/^\/assets\/site\.\w+\.js$/.test(url)) ||
          element.attrs.some(({ name }) => name.startsWith('on'))
        );
      })
      .map(({ tagName }) => tagName),
  );
  expect(wrong(results, [])).toEqual({});
});

test('has every kind of page', () => {
  for (const path of [
    'index.html',
    '404.html',
    'about/index.html',
    'archive/index.html',
    'archive/2026/index.html',
    'archive/2026/11/index.html',
    'authors/index.html',
    'latest/index.html',
    'world/index.html',
  ]) {
    expect([...pages.keys()]).toContain(path);
  }
  for (const folder of ['topics', 'series', 'authors'])
    expect([...pages.keys()].some((path) => path.startsWith(`${folder}/`))).toBe(true);
  expect(existsSync(join(ROOT, 'stories'))).toBe(true);
});
