import type { Recipe } from '../part.ts';
import { fileBeside, outputPath, type UrlPath } from '../paths.ts';
import { CORRECTIONS_URL } from '../site/corrections.ts';
import { EMPTY_HEAD } from '../site/head.ts';
import type { FeedsConfig } from '../types/config.ts';
import type { Page, PlannedFile } from '../types/page.ts';
import type { Plugin, PluginTools } from '../types/plugin.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Instant } from '../types/story.ts';
import {
  type Attributes,
  type CorrectionsFeedView,
  FEED_FORMATS,
  type FeedFormat,
  type FeedPageView,
  type FeedView,
  type HeadSubject,
  type View,
} from '../types/views.ts';
import { addressesOf } from './addresses.ts';

const FILES: Readonly<Record<FeedFormat, { readonly name: string; readonly type: string }>> = {
  rss: { name: 'feed.xml', type: 'application/rss+xml' },
  atom: { name: 'atom.xml', type: 'application/atom+xml' },
  json: { name: 'feed.json', type: 'application/feed+json' },
};

/**
 * RSS 2.0, Atom and JSON Feed for the site, and for each section, topic, author and live blog; and for corrections.
 * See https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287 and
 * https://www.jsonfeed.org/version/1.1/.
 */
export function feeds(config: FeedsConfig): Plugin {
  const { items, content, hubs } = config;
  return {
    name: 'feeds',
    version: `1 ${items} ${content} ${hubs.join(' ')}`,
    quotes: () => [],
    plan(site, tools) {
      const addressOf = addressesOf(tools);
      return addressOf === null
        ? []
        : new FeedPlanner(site, { ...tools, addressOf }, config).plan();
    },
    head: (subject) => ({ links: alternatesOf(subject) }),
  };
}

type Tools = PluginTools & { readonly addressOf: (url: string) => string };

class FeedPlanner {
  readonly #site: Site;
  readonly #tools: Tools;
  readonly #config: FeedsConfig;

  constructor(site: Site, tools: Tools, config: FeedsConfig) {
    this.#site = site;
    this.#tools = tools;
    this.#config = config;
  }

  plan(): readonly PlannedFile[] {
    const blogs = this.#site.stories.filter(({ story }) => story.kind === 'live');
    return [
      ...channelsOf(this.#site).flatMap((channel) => this.#storyFeeds(channel)),
      ...blogs.flatMap((blog) => this.#liveFeeds(blog)),
      ...this.#correctionFeeds(),
    ];
  }

  #storyFeeds({ stories, ...channel }: StoryChannel): readonly PlannedFile[] {
    const { item, quote } = this.#tools;
    const { items: limit, content } = this.#config;
    const shown = stories.slice(0, limit);
    const quotes = content === 'full' ? shown.map(quote).filter((each) => each !== null) : [];
    const items = shown.map(item);
    return this.#formats({ ...channel, updated: latest(shown.map(lastChange)) }, (common) => ({
      ...common,
      template: 'feeds/stories.ejs',
      view: { ...common.view, items } satisfies Recipe<FeedPageView>,
      quotes,
    }));
  }

  /** The updates of a live blog are known when its text is rendered. */
  #liveFeeds(placed: PlacedStory): readonly PlannedFile[] {
    const { story, url, card } = placed;
    const { headline, dek, summary } = card.value;
    const body = this.#tools.quote(placed);
    const items = [this.#tools.item(placed)];
    const channel = { url, title: headline, description: dek ?? summary };
    return this.#formats({ ...channel, updated: lastChange(placed) }, (common) => ({
      ...common,
      owner: story.source,
      template: 'feeds/live.ejs',
      view: { ...common.view, items } satisfies Recipe<FeedPageView>,
      body,
    }));
  }

  #correctionFeeds(): readonly PlannedFile[] {
    const { stories, config } = this.#site;
    const notices = stories
      .flatMap((placed) => placed.story.corrections.map((correction) => ({ placed, correction })))
      // Notices of one moment stay in the order of their stories.
      .sort((a, b) => b.correction.date.ms - a.correction.date.ms)
      .slice(0, this.#config.items);
    const corrections = notices.map(({ placed, correction: { date, kind, text } }) => ({
      story: this.#tools.item(placed),
      date,
      kind,
      text,
    }));
    const channel = { url: CORRECTIONS_URL, title: config.title, description: null };
    return this.#formats(
      { ...channel, updated: latest(corrections.map(({ date }) => date)) },
      (common) => ({
        ...common,
        template: 'feeds/corrections.ejs',
        view: { ...common.view, corrections } satisfies Recipe<CorrectionsFeedView>,
      }),
    );
  }

  /** One file in each format. */
  #formats(
    { url: home, title, description, updated }: Channel & { readonly updated: Instant | null },
    finish: (common: CommonPage) => Page,
  ): readonly PlannedFile[] {
    const { view: site, config } = this.#site;
    const { href, addressOf } = this.#tools;
    const { language, direction } = config;
    return FEED_FORMATS.map((format) => {
      const url = feedUrl(home, format) as UrlPath;
      const self = addressOf(url);
      const { hubs } = this.#config;
      return finish({
        type: 'page',
        url,
        path: outputPath(url),
        phase: 'list',
        origin: `the feed of ${home}`,
        owner: null,
        givesWay: true,
        body: null,
        view: {
          site,
          page: {
            kind: 'feed',
            title,
            description,
            url: href(url),
            canonical: self,
            language,
            direction,
          },
          head: EMPTY_HEAD,
          feed: { format, home: addressOf(home), self, updated, hubs },
        },
      });
    });
  }
}

