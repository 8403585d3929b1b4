import { NAMES } from '../../content/keys.ts';
import * as errors from '../../errors/targets.ts';
import type { SourcePath } from '../../paths.ts';
import { readSiteFeed } from './site-feed.ts';
import type { Finding, Finished, ShownStory, Target } from './target.ts';

const KILOBYTE = 1024;
/** What readers take: the old limits of Google, and those of services that read JSON Feed. */
const MAX_FEED_BYTES = 2048 * KILOBYTE;
const MAX_JSON_BYTES = 250 * KILOBYTE;
const MAX_ITEM_BYTES = 1024 * KILOBYTE;
const FEED = /(?:^|\/)(?:[^/]+\.)?(?:feed\.xml|atom\.xml|feed\.json)$/;

/** What feed readers rely on: sizes that they take, and names of stories that last. */
export const rss: Target = ({ identities, stories }) => {
  const known = new Map<string, string>();
  return (finished) => {
    const feed = readSiteFeed(finished, stories);
    return [
      ...(feed?.findings ?? []),
      ...(finished.story === null ? [] : lookAtIdentity(finished.story)),
      ...(FEED.test(finished.path) ? lookAtSize(finished) : []),
      ...(feed?.items ?? []).flatMap(({ content, shown }): Finding[] => {
        const bytes = Buffer.byteLength(content);
        if (bytes <= MAX_ITEM_BYTES) return [];
        const { source } = shown;
        return [{ source, keys: [], describe: (place) => errors.largeFeedItem(place, bytes) }];
      }),
    ];
  };

  function lookAtIdentity({ source, story }: ShownStory): readonly Finding[] {
    const now = story.identity ?? '';
    const before = identities.get(source as SourcePath) ?? now;
    const other = known.get(now);
    known.set(now, source);
    const keys = [...NAMES.id, ...NAMES.aliases];
    const findings: Finding[] = [];
    if (before !== now)
      findings.push({
        source,
        keys,
        describe: (place) => errors.changedIdentity(place, before, now),
      });
    if (other !== undefined)
      findings.push({ source, keys, describe: (place) => errors.sameIdentity(place, now, other) });
    return findings;
  }
};

function lookAtSize({ path, text }: Finished): readonly Finding[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_FEED_BYTES)
    return [errors.largeFeed(path, bytes, 'readers of feeds stop at 2,048')];
  if (path.endsWith('.json') && bytes > MAX_JSON_BYTES)
    return [errors.largeFeed(path, bytes, 'some readers of JSON Feed stop at 250')];
  return [];
}
