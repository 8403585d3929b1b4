import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createBuilder } from '../../src/builder.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import type { PageKind } from '../../src/types/views.ts';
import { startHost } from '../support/serve.ts';
import { type Files, writeFiles } from '../support/site.ts';
import { EDGE_CONFIG, EDGE_FILES, EMPTY_CONFIG, PAINTED_CONFIG, PAINTED_FILES } from './edge.ts';
import { LANGUAGES, type Language, newspaperIn } from './languages.ts';

/** The moment at which the sites are built. */
export const NOW = '2026-11-23T12:00:00Z';

export type SiteName = 'sample' | 'edge' | 'painted' | 'empty' | Language;
export const SITES: readonly SiteName[] = ['sample', 'edge', 'painted', 'empty', ...LANGUAGES];

export interface BuiltSite {
  readonly name: SiteName;
  /** Where it is served, with its base path and without a slash at the end. */
  readonly origin: string;
  /** Of the finished files. */
  readonly folder: string;
  /** All but redirects, in the order of their addresses. */
  readonly pages: readonly BuiltPage[];
}

export interface BuiltPage {
  readonly site: SiteName;
  readonly kind: PageKind;
  /** `world/index.html` */
  readonly path: string;
  readonly html: string;
  /** Where it is served. */
  readonly url: string;
}

/** Builds and serves sites for the tests of a file, before the first of them. */
export function useSites(...names: readonly SiteName[]): (name: SiteName) => BuiltSite {
  const sites = new Map<SiteName, BuiltSite>();
  const ends: (() => void)[] = [];
  beforeAll(async () => {
    const parent = mkdtempSync(join(tmpdir(), 'broadsheet-browser-'));
    ends.push(() => rmSync(parent, { recursive: true, force: true }));
    for (const name of names) {
      const root = join(parent, name);
      writeSite(name, root);
      const { folder, base, paths } = await buildSite(root);
      // A base path is a folder of the host that the site lies in.
      const host = await startHost(folder, { base });
      ends.push(host.close);
      const origin = host.origin + base;
      const pages = paths.map((path) => readPage(folder, path, { site: name, origin }));
      sites.set(name, { name, origin, folder, pages: pages.filter((page) => page !== null) });
    }
  });
  afterAll(() => {
    for (const end of ends.reverse()) end();
  });
  return (name) => {
    const site = sites.get(name);
    if (site === undefined) throw new Error(`The site "${name}" is not built for this file.`);
    return site;
  };
}

const ROOT = join(import.meta.dirname, '../..');
const SAMPLE = ['stories', 'pages', 'public', 'broadsheet.config.ts'];

function writeSite(name: SiteName, root: string): void {
  if (name === 'sample') {
    for (const part of SAMPLE) cpSync(join(ROOT, part), join(root, part), { recursive: true });
    return;
  }
  const { files, config } = sourcesOf(name);
  writeFiles(root, { ...files, 'broadsheet.config.json': JSON.stringify(config) });
}

function sourcesOf(name: Exclude<SiteName, 'sample'>): { files: Files; config: UserConfig } {
  if (name === 'edge') return { files: EDGE_FILES, config: EDGE_CONFIG };
  if (name === 'painted') return { files: PAINTED_FILES, config: PAINTED_CONFIG };
  if (name === 'empty') return { files: {}, config: EMPTY_CONFIG };
  return newspaperIn(name);
}

async function buildSite(root: string) {
  const config = await loadConfig(root, undefined, {});
  const release = { clock: Date.parse(NOW), drafts: false, future: false };
  const report = await createBuilder(
    { root, config, release },
    { openOutput: () => openDiskOutput({ root, out: config.out }), now: () => 0 },
  ).build();
  if (!report.ok) throw new Error(JSON.stringify(report.problems, null, 2));
  const paths = report.planned.filter((path) => path.endsWith('.html')).sort();
  return { folder: join(root, config.out), base: config.base, paths };
}

function readPage(
  folder: string,
  path: string,
  { site, origin }: { readonly site: SiteName; readonly origin: string },
): BuiltPage | null {
  const html = readFileSync(join(folder, path), 'utf8');
  const kind = /<body class="page-([\w-]+)/.exec(html)?.[1] as PageKind | undefined;
  if (kind === undefined) return null;
  const address = path.replace(/(^|\/)index\.html$/, '$1');
  return { site, kind, path, html, url: `${origin}/${encodeURI(address)}` };
}

/** What looks different in another script. */
const TRANSLATED: readonly PageKind[] = ['front', 'section', 'story', 'live', 'corrections'];

/** Pages that differ: of each kind the longest, and of the edge site every state of a page. */
export function variedPages({ name, pages }: BuiltSite): readonly BuiltPage[] {
  const longest = new Map<PageKind, BuiltPage>();
  for (const page of pages)
    if (page.html.length > (longest.get(page.kind)?.html.length ?? 0)) longest.set(page.kind, page);
  return pages.filter((page) => {
    if (isLanguage(name) && !TRANSLATED.includes(page.kind)) return false;
    return (name === 'edge' && isState(page)) || longest.get(page.kind) === page;
  });
}

/** The longest page of a kind. */
export function pageOf(site: BuiltSite, kind: PageKind): BuiltPage {
  const page = variedPages(site).find((each) => each.kind === kind);
  if (page === undefined) throw new Error(`The site "${site.name}" has no page of kind ${kind}.`);
  return page;
}

function isState({ kind, path }: BuiltPage): boolean {
  return kind === 'section' || /^(?:states|live)\//.test(path);
}

function isLanguage(name: SiteName): boolean {
  return (LANGUAGES as readonly SiteName[]).includes(name);
}
