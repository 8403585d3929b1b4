import { noUrl } from '../errors/targets.ts';
import type { KnownStory } from '../site/placements.ts';
import type { Config } from '../types/config.ts';
import type { Page } from '../types/page.ts';
import type { TargetName } from '../types/targets.ts';
import type { StoryPageView, View } from '../types/views.ts';
import type { RenderedPage } from './page.ts';
import { appleNews } from './targets/apple-news.ts';
import { flipboard } from './targets/flipboard.ts';
import { googleNews } from './targets/google-news.ts';
import { rss } from './targets/rss.ts';
import type { Finding, ShownStory, Target } from './targets/target.ts';

const TARGETS: Readonly<Record<TargetName, Target>> = {
  'google-news': googleNews,
  'apple-news': appleNews,
  flipboard,
  rss,
};

interface Context {
  readonly config: Pick<Config, 'origin'>;
  /** Milliseconds since 1970. */
  readonly clock: number;
  /** Stories as feeds knew them when the site was last built. */
  readonly before: readonly KnownStory[];
}

/** Looks at the files of the finished site with the eyes of these targets. */
export function createTargetLint(
  names: readonly TargetName[],
  { config, clock, before }: Context,
): {
  readonly inspect: (page: Page, view: View, rendered: RenderedPage) => void;
  readonly finish: () => readonly Finding[];
} {
  const { origin } = config;
  const found: Finding[] = names.length > 0 && origin === null ? [noUrl()] : [];
  // Stories are made before the feeds that show them.
  const stories = new Map<string, ShownStory>();
  const context = { clock, before, stories };
  const looks = names.map((name) => TARGETS[name](context));
  return {
    inspect(page, view, { html }) {
      if (html === null || origin === null) return;
      const { canonical } = view.page;
      const isStory = page.template === 'story.ejs' || page.template === 'live.ejs';
      const story =
        isStory && canonical !== null
          ? { source: page.origin, address: canonical, story: (view as StoryPageView).story }
          : null;
      if (story !== null) stories.set(story.address, story);
      for (const { look } of looks) found.push(...look({ path: page.path, text: html, story }));
    },
    finish: () =>
      origin === null ? found : [...found, ...looks.flatMap(({ finish }) => finish?.() ?? [])],
  };
}
