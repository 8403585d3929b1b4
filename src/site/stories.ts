import type { Page } from '../types/page.ts';
import type { PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { StandingView, StoryDetail, StoryPageView } from '../types/views.ts';
import { pageAt, type ViewOf } from './page.ts';
import { relateStories } from './related.ts';
import { seriesPositions } from './series.ts';
import { directionFor } from './site.ts';

/** One page a story. */
export function planStories(site: Site, viewOf: ViewOf): Page[] {
  const related = relateStories(site.stories);
  const positions = seriesPositions(site.series);
  return site.stories.map((placed) => {
    const { story, url, card, links } = placed;
    const view: StoryPageView = {
      ...viewOf({
        kind: 'story',
        url,
        title: story.headline,
        description: story.dek ?? (story.summary || null),
        language: card.language,
        direction: card.direction,
      }),
      story: storyDetail(placed),
      series: positions.get(placed) ?? null,
      related: (related.get(placed) ?? []).map((other) => other.card),
    };
    const body = { source: story.source, hash: story.hash, links, language: card.language };
    return pageAt({
      url,
      template: 'story.ejs',
      phase: 'story',
      origin: story.source,
      owner: story.source,
      view,
      body,
    });
  });
}

function storyDetail({ story, card, topics, authors }: PlacedStory): StoryDetail {
  return {
    ...card,
    id: story.id,
    slugline: story.slugline,
    updated: story.updated,
    dateline: story.dateline,
    topics: topics.map((topic) => topic.link),
    corrections: story.corrections,
    source: story.wire.source,
    credit: story.wire.credit,
    canonical: story.wire.canonical,
    usageTerms: story.wire.usageTerms,
    urgency: story.urgency,
    free: story.free,
    words: story.words,
    people: authors.map((author) => author.view),
    extra: story.extra,
  };
}

/** The pages outside the flow of news. */
export function planStanding(site: Site, viewOf: ViewOf): Page[] {
  return site.pages.map(({ page: standing, links }: PlacedPage) => {
    const { url, source, hash, headline, dek, extra } = standing;
    const language = standing.language ?? site.config.language;
    const view: StandingView = {
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
