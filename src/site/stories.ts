import type { Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { PageView, StandingView } from '../types/views.ts';
import { createHrefs } from './hrefs.ts';
import { pageAt, type ViewOf } from './page.ts';
import { relateStories } from './related.ts';
import { seriesPositions } from './series.ts';
import { directionFor } from './site.ts';
import { StoryPage } from './story-page.ts';

/** One page a story. */
export function planStories(site: Site): Page[] {
  const { href, absolute } = createHrefs(site.config);
  const positions = seriesPositions(site.series);
  const around = {
    site: site.view,
    language: site.config.language,
    relatedTo: relateStories(site.stories),
    seriesOf: (placed: PlacedStory) => positions.get(placed) ?? null,
    pageViewOf,
  };
  return site.stories.map((placed, index) => new StoryPage(placed, index, around));

  function pageViewOf({ url, card }: PlacedStory): PageView {
    const { headline, dek, summary, language, direction } = card.value;
    return {
      kind: 'story',
      title: headline,
      description: dek ?? (summary || null),
      url: href(url),
      canonical: absolute(url),
      language,
      direction,
    };
  }
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
    const body = { source, hash, links, language };
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
