import type { Part, Recipe } from '../part.ts';
import { ownFolder } from '../paths.ts';
import type { Page, Quote } from '../types/page.ts';
import type { Hrefs, PluginTools } from '../types/plugin.ts';
import type { PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { StandingView, StoryItem } from '../types/views.ts';
import { directionFor } from './card.ts';
import { liveBodyOf, planLive } from './live.ts';
import { pageAt, type ViewOf } from './page.ts';
import { itemOf, StoryPage, type Surroundings } from './story-page.ts';

/** What the pages of a site's stories show beside their stories. */
export function surroundingsIn(
  { config, view, stories }: Site,
  { neighbours, headOf }: Pick<Surroundings, 'neighbours' | 'headOf'>,
): Surroundings {
  const storyAt = (index: number) => {
    const placed = stories[index];
    if (placed === undefined) throw new RangeError(`no story ${index}`);
    return placed;
  };
  return { config, site: view, neighbours, headOf, storyAt };
}

/** One page a story, and a second file for a live blog. */
export function planStories(
  site: Site,
  beside: Pick<Surroundings, 'neighbours' | 'headOf'>,
): Page[] {
  const around = surroundingsIn(site, beside);
  return site.stories.flatMap((placed, index) => {
    const page = new StoryPage(placed, index, around);
    return placed.story.kind === 'live'
      ? planLive(site, placed, { page, headOf: beside.headOf })
      : [page];
  });
}

/** What plugins may know of stories, and of their texts. */
export function createStoryTools(site: Site, hrefs: Hrefs): Pick<PluginTools, 'item' | 'quote'> {
  // Many feeds show the same story.
  const items = new Map<PlacedStory, Part<StoryItem>>();
  const quotes = new Map<PlacedStory, Quote>();
  return {
    item(placed) {
      let item = items.get(placed);
      if (item === undefined) {
        item = itemOf(placed, hrefs);
        items.set(placed, item);
      }
      return item;
    },
    quote(placed) {
      const known = quotes.get(placed);
      if (known !== undefined) return known;
      const { story, url, links } = placed;
      const address = hrefs.absolute(url);
      if (address === null) return null;
      const { source, hash } = story;
      const language = story.language ?? site.config.language;
      const live = story.kind === 'live' ? liveBodyOf(site, story) : null;
      // What is frozen is hashed once, however many pages show it.
      const folder = ownFolder(url, site.config.urls);
      const quote = Object.freeze({ source, hash, links, language, folder, live, address });
      quotes.set(placed, quote);
      return quote;
    },
  };
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
    const folder = ownFolder(url, site.config.urls);
    const body = { source, hash, links, language, folder, live: null };
    return pageAt(site, {
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
