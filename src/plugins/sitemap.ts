import { CORRECTIONS_URL } from '../site/corrections.ts';
import { lastChangeOf } from '../site/last-change.ts';
import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import { absoluteFile, addressesOf } from './addresses.ts';
import { type IndexEntry, SITEMAP_NAMESPACE, sitemapIndex } from './sitemap-index.ts';
import { textFile } from './text-file.ts';
import { element, XML_DECLARATION } from './xml.ts';

const IMAGES = 'http://www.google.com/schemas/sitemap-image/1.1';
/** What the protocol allows in one file. */
const MAX_URLS = 50_000;

/** An address with its last change, as it stands in a sitemap. */
interface Entry {
  readonly loc: string;
  /** ISO 8601; null where nothing is known that is worth a visit. */
  readonly lastmod: string | null;
  readonly image: string | null;
}

/**
 * `sitemap.xml` is an index of one file for each month of publication, so that those of the past stay as they are, and
 * one for the pages that are no stories.
 */
export const sitemap: Plugin = {
  name: 'sitemap',
  version: '1',
  quotes: () => [],
  plan(site, tools) {
    const addressOf = addressesOf(tools);
    if (addressOf === null) return [];
    const { derive } = tools;
    const files: PlannedFile[] = [];
    const index: IndexEntry[] = [];
    const add = (name: string, entries: readonly Entry[]) => {
      const chunks = Math.ceil(entries.length / MAX_URLS);
      for (let i = 0; i < chunks; i++) {
        const path = `sitemaps/${name}${i === 0 ? '' : `-${i + 1}`}.xml`;
        const chunk = entries.slice(i * MAX_URLS, (i + 1) * MAX_URLS);
        files.push(textFile(path, derive(chunk, urlset), `the sitemap of ${name}`));
        index.push({ loc: addressOf(`/${path}`), lastmod: lastOf(chunk) });
      }
    };
    add(
      'pages',
      pagesOf(site).map((url) => ({ loc: addressOf(url), lastmod: null, image: null })),
    );
    for (const [month, stories] of byMonth(site.stories.filter(({ story }) => !story.isCopy)))
      add(
        month,
        stories.map((placed) => ({
          loc: addressOf(placed.url),
          lastmod: lastChangeOf(placed).iso,
          image: placed.picture && absoluteFile(placed.picture.src, tools),
        })),
      );
    return [...files, textFile('sitemap.xml', derive(index, sitemapIndex), 'the sitemap')];
  },
};

/** The pages that are no stories: of lists, only their fronts. */
function pagesOf({ pages, sections, topics, series, authors }: Site): readonly string[] {
  const groups = [...sections, ...topics, ...series, ...authors];
  return [
    '/',
    '/latest/',
    '/archive/',
    '/authors/',
    CORRECTIONS_URL,
    ...groups.map(({ url }) => url),
    ...pages.map(({ page }) => page.url),
  ];
}

/** The months of publication, the oldest first, with their stories. */
function byMonth(newestFirst: readonly PlacedStory[]): readonly [string, readonly PlacedStory[]][] {
  const months = new Map<string, PlacedStory[]>();
  for (const placed of newestFirst) {
    const month = placed.story.published.iso.slice(0, 7);
    const stories = months.get(month);
    if (stories === undefined) months.set(month, [placed]);
    else stories.push(placed);
  }
  return [...months].reverse();
}

function lastOf(entries: readonly Entry[]): string | null {
  let latest: string | null = null;
  for (const { lastmod } of entries) {
    if (lastmod === null) continue;
    if (latest === null || Date.parse(lastmod) > Date.parse(latest)) latest = lastmod;
  }
  return latest;
}

function urlset(entries: readonly Entry[]): string {
  const urls = entries.map(
    ({ loc, lastmod, image }) =>
      `<url>\n${element('loc', loc)}${lastmod === null ? '' : element('lastmod', lastmod)}${image === null ? '' : `<image:image>\n${element('image:loc', image)}</image:image>\n`}</url>\n`,
  );
  return `${XML_DECLARATION}<urlset xmlns="${SITEMAP_NAMESPACE}" xmlns:image="${IMAGES}">\n${urls.join('')}</urlset>\n`;
}
