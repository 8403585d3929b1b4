import { digest } from '../hash.ts';
import { mediaType } from '../media-types.ts';
import type { OpeningAnswer, OpeningPages } from '../output/opening.ts';
import { type OutputPath, type UrlPath, urlsOf, writtenAddress } from '../paths.ts';
import type { Page, PlannedFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Visibility } from '../types/site.ts';
import { filesAt } from './files-at.ts';
import { withClient } from './page.ts';
import type { PlannedSite } from './planned-site.ts';

/** A page as it is served. */
export interface ServedPage {
  readonly html: string;
  readonly version: string;
  /** Why it is not public, or null. */
  readonly held: Visibility | null;
  readonly problems: readonly Problem[];
}

const FRONT = 'index.html' as OutputPath;

/**
 * What a server can say before the site is planned: these pages and the front page, as they are served, with style sheets
 * and scripts.
 *
 * @param names by which open pages are called: see `pageNamed`
 */
export function openingOf(site: PlannedSite, names: readonly OutputPath[] = []): OpeningPages {
  const { base, urls } = site.config;
  const { stylesheet } = site;
  const answers: Record<string, OpeningAnswer> = {};
  for (const name of new Set([...names, FRONT])) {
    const file = pageNamed(name, site);
    if (file?.type !== 'page' || !file.path.endsWith('.html')) continue;
    const { html, problems } = renderPlanned(site, file);
    if (html === null || problems.length > 0) continue;
    const page = served(html, { stylesheet, held: site.heldBack(file) });
    const address = writtenAddress(file.url, { base: '', urls }) as UrlPath;
    const text = withClient(html, { base, path: file.path, ...page });
    answers[address] = { type: mediaType('.html'), text };
  }
  for (const { path, text } of site.sharedTexts)
    answers[`/${path}`] = { type: mediaType(path), text };
  return { base, answers };
}

/** Makes a page that is planned. */
export function renderPlanned(
  site: PlannedSite,
  file: Page,
): { html: string | null; problems: readonly Problem[] } {
  const { html, problems } = site.render(file);
  // While the last good site is shown, its sources are other ones by now: what is wrong with them is said already.
  return { html, problems: problems.filter(({ code }) => code !== 'source-changed') };
}

/** The version leaves the style sheet's address out: another style sheet is put in without loading the page. */
export function served(
  html: string,
  {
    stylesheet,
    held = null,
    problems = [],
  }: { stylesheet: string | null } & Partial<Pick<ServedPage, 'held' | 'problems'>>,
): ServedPage {
  const plain = stylesheet === null ? html : html.replaceAll(stylesheet, '');
  return { html, held, problems, version: digest(`${held}\n${plain}`) };
}

/** The file of that name, or the one that stands at its address by now. */
export function pageNamed(name: OutputPath, site: PlannedSite): PlannedFile | null {
  const [address] = urlsOf(name, 'directory');
  const paths = [name, ...filesAt(address, site.config.urls).map(({ path }) => path)];
  return paths.map((path) => site.file(path)).find((file) => file !== null) ?? null;
}
