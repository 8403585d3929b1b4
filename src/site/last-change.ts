import type { PlacedStory } from '../types/site.ts';
import type { Instant } from '../types/story.ts';

/**
 * When anything of a story last changed that its readers may want to know: it was published or updated, put right, or
 * its live coverage went on. What an editor dated before the publication does not count.
 */
export function lastChangeOf({
  story: { published, updated, corrections, lastUpdate },
  lastEntry,
}: Pick<PlacedStory, 'story' | 'lastEntry'>): Instant {
  const dates = corrections.map(({ date }) => date);
  return latestOf([published, updated, lastUpdate, lastEntry, ...dates]) ?? published;
}

/** The latest of several moments, or null when there is none. */
export function latestOf(instants: readonly (Instant | null)[]): Instant | null {
  let latest: Instant | null = null;
  for (const instant of instants)
    if (instant !== null && (latest === null || instant.ms > latest.ms)) latest = instant;
  return latest;
}
