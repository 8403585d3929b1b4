import type { Recipe } from '../part.ts';
import { fileBeside } from '../paths.ts';
import { CORRECTIONS_URL } from '../site/corrections.ts';
import { lastChangeOf, latestOf } from '../site/last-change.ts';
import type { FeedsConfig } from '../types/config.ts';
import type { Page, PlannedFile } from '../types/page.ts';
import type { Plugin, PluginTools } from '../types/plugin.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Correction, Instant } from '../types/story.ts';
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
import { machinePage } from './machine-page.ts';

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
    head: (subject) => (subject.page.canonical === null ? {} : { links: alternatesOf(subject) }),
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
    const { items, content } = this.#config;
    const shown = stories.slice(0, Math.min(items, channel.most ?? items));
    const quotes = content === 'full' ? shown.map(quote).filter((each) => each !== null) : [];
    const parts = shown.map(item);
    return this.#formats({ ...channel, updated: latestOf(shown.map(lastChangeOf)) }, (common) => ({
      ...common,
      template: 'feeds/stories.ejs',
      view: { ...common.view, items: parts } satisfies Recipe<FeedPageView>,
      quotes,
    }));
  }

  /** The updates of a live blog are known when its text is rendered. */
  #liveFeeds(placed: PlacedStory): readonly PlannedFile[] {
    const { story, url, card } = placed;
    const { headline, dek, summary } = card.value;
    const body = this.#tools.quote(placed);
    const items = [this.#tools.item(placed)];
    const { language, direction } = card.value;
    const channel = { url, title: headline, description: dek ?? summary, language, direction };
    return this.#formats({ ...channel, updated: lastChangeOf(placed) }, (common) => ({
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
    const corrections = notices.map(({ placed, correction }) => {
      const { date, kind, text } = correction;
      const id = idOf(correction, placed.story.corrections);
      return { story: this.#tools.item(placed), id, date, kind, text };
    });
    const channel = { url: CORRECTIONS_URL, title: config.title, description: null };
    return this.#formats(
      { ...channel, updated: latestOf(corrections.map(({ date }) => date)) },
      (common) => ({
        ...common,
        template: 'feeds/corrections.ejs',
        view: { ...common.view, corrections } satisfies Recipe<CorrectionsFeedView>,
      }),
    );
  }

  /** One file in each format. */
  #formats(
    channel: Channel & { readonly updated: Instant | null },
    finish: (common: CommonPage) => Page,
  ): readonly PlannedFile[] {
    const { addressOf } = this.#tools;
    const { hubs, items: limit, content } = this.#config;
    const { url: home, updated, ...words } = channel;
    return FEED_FORMATS.map((format) => {
      const url = feedUrl(home, format);
      const page = machinePage(this.#site, { ...words, url }, this.#tools);
      const feed = {
        format,
        home: addressOf(home),
        self: addressOf(url),
        updated,
        hubs,
        limit,
        content,
      };
      return finish({
        ...page,
        phase: 'list',
        origin: `the feed of ${home}`,
        owner: null,
        view: { ...page.view, feed },
      });
    });
  }
}

type CommonPage = Omit<Page, 'template' | 'view'> & {
  readonly view: { readonly [Key in keyof View]: Recipe<View[Key]> } & { readonly feed: FeedView };
};

/** Of several of one kind and moment, the later in the list have a number. */
function idOf(correction: Correction, all: readonly Correction[]): string {
  const { kind, date } = correction;
  const alike = all.filter((each) => each.kind === kind && each.date.ms === date.ms);
  const number = alike.indexOf(correction) + 1;
  return `${kind}-${date.iso}${number > 1 ? `-${number}` : ''}`;
}

/** What a feed is about. */
interface Channel {
  /** The page that people read. */
  readonly url: string;
  readonly title: string;
  readonly description: string | null;
  /** BCP 47, where it is not the site's. */
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
}

interface StoryChannel extends Channel {
  /** The newest first. */
  readonly stories: readonly PlacedStory[];
  /** How many it shows at most, however many the site wants. */
  readonly most?: number;
}

/** A large site has thousands of topics and authors, each with three feeds; few of them are read. */
const MOST_OF_FEW = 10;

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
      most: MOST_OF_FEW,
    })),
    ...authors.map(({ url, name, view, stories: own }) => ({
      url,
      title: titled(name),
      description: view.bio,
      stories: own,
      most: MOST_OF_FEW,
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
  else add(site.root, site.title);
  return links;
}
