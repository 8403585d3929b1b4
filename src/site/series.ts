import type { PlacedStory, Series, Site } from '../types/site.ts';

/** Where a story stands in its series. */
export interface SeriesPlace {
  readonly series: Series;
  /** From 1. */
  readonly part: number;
  /** Places of its neighbours among all stories of the site. */
  readonly previous: number | null;
  readonly next: number | null;
}

/** Where each story stands in its series: by the number that the desk gave it, else by date. By place of the story. */
export function seriesPlaces({ stories, series: all }: Site): ReadonlyMap<number, SeriesPlace> {
  const indexOf = new Map<PlacedStory, number>();
  for (const [index, placed] of stories.entries())
    if (placed.story.series !== null) indexOf.set(placed, index);
  const places = new Map<number, SeriesPlace>();
  for (const series of all) {
    const inOrder = seriesOrder(series.stories);
    const at = (number: number) => {
      const placed = inOrder[number];
      return placed === undefined ? null : (indexOf.get(placed) ?? null);
    };
    for (const [number, { story }] of inOrder.entries()) {
      const index = at(number);
      if (index === null) continue;
      places.set(index, {
        series,
        part: story.series?.part ?? number + 1,
        previous: at(number - 1),
        next: at(number + 1),
      });
    }
  }
  return places;
}

/** First part first: by the numbers that the desk gave, else by date. */
export function seriesOrder(newestFirst: readonly PlacedStory[]): readonly PlacedStory[] {
  const part = (placed: PlacedStory) => placed.story.series?.part ?? Number.POSITIVE_INFINITY;
  return newestFirst.toReversed().sort((a, b) => (part(a) === part(b) ? 0 : part(a) - part(b)));
}
