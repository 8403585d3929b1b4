import type { Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedPage, Site } from '../types/site.ts';
import type { StandingView } from '../types/views.ts';
import { directionFor } from './card.ts';
import { planLive } from './live.ts';
import type { Neighbours } from './neighbours.ts';
import { pageAt, type ViewOf } from './page.ts';
import { StoryPage, type Surroundings } from './story-page.ts';

/** What the pages of a site's stories show beside their stories. */
export function surroundingsIn(
  { config, view, stories }: Site,
  neighbours: Neighbours,
): Surroundings {
  const storyAt = (index: number) => {
    const placed = stories[index];
    if (placed === undefined) throw new RangeError(`no story ${index}`);
    return placed;
  };
  return { config, site: view, neighbours, storyAt };
}

/** One page a story, and a second file for a live blog. */
export function planStories(site: Site, neighbours: Neighbours): Page[] {
  const around = surroundingsIn(site, neighbours);
  return site.stories.flatMap((placed, index) => {
    const page = new StoryPage(placed, index, around);
    return placed.story.kind === 'live' ? planLive(site, placed, page) : [page];
  });
}

/** The pages outside the flow of news. */
export function planStanding(site: Site, viewOf: ViewOf): Page[] {
  return site.pages.map(({ page: standing, links }: PlacedPage) => {
    const { url, source, hash, headline, dek, extra } = standing;
    const language = standing.language ?? site.config.language;
    const view: Recipe<StandingView> = {
      ...viewOf({
        kind: 'standing',
        url,
        title: headline,
        description: dek,
        language,
        direction: directionFor(standing, site.config),
      }),
      standing: { headline, dek, extra },
    };
    const body = { source, hash, links, language, live: null };
    return pageAt({
      url,
      template: 'standing.ejs',
      phase: 'story',
      origin: source,
      owner: source,
      view,
      body,
    });
  });
}
