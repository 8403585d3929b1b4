import type { PlacedStory } from '../types/site.ts';
import type { Period } from '../types/views.ts';

/** A year, a month or a day with its stories, and the periods inside it. */
export interface ArchivePeriod {
  readonly period: Period;
  readonly parents: readonly Period[];
  readonly children: readonly ArchivePeriod[];
  readonly stories: readonly PlacedStory[];
}

export const ARCHIVE_URL = '/archive/';

/** The archive by date, years first, the newest first at each level. */
export function archiveOf(
  newestFirst: readonly PlacedStory[],
  href: (url: string) => string,
): readonly ArchivePeriod[] {
  return periods(newestFirst, [], href);
}

/** Lengths of `2026`, `2026-03` and `2026-03-01`. */
const DEPTHS = [4, 7, 10];

function periods(
  stories: readonly PlacedStory[],
  parents: readonly Period[],
  href: (url: string) => string,
): readonly ArchivePeriod[] {
  const length = DEPTHS[parents.length];
  if (length === undefined) return [];
  const groups = new Map<string, PlacedStory[]>();
  for (const placed of stories) {
    const key = placed.story.published.iso.slice(0, length);
    const group = groups.get(key);
    if (group) group.push(placed);
    else groups.set(key, [placed]);
  }
  return [...groups].map(([key, group]) => {
    const [year, month, day] = key.split('-').map(Number);
    const period: Period = Object.freeze({
      year: year ?? 0,
      month: month ?? null,
      day: day ?? null,
      url: href(`${ARCHIVE_URL}${key.replaceAll('-', '/')}/`),
      count: group.length,
    });
    return {
      period,
      parents,
      children: periods(group, [...parents, period], href),
      stories: group,
    };
  });
}
