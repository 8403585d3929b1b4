import type { Recipe } from '../part.ts';
import type { PlacedStory, Series } from '../types/site.ts';
import type { SeriesNav } from '../types/views.ts';

/** Where each story stands in its series: by the number that the desk gave it, else by date. */
export function seriesPositions(series: readonly Series[]): Map<PlacedStory, Recipe<SeriesNav>> {
  const positions = new Map<PlacedStory, Recipe<SeriesNav>>();
  for (const { name, link, stories } of series) {
    const inOrder = seriesOrder(stories);
    for (const [index, placed] of inOrder.entries()) {
      positions.set(placed, {
        name,
        url: link.url,
        part: placed.story.series?.part ?? index + 1,
        previous: inOrder[index - 1]?.card ?? null,
        next: inOrder[index + 1]?.card ?? null,
      });
    }
  }
  return positions;
}

/** First part first: by the numbers that the desk gave, else by date. */
export function seriesOrder(newestFirst: readonly PlacedStory[]): readonly PlacedStory[] {
  const part = (placed: PlacedStory) => placed.story.series?.part ?? Number.POSITIVE_INFINITY;
  return newestFirst.toReversed().sort((a, b) => (part(a) === part(b) ? 0 : part(a) - part(b)));
}
