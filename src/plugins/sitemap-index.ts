import { element, XML_DECLARATION } from './xml.ts';

/** https://www.sitemaps.org/protocol.html */
export const SITEMAP_NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A sitemap as it stands in an index. */
export interface IndexEntry {
  readonly loc: string;
  /** ISO 8601; null where it is not known. */
  readonly lastmod: string | null;
}

export function sitemapIndex(entries: readonly IndexEntry[]): string {
  const sitemaps = entries.map(
    ({ loc, lastmod }) =>
      `<sitemap>\n${element('loc', loc)}${lastmod === null ? '' : element('lastmod', lastmod)}</sitemap>\n`,
  );
  return `${XML_DECLARATION}<sitemapindex xmlns="${SITEMAP_NAMESPACE}">\n${sitemaps.join('')}</sitemapindex>\n`;
}
