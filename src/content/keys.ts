/** Names of each key, Broadsheet's own first, then those of Hugo, Jekyll, Eleventy, Zola, Astro and Hexo. */
export const NAMES = {
  headline: ['headline', 'title'],
  dek: ['dek', 'description', 'standfirst', 'subtitle', 'subhead'],
  summary: ['summary', 'excerpt', 'abstract'],
  id: ['id', 'guid', 'uri'],
  slug: ['slug'],
  permalink: ['permalink', 'path', 'url'],
  slugline: ['slugline'],
  authors: ['authors', 'author', 'creator', 'taxonomies.authors'],
  byline: ['byline'],
  dateline: ['dateline', 'location'],
  section: ['section', 'category'],
  categories: ['categories', 'taxonomies.categories'],
  tags: ['tags', 'keywords', 'topics', 'taxonomies.tags'],
  series: ['series'],
  published: ['published', 'date', 'publishDate', 'publishdate', 'pubDate'],
  updated: ['updated', 'lastmod', 'modified'],
  embargo: ['embargo', 'embargoedUntil'],
  expires: ['expires', 'expiryDate', 'expirydate', 'unpublishDate', 'unpublishdate'],
  status: ['status'],
  draft: ['draft'],
  kind: ['kind', 'genre', 'type'],
  urgency: ['urgency', 'weight', 'priority'],
  featured: ['featured'],
  breaking: ['breaking'],
  pin: ['pin'],
  ended: ['ended'],
  key: ['key'],
  corrections: ['corrections'],
  source: ['source'],
  credit: ['credit'],
  canonical: ['canonical'],
  usageTerms: ['usageTerms'],
  image: ['image', 'cover', 'featured_image', 'thumbnail'],
  free: ['free'],
  language: ['language', 'lang'],
  dir: ['dir'],
  aliases: ['aliases', 'redirect_from'],
  edNote: ['edNote'],
} as const;

export const KNOWN_KEYS: readonly string[] = Object.values(NAMES).flat();

/** Keys that other generators know and that mean nothing here. */
export const FOREIGN_KEYS: ReadonlySet<string> = new Set(
  'layout template taxonomies extra toc comments eleventyExcludeFromCollections eleventyNavigation eleventyComputed pagination menu in_search_index insert_anchor_links markup outputs teaser hero'.split(
    ' ',
  ),
);