type CommonPage = Omit<Page, 'template' | 'view'> & {
  readonly view: { readonly [Key in keyof View]: Recipe<View[Key]> } & { readonly feed: FeedView };
};

/** What a feed is about. */
interface Channel {
  /** The page that people read. */
  readonly url: string;
  readonly title: string;
  readonly description: string | null;
}

interface StoryChannel extends Channel {
  /** The newest first. */
  readonly stories: readonly PlacedStory[];
}

function channelsOf({ config, stories, sections, topics, authors }: Site): readonly StoryChannel[] {
  const titled = (name: string) => `${name} – ${config.title}`;
  return [
    { url: '/', title: config.title, description: config.description ?? config.tagline, stories },
    ...sections.map(({ url, name, description, stories: own }) => ({
      url,
      title: titled(name),
      description,
      stories: own,
    })),
    ...topics.map(({ url, name, stories: own }) => ({
      url,
      title: titled(name),
      description: null,
      stories: own,
    })),
    ...authors.map(({ url, name, view, stories: own }) => ({
      url,
      title: titled(name),
      description: view.bio,
      stories: own,
    })),
  ];
}

function feedUrl(url: string, format: FeedFormat): string {
  return fileBeside(url, FILES[format].name);
}

/** The feeds of a page, and on every page those of the site. */
function alternatesOf({
  site,
  page,
  section,
  topic,
  author,
  blog,
}: HeadSubject): readonly Attributes[] {
  const links: Attributes[] = [];
  const add = (url: string, title: string) => {
    for (const format of FEED_FORMATS) {
      const { type } = FILES[format];
      links.push({ rel: 'alternate', type, title, href: feedUrl(url, format) });
    }
  };
  const own = page.kind === 'series' ? undefined : (section ?? topic);
  if (own !== undefined) add(own.url, `${own.text} – ${site.title}`);
  if (author !== undefined) add(author.url, `${author.name} – ${site.title}`);
  if (blog !== undefined) add(page.url, page.title);
  if (page.kind === 'corrections') add(`${site.root}corrections/`, site.title);
  add(site.root, site.title);
  return links;
}

/** When a feed that shows the story last changed because of it. */
function lastChange({ story }: PlacedStory): Instant {
  const { published, updated, corrections } = story;
  return latest([published, updated, ...corrections.map(({ date }) => date)]) ?? published;
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  let found: Instant | null = null;
  for (const instant of instants)
    if (instant !== null && (found === null || instant.ms > found.ms)) found = instant;
  return found;
}
