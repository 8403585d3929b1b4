import { digest } from '../hash.ts';
import { type Part, part, type Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { PageView, StandingView, StoryDetail, StoryPageView } from '../types/views.ts';
import { createHrefs } from './hrefs.ts';
import { pageAt, type ViewOf } from './page.ts';
import { relateStories } from './related.ts';
import { seriesPositions } from './series.ts';
import { directionFor } from './site.ts';

/** One page a story. */
export function planStories(site: Site): Page[] {
  const { href, absolute } = createHrefs(site.config);
  const related = relateStories(site.stories);
  const positions = seriesPositions(site.series);
  return site.stories.map((placed, index) => {
    const { story, url, card, links } = placed;
    const language = story.language ?? site.config.language;
    const view: Recipe<StoryPageView> = {
      site: site.view,
      page: part(card.hash, () => pageView(placed)),
      story: detailOf(placed),
      series: positions.get(placed) ?? null,
      related: (related[index] ?? []).map((other) => other.card),
    };
    return pageAt({
      url,
      template: 'story.ejs',
      phase: 'story',
      origin: story.source,
      owner: story.source,
      view,
      body: { source: story.source, hash: story.hash, links, language },
    });
  });

  function pageView({ url, card }: PlacedStory): PageView {
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

/** All that a story's own page shows of it. */
function detailOf({ story, card, topics, authors }: PlacedStory): Part<StoryDetail> {
  const { copy, updated, urgency, words } = story;
  const hash = digest(
    `${card.hash} ${copy.hash} ${updated?.iso} ${urgency} ${words} ${topics.map((topic) => topic.hash)} ${authors.map((author) => author.hash)}`,
  );
  return part(hash, () => {
    const { id, slugline, dateline, corrections, wire, free, extra } = copy.value;
    const onCard = card.value;
    // Written out, because a spread of many keys is slow.
    return {
      url: onCard.url,
      headline: onCard.headline,
      dek: onCard.dek,
      summary: onCard.summary,
      section: onCard.section,
      authors: onCard.authors,
      byline: onCard.byline,
      published: onCard.published,
      kind: onCard.kind,
      image: onCard.image,
      language: onCard.language,
      direction: onCard.direction,
      id,
      slugline,
      updated,
      dateline,
      topics: topics.map((topic) => topic.link),
      corrections,
      source: wire.source,
      credit: wire.credit,
      canonical: wire.canonical,
      usageTerms: wire.usageTerms,
      urgency,
      free,
      words,
      people: authors.map((author) => author.view),
      extra,
    };
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
