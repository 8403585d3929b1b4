import { digest } from '../hash.ts';
import { type Part, part, type Recipe, sharedPart } from '../part.ts';
import { type OutputPath, outputPath, ownFolder, type SourcePath, type UrlPath } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Page } from '../types/page.ts';
import type { Hrefs } from '../types/plugin.ts';
import type { ShownStory } from '../types/site.ts';
import type {
  AuthorView,
  PageView,
  SeriesNav,
  SiteView,
  StoryDetail,
  StoryItem,
  StoryPageView,
} from '../types/views.ts';
import { hashesOf } from './card.ts';
import type { HeadOf } from './head.ts';
import { createHrefs } from './hrefs.ts';
import { fingerprint } from './key.ts';
import { lastChangeOf } from './last-change.ts';
import type { Neighbours } from './neighbours.ts';

/** What story pages show beside their story. */
export interface Surroundings {
  readonly config: Config;
  readonly site: Part<SiteView>;
  readonly neighbours: Neighbours;
  readonly headOf: HeadOf;
  /** A story by its place among all stories, the newest of which is the first. */
  storyAt(index: number): Pick<ShownStory, 'card'>;
}

/**
 * The page of a story. A plan holds one for each story of the archive, so its view is put together whenever somebody
 * looks at it, and not kept.
 */
export class StoryPage implements Page {
  readonly type = 'page';
  readonly phase = 'story';
  readonly template = 'story.ejs';
  readonly path: OutputPath;
  readonly #shown: ShownStory;
  readonly #index: number;
  readonly #around: Surroundings;

  constructor(shown: ShownStory, index: number, around: Surroundings) {
    this.path = outputPath(shown.url, around.config.urls);
    this.#shown = shown;
    this.#index = index;
    this.#around = around;
  }

  get url(): UrlPath {
    return this.#shown.url;
  }

  get origin(): string {
    return this.#shown.story.source;
  }

  get owner(): SourcePath {
    return this.#shown.story.source;
  }

  get view(): { readonly [Key in keyof StoryPageView]: Recipe<StoryPageView[Key]> } {
    const shown = this.#shown;
    const { site, config, neighbours, headOf, storyAt } = this.#around;
    const page = part(shown.card.hash, () => pageViewOf(shown, config));
    const story = detailOf(shown, createHrefs(config));
    return {
      site,
      page,
      head: headOf({ site, page, story }),
      story,
      series: this.#series(),
      related: neighbours.relatedTo(this.#index).map((index) => storyAt(index).card),
    };
  }

  get body(): NonNullable<Page['body']> {
    const { story, links, url } = this.#shown;
    const { source, hash } = story;
    const language = story.language ?? this.#around.config.language;
    const folder = ownFolder(url, this.#around.config.urls);
    return { source, hash, links, language, folder, live: null };
  }

  #series(): Recipe<SeriesNav> | null {
    const { neighbours, storyAt } = this.#around;
    const found = neighbours.seriesOf(this.#index);
    if (found === null) return null;
    const { series, part: number, previous, next } = found;
    return {
      name: series.name,
      url: series.link.url,
      part: number,
      previous: previous === null ? null : storyAt(previous).card,
      next: next === null ? null : storyAt(next).card,
    };
  }
}

function pageViewOf({ url, card }: ShownStory, config: Config): PageView {
  const { href, absolute } = createHrefs(config);
  const { headline, dek, summary, language, direction } = card.value;
  return {
    kind: card.value.kind === 'live' ? 'live' : 'story',
    title: headline,
    description: dek ?? (summary || null),
    url: href(url),
    canonical: absolute(url),
    language,
    direction,
  };
}

/** All that a story's own page shows of it. */
function detailOf(shown: ShownStory, hrefs: Hrefs): Part<StoryDetail> {
  const { words } = shown.story;
  const facts = factsOf(shown, hrefs);
  return part(`${facts.hash} ${words}`, () => ({ ...facts.value, words }));
}

/** All that lists and feeds show of it: an edit of nothing but the text leaves that as it is. */
export function itemOf(shown: ShownStory, hrefs: Hrefs): Part<StoryItem> {
  const imageBytes = shown.picture?.size?.bytes ?? null;
  const facts = factsOf(shown, hrefs);
  return sharedPart(`${facts.hash} ${imageBytes}`, () => ({ ...facts.value, imageBytes }));
}

/** Pages print the byline where there is one: it may say the same names in other words, or something else. */
function areNamed(people: readonly AuthorView[], byline: string | null): boolean {
  return byline === null || people.every(({ name }) => byline.includes(name));
}

/** Where a story was first published: the first of its old addresses, if it has moved. */
export function firstAddress({ story, url }: Pick<ShownStory, 'story' | 'url'>): UrlPath {
  return story.aliases[0] ?? url;
}

/** All that is known of a story without its text. */
function factsOf(shown: ShownStory, { absolute }: Hrefs): Part<Omit<StoryDetail, 'words'>> {
  const { story, url, card, topics, authors } = shown;
  const { copy, updated, urgency, corrections, id } = story;
  const changed = lastChangeOf(shown);
  const identity = id ?? absolute(firstAddress({ story, url }));
  const notices = corrections.length === 0 ? '' : fingerprint(corrections);
  const own = `${card.hash} ${copy.hash} ${updated?.iso} ${changed.iso} ${urgency} ${identity} ${notices}`;
  const hash = digest(`${own}\n${hashesOf(topics)}\n${hashesOf(authors)}`);
  return part(hash, () => {
    const { slugline, dateline, wire, free, extra } = copy.value;
    const onCard = card.value;
    const people = authors.map((author) => author.view);
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
      isLive: onCard.isLive,
      isRetracted: onCard.isRetracted,
      image: onCard.image,
      language: onCard.language,
      direction: onCard.direction,
      id,
      identity,
      slugline,
      updated,
      changed,
      dateline,
      topics: topics.map((topic) => topic.link),
      corrections,
      source: wire.source,
      credit: wire.credit,
      canonical: wire.canonical,
      usageTerms: wire.usageTerms,
      urgency,
      free,
      people,
      credited: areNamed(people, onCard.byline) ? people : [],
      extra,
    };
  });
}
