import type { PlacedStory } from '../types/site.ts';

const RELATED = 5;
/** Looking further back finds older stories, not closer ones, and would make the work quadratic. */
const WINDOW = 40;

/**
 * Related stories: the older stories that share the most topics, then the newest. Only older ones, so that
 * publishing a story changes no page that exists.
 *
 * @param newestFirst all visible stories
 */
export function relateStories(
  newestFirst: readonly PlacedStory[],
): Map<PlacedStory, readonly PlacedStory[]> {
  const related = new Map<PlacedStory, readonly PlacedStory[]>();
  const byTopic = new Map<string, PlacedStory[]>();
  const bySection = new Map<string, PlacedStory[]>();
  for (const story of newestFirst.toReversed()) {
    related.set(story, pick(story, byTopic, bySection));
    for (const { slug } of story.topics) append(byTopic, slug, story);
    append(bySection, story.section.slug, story);
  }
  return related;
}

function pick(
  story: PlacedStory,
  byTopic: Map<string, PlacedStory[]>,
  bySection: Map<string, PlacedStory[]>,
): readonly PlacedStory[] {
  const shared = new Map<PlacedStory, number>();
  for (const { slug } of story.topics) {
    for (const older of byTopic.get(slug)?.slice(-WINDOW) ?? [])
      shared.set(older, (shared.get(older) ?? 0) + 1);
  }
  const best = [...shared]
    .sort(([a, m], [b, n]) => n - m || newestFirstOrder(a, b))
    .slice(0, RELATED)
    .map(([older]) => older);
  const section = bySection.get(story.section.slug) ?? [];
  for (let i = section.length - 1; i >= 0 && best.length < RELATED; i--) {
    const older = section[i];
    if (older && !shared.has(older)) best.push(older);
  }
  return best;
}

/** Newest first; stories of one moment by their file's path, so that the order never depends on the file system. */
export function newestFirstOrder(a: PlacedStory, b: PlacedStory): number {
  return b.story.published.ms - a.story.published.ms || (a.story.source < b.story.source ? -1 : 1);
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
