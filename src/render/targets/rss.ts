import { NAMES } from '../../content/keys.ts';
import * as errors from '../../errors/targets.ts';
import { type KnownStory, slugIn } from '../../site/placements.ts';
import { lookAtSiteFeed } from './site-feed.ts';
import type { Finding, Finished, ShownStory, Target } from './target.ts';
import { readXmlFeed } from './xml-feed.ts';

const KILOBYTE = 1024;
/** What readers take: the old limits of Google, and those of services that read JSON Feed. */
const MAX_FEED_BYTES = 2048 * KILOBYTE;
const MAX_JSON_BYTES = 250 * KILOBYTE;
const MAX_ITEM_BYTES = 1024 * KILOBYTE;
const FEED = /(?:^|\/)(?:[^/]+\.)?(?:feed\.xml|atom\.xml|feed\.json)$/;

/** More than that have one cause, such as another address of the whole site. */
const MANY = 20;

/** What feed readers rely on: forms and sizes that they take, and names of stories that last. */
export const rss: Target = ({ before, stories }) => {
  const siteFeed = lookAtSiteFeed(stories, (items) =>
    items.flatMap(({ content, shown }): Finding[] => {
      const bytes = Buffer.byteLength(content);
      if (bytes <= MAX_ITEM_BYTES) return [];
      const { source } = shown;
      return [{ source, keys: [], describe: (place) => errors.largeFeedItem(place, bytes) }];
    }),
  );
  return {
    look: (finished) => [
      ...siteFeed.look(finished),
      ...(FEED.test(finished.path) ? [...lookAtSize(finished), ...lookAtXml(finished)] : []),
    ],
    finish: () => [
      ...siteFeed.finish(),
      ...sameIdentities([...stories.values()]),
      ...changedIdentities([...stories.values()], before),
    ],
  };
};

function lookAtSize({ path, text }: Finished): readonly Finding[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_FEED_BYTES)
    return [errors.largeFeed(path, bytes, 'readers of feeds stop at 2,048')];
  if (path.endsWith('.json') && bytes > MAX_JSON_BYTES)
    return [errors.largeFeed(path, bytes, 'some readers of JSON Feed stop at 250')];
  return [];
}

function lookAtXml({ path, text }: Finished): readonly Finding[] {
  if (!path.endsWith('.xml')) return [];
  const { flaw, ids, hasSelf } = readXmlFeed(text);
  if (flaw !== null) return [errors.unreadableFeed(path, flaw)];
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  return [
    ...(twice === undefined ? [] : [errors.repeatedItem(path, twice)]),
    ...(hasSelf ? [] : [errors.noSelf(path)]),
  ];
}

function sameIdentities(stories: readonly ShownStory[]): readonly Finding[] {
  const known = new Map<string, string>();
  return stories.flatMap(({ source, story }): Finding[] => {
    const identity = story.identity ?? '';
    const other = known.get(identity);
    known.set(identity, source);
    return other === undefined
      ? []
      : [{ source, keys: KEYS, describe: (place) => errors.sameIdentity(place, identity, other) }];
  });
}

const KEYS = [...NAMES.id, ...NAMES.aliases];

/**
 * Stories that readers would see as new. One whose file has another name, too, is known again by the last part of its
 * address.
 */
function changedIdentities(
  stories: readonly ShownStory[],
  before: readonly KnownStory[],
): readonly Finding[] {
  const identities = new Set(stories.map(({ story }) => story.identity));
  const lost = before.filter(({ identity }) => !identities.has(identity));
  const bySource = new Map(lost.map((known) => [known.source as string, known]));
  const bySlug = new Map(lost.map((known) => [known.slug, known]));
  const sources = new Set<string>(before.map(({ source }) => source));
  const changed = stories.flatMap(({ source, address, story }) => {
    const again = sources.has(source) ? undefined : bySlug.get(slugIn(new URL(address).pathname));
    const known = bySource.get(source) ?? again;
    return known === undefined ? [] : [{ source, known, now: story.identity ?? '' }];
  });
  const [first] = changed;
  if (first !== undefined && changed.length > MANY)
    return [errors.changedIdentities(changed.length, first.known.identity, first.now)];
  return changed.map(({ source, known, now }) => ({
    source,
    keys: KEYS,
    describe: (place) => errors.changedIdentity(place, known.identity, now),
  }));
}
