import type { Plugin, ResolvedConfig } from '../types/plugin.ts';
import { feeds } from './feeds.ts';
import { hosting } from './hosting.ts';
import { llms } from './llms.ts';
import { newsSitemap } from './news-sitemap.ts';
import { ninjs } from './ninjs.ts';
import { oembed } from './oembed.ts';
import { redirects } from './redirects.ts';
import { robots } from './robots.ts';
import { sitemap } from './sitemap.ts';
import { socialTags } from './social-tags.ts';
import { structuredData } from './structured-data.ts';

/** Broadsheet's own plugins, as far as a site wants them, and then the site's. */
export function pluginsOf({ plugins, discovery }: ResolvedConfig): readonly Plugin[] {
  return [
    redirects,
    hosting,
    ...(discovery.metadata ? [socialTags, structuredData()] : []),
    ...(discovery.feeds === null ? [] : [feeds(discovery.feeds)]),
    ...(discovery.sitemaps ? [sitemap, newsSitemap] : []),
    ...(discovery.robots ? [robots] : []),
    ...(discovery.ninjs ? [ninjs] : []),
    ...(discovery.oembed ? [oembed] : []),
    ...(discovery.llms ? [llms] : []),
    ...plugins,
  ];
}
