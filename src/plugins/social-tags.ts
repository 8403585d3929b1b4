import type { Hrefs, Plugin } from '../types/plugin.ts';
import type { Attributes, HeadSubject, ImageView, LinkView, StoryDetail } from '../types/views.ts';
import { absoluteFile } from './addresses.ts';

/**
 * What social networks and news aggregators look for in the head of a page, beside the title and the address that the
 * templates write: https://ogp.me/, and the cards of X.
 */
export const socialTags: Plugin = {
  name: 'social-tags',
  version: '1',
  quotes: () => [],
  head: (subject, hrefs) => ({ meta: metaOf(subject, hrefs) }),
};

function metaOf({ site, page, story }: HeadSubject, hrefs: Hrefs): readonly Attributes[] {
  if (page.kind === '404') return [];
  const image = story?.image ?? null;
  const siteHandle = handleIn(site.publisher.sameAs);
  return [
    property('og:locale', localeOf(page.language)),
    ...(image === null ? [] : imageTags(image, hrefs)),
    ...(story === undefined ? [] : articleTags(story, hrefs)),
    named('twitter:card', image === null ? 'summary' : 'summary_large_image'),
    ...(siteHandle === null ? [] : [named('twitter:site', siteHandle)]),
    ...(story === undefined ? [] : creatorTags(story)),
    // Elsewhere is the original: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    ...(story?.canonical ? [named('Googlebot-News', 'noindex')] : []),
  ];
}

/** `en_GB`: of a language without a region, that in which most of its speakers live. */
function localeOf(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region === undefined ? language : `${language}_${region}`;
}

function imageTags({ src, width, height, alt }: ImageView, hrefs: Hrefs): readonly Attributes[] {
  const address = absoluteFile(src, hrefs);
  if (address === null) return [];
  return [
    property('og:image', address),
    ...(width === null ? [] : [property('og:image:width', String(width))]),
    ...(height === null ? [] : [property('og:image:height', String(height))]),
    ...(alt === '' ? [] : [property('og:image:alt', alt), named('twitter:image:alt', alt)]),
  ];
}

/** https://ogp.me/#type_article: one tag for each author and each tag. */
function articleTags(story: StoryDetail, hrefs: Hrefs): readonly Attributes[] {
  const { published, updated, changed, kind, section, credited, topics } = story;
  const modified = kind === 'live' ? changed : updated;
  return [
    property('article:published_time', published.iso),
    ...(modified === null || modified.ms <= published.ms
      ? []
      : [property('article:modified_time', modified.iso)]),
    property('article:section', section.text),
    ...credited.map(({ url, name }) =>
      property('article:author', absoluteFile(url, hrefs) ?? name),
    ),
    ...topics.map(({ text }) => property('article:tag', text)),
  ];
}

function creatorTags({ credited }: StoryDetail): readonly Attributes[] {
  const handle = handleIn(credited.flatMap(({ links }) => links.map(({ url }: LinkView) => url)));
  return handle === null ? [] : [named('twitter:creator', handle)];
}

/** The name on X in the first address that leads there. */
function handleIn(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const name = /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/@?(\w{1,15})\/?$/i.exec(address)?.[1];
    if (name !== undefined) return `@${name}`;
  }
  return null;
}

/** Open Graph goes by `property`, everybody else by `name`. */
function property(name: string, content: string): Attributes {
  return { property: name, content };
}

function named(name: string, content: string): Attributes {
  return { name, content };
}
