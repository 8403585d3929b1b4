import type { Recipe } from '../part.ts';
import { fileBeside } from '../paths.ts';
import type { LiveBody, Page } from '../types/page.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { LivePageView } from '../types/views.ts';
import type { HeadOf } from './head.ts';
import { createHrefs } from './hrefs.ts';
import { pageAt } from './page.ts';
import type { StoryPage } from './story-page.ts';

/** The page of a live blog, and beside it the JSON that tells waiting readers of new updates. */
export function planLive(
  site: Site,
  { story, url }: PlacedStory,
  { page, headOf }: { readonly page: StoryPage; readonly headOf: HeadOf },
): Page[] {
  const { href } = createHrefs(site.config);
  const poll = fileBeside(url, 'live.json');
  const blog = { ended: story.ended, poll: href(poll) };
  const shown = page.view;
  const head = headOf({ site: shown.site, page: shown.page, story: shown.story, blog });
  const view: Recipe<LivePageView> = { ...shown, head, blog };
  const live = liveBodyOf(site, story);
  const common = {
    phase: 'story',
    origin: story.source,
    owner: story.source,
    view,
    body: { ...page.body, live },
  } as const;
  return [
    pageAt(site, { ...common, url, template: 'live.ejs' }),
    pageAt(site, { ...common, url: poll, template: 'live-json.ejs' }),
  ];
}

/** What a live blog's text consists of. */
export function liveBodyOf(
  { config, entries }: Pick<Site, 'config' | 'entries'>,
  { source, published }: Story,
): LiveBody {
  return {
    day: published.iso.slice(0, 10),
    timeZone: config.timeZone,
    entries: (entries.get(source) ?? []).map(({ entry, at, authors, links }) => ({
      source: entry.source,
      hash: entry.hash,
      links,
      at,
      headline: entry.headline,
      isKey: entry.isKey,
      authors: authors.map(({ person }) => person),
    })),
  };
}
