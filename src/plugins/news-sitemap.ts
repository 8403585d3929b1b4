import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import { addressesOf } from './addresses.ts';
import { SITEMAP_NAMESPACE, sitemapIndex } from './sitemap-index.ts';
import { textFile } from './text-file.ts';
import { element, XML_DECLARATION } from './xml.ts';

/**
 * https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap: what was published within two days,
 * at most 1,000 addresses a file. An empty file is right when there is no news.
 */
const NAMESPACE = 'http://www.google.com/schemas/sitemap-news/0.9';
const TWO_DAYS_MS = 48 * 60 * 60 * 1000;
const MAX_URLS = 1000;

interface Entry {
  readonly loc: string;
  readonly title: string;
  /** ISO 8601. */
  readonly published: string;
  readonly language: string;
}

interface NewsFile {
  readonly publication: string;
  readonly entries: readonly Entry[];
}

/** The news of the last two days, for Google News. */
export const newsSitemap: Plugin = {
  name: 'news-sitemap',
  version: '1',
  quotes: () => [],
  plan(site, tools) {
    const addressOf = addressesOf(tools);
    if (addressOf === null) return [];
    const { derive } = tools;
    const { title: publication, language } = site.config;
    const fresh = freshStories(site);
    const fileAt = (path: string, stories: readonly PlacedStory[]): PlannedFile => {
      const entries = stories.map(({ url, story, card }) => ({
        loc: addressOf(url),
        title: card.value.headline,
        published: story.published.iso,
        language: newsLanguage(story.language ?? language),
      }));
      return textFile(path, derive({ publication, entries }, urlset), 'the sitemap of the news');
    };
    if (fresh.length <= MAX_URLS) return [fileAt('news-sitemap.xml', fresh)];
    const files: PlannedFile[] = [];
    for (let start = 0; start < fresh.length; start += MAX_URLS)
      files.push(
        fileAt(`news-sitemap-${files.length + 1}.xml`, fresh.slice(start, start + MAX_URLS)),
      );
    const entries = files.map(({ path }) => ({ loc: addressOf(`/${path}`), lastmod: null }));
    const index = textFile(
      'news-sitemap.xml',
      derive(entries, sitemapIndex),
      'the sitemap of the news',
    );
    return [...files, index];
  },
  /** Each story leaves the file two days after its publication. */
  changesAt: (site) =>
    site.config.origin === null
      ? []
      : freshStories(site).map(({ story }) => story.published.ms + TWO_DAYS_MS),
};

/** The newest first. What is paid for is no news, and what is told of a copy is told of the original. */
function freshStories({ stories, clock }: Site): readonly PlacedStory[] {
  const fresh: PlacedStory[] = [];
  for (const placed of stories) {
    const { published, kind, isCopy } = placed.story;
    if (published.ms + TWO_DAYS_MS <= clock) break;
    if (kind !== 'sponsored' && !isCopy) fresh.push(placed);
  }
  return fresh;
}

/** ISO 639, apart from Chinese, which has two names of its own. */
function newsLanguage(tag: string): string {
  const [language = 'en', ...subtags] = tag.toLowerCase().split('-');
  if (language !== 'zh') return language;
  return subtags.some((part) => ['tw', 'hk', 'hant'].includes(part)) ? 'zh-tw' : 'zh-cn';
}

function urlset({ publication, entries }: NewsFile): string {
  const urls = entries.map(
    ({ loc, title, published, language }) =>
      `<url>\n${element('loc', loc)}<news:news>\n<news:publication>\n${element('news:name', publication)}${element('news:language', language)}</news:publication>\n${element('news:publication_date', published)}${element('news:title', title)}</news:news>\n</url>\n`,
  );
  return `${XML_DECLARATION}<urlset xmlns="${SITEMAP_NAMESPACE}" xmlns:news="${NAMESPACE}">\n${urls.join('')}</urlset>\n`;
}
