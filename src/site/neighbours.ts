import type { Label, Series, Site } from '../types/site.ts';
import { relateStories } from './related.ts';
import { seriesPlaces } from './series.ts';

/** Which other stories the page of a story shows. Stories go by their place among all, the newest of which is the first. */
export interface Neighbours {
  relatedTo(index: number): readonly number[];
  seriesOf(index: number): SeriesNeighbours | null;
}

interface SeriesNeighbours {
  readonly series: Label<Series>;
  /** From 1. */
  readonly part: number;
  readonly previous: number | null;
  readonly next: number | null;
}

export function findNeighbours(site: Site): Neighbours {
  const places = seriesPlaces(site);
  let related: ReturnType<typeof relateStories> | null = null;
  return {
    // A preview need not relate a whole archive before it shows its front page.
    relatedTo(index) {
      related ??= relateStories(site.stories);
      return related(index);
    },
    seriesOf: (index) => places.get(index) ?? null,
  };
}
