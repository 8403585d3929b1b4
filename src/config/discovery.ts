import * as v from 'valibot';
import type { DiscoveryConfig } from '../types/config.ts';
import { address, flag, text, wholeNumber } from './theme-schema.ts';

const webAddress = v.pipe(
  text,
  v.check(
    (address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol),
    'must be an address such as https://example.org/page',
  ),
);

/** Who publishes the site. */
export const PublisherSchema = v.strictObject({
  name: v.optional(text),
  logo: v.optional(address),
  sameAs: v.optional(v.array(webAddress, 'must be a list of web addresses')),
});

/** By what readers, feed readers and search engines find the news. */
export const DiscoverySchema = v.strictObject({
  metadata: v.optional(flag),
  feeds: v.optional(
    v.union(
      [
        v.literal(false),
        v.strictObject({
          items: v.optional(wholeNumber(1, 100)),
          content: v.optional(v.picklist(['full', 'summary'], 'must be "full" or "summary"')),
          hubs: v.optional(v.array(webAddress, 'must be a list of web addresses')),
        }),
      ],
      'must be false or { items, content, hubs }',
    ),
  ),
  sitemaps: v.optional(flag),
  robots: v.optional(flag),
  ninjs: v.optional(flag),
  oembed: v.optional(flag),
  llms: v.optional(flag),
});

/** Fills in the defaults. */
export function resolveDiscovery(user: v.InferInput<typeof DiscoverySchema>): DiscoveryConfig {
  const { feeds = {} } = user;
  return {
    metadata: user.metadata ?? true,
    feeds:
      feeds === false
        ? null
        : {
            items: feeds.items ?? 20,
            content: feeds.content ?? 'full',
            hubs: feeds.hubs ?? [],
          },
    sitemaps: user.sitemaps ?? true,
    robots: user.robots ?? true,
    ninjs: user.ninjs ?? false,
    oembed: user.oembed ?? false,
    llms: user.llms ?? false,
  };
}
