import { jsonBefore, packTexts, type Row } from '../content/row.ts';
import { sharedPart } from '../part.ts';
import type { SourcePath, UrlPath } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { LinkTable } from '../types/page.ts';
import type {
  Author,
  Label,
  Picture,
  PlacedStory,
  Section,
  Series,
  ShownStory,
  Topic,
} from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { SiteView } from '../types/views.ts';
import { CardPart } from './card.ts';
import type { HeadOf } from './head.ts';
import { createHrefs } from './hrefs.ts';
import type { Neighbours } from './neighbours.ts';
import type { Plan } from './plan.ts';
import { firstAddress, StoryPage } from './story-page.ts';

/**
 * What a plan decided of each story, in the form in which the next build finds it: with this, and with the stories
 * themselves, the page of one story is planned again without planning the site.
 */
export interface Placements {
  readonly view: { readonly hash: string; readonly value: SiteView };
  readonly sections: readonly Label<Section>[];
  readonly topics: readonly Label<Topic>[];
  readonly authors: readonly Label<Author>[];
  readonly series: readonly Label<Series>[];
  /** See `Plan`. */
  readonly languages: readonly string[];
  readonly quoted: readonly SourcePath[] | null;
  /** Hashes of the files of all stories, visible or not, in the order of their paths. */
  readonly readings: readonly string[];
  /** All visible stories, the newest first. */
  readonly sources: readonly SourcePath[];
  /** Of each of them a `Placement`, as JSON. */
  readonly rows: readonly Row[];
}

/** Groups and stories go by their number. */
interface Placement {
  readonly url: UrlPath;
  /** What feeds know it by. */
  readonly identity: string;
  readonly picture: Picture | null;
  readonly links: LinkTable;
  readonly section: number;
  readonly topics: readonly number[];
  readonly authors: readonly number[];
  readonly related: readonly number[];
  readonly series: {
    readonly of: number;
    readonly part: number;
    readonly previous: number | null;
    readonly next: number | null;
  } | null;
}

export function packPlacements(
  { site, neighbours, languages, quoted, quotedInPages }: Plan,
  readings: Placements['readings'],
): Placements {
  const sections = numbered(site.sections);
  const topics = numbered(site.topics);
  const authors = numbered(site.authors);
  const series = numbered(site.series);
  const { absolute } = createHrefs(site.config);
  const addressOf = (url: UrlPath) => absolute(url) ?? url;
  const place = (placed: PlacedStory, index: number): Placement => {
    const found = neighbours.seriesOf(index);
    return {
      url: placed.url,
      identity: placed.story.id ?? addressOf(firstAddress(placed)),
      picture: placed.picture,
      links: placed.links,
      section: sections.numberOf(placed.section),
      topics: placed.topics.map(topics.numberOf),
      authors: placed.authors.map(authors.numberOf),
      related: neighbours.relatedTo(index),
      series: found && {
        of: series.numberOf(found.series),
        part: found.part,
        previous: found.previous,
        next: found.next,
      },
    };
  };
  return {
    view: { hash: site.view.hash, value: site.view.value },
    languages,
    // A page that quotes a story is planned with it.
    quoted: quoted === null ? null : [...new Set([...quoted, ...quotedInPages])],
    readings,
    sections: sections.labels,
    topics: topics.labels,
    authors: authors.labels,
    series: series.labels,
    sources: site.stories.map(({ story }) => story.source),
    rows: site.stories.map((placed, index) => packTexts(JSON.stringify(place(placed, index)))),
  };
}

interface Sources {
  readonly config: Config;
  readonly headOf: HeadOf;
  /** Milliseconds since 1970: a live blog among the related stories may have ended. */
  readonly clock: number;
  /** A visible story, as it is now. */
  storyOf(source: SourcePath): Story;
}

/**
 * Finds the pages of stories.
 *
 * @returns null for a story that is not visible
 */
export function openPlacements(
  placements: Placements,
  { config, clock, headOf, storyOf }: Sources,
): (source: SourcePath) => StoryPage | null {
  const { view, sections, topics, authors, series, sources, rows } = placements;
  const { href } = createHrefs(config);
  const neighbours: Neighbours = {
    relatedTo: (index) => placementAt(index).related,
    seriesOf(index) {
      const found = placementAt(index).series;
      return found && { ...found, series: entry(series, found.of) };
    },
  };
  const around = {
    config,
    headOf,
    site: sharedPart(view.hash, () => view.value),
    neighbours,
    storyAt,
  };
  return (source) => {
    const index = sources.indexOf(source);
    return index === -1 ? null : new StoryPage(storyAt(index), index, around);
  };

  function placementAt(index: number): Placement {
    return JSON.parse(jsonBefore(entry(rows, index)));
  }

  function storyAt(index: number): ShownStory {
    const { url, picture, links, ...placement } = placementAt(index);
    const story = storyOf(entry(sources, index));
    const section = entry(sections, placement.section);
    const itsAuthors = placement.authors.map((number) => entry(authors, number));
    return {
      story,
      url,
      picture,
      // A live blog is always planned with its site.
      lastEntry: null,
      links,
      section,
      topics: placement.topics.map((number) => entry(topics, number)),
      authors: itsAuthors,
      card: new CardPart({
        story,
        address: href(url),
        section,
        authors: itsAuthors,
        picture,
        config,
        clock,
      }),
    };
  }
}

/** A story as feeds knew it. */
export interface KnownStory {
  readonly source: SourcePath;
  readonly identity: string;
  /** The last part of its address, by which it is known again if its file has another name. */
  readonly slug: string;
}

/** All stories as feeds knew them when the site was planned. */
export function knownStoriesIn({ sources, rows }: Placements): readonly KnownStory[] {
  return sources.map((source, index) => {
    const { url, identity }: Placement = JSON.parse(jsonBefore(entry(rows, index)));
    return { source, identity, slug: slugIn(url) };
  });
}

/** The last part of an address. */
export function slugIn(url: string): string {
  return url.split('/').filter(Boolean).at(-1) ?? '';
}

function entry<Value>(values: readonly Value[], number: number): Value {
  const value = values[number];
  if (value === undefined) throw new RangeError(`no entry ${number} of ${values.length}`);
  return value;
}

function numbered<Group extends { readonly stories: unknown }>(
  groups: readonly Group[],
): {
  readonly labels: readonly Omit<Group, 'stories'>[];
  numberOf(group: object): number;
} {
  const numbers = new Map<object, number>(groups.map((group, i) => [group, i]));
  return {
    labels: groups.map(({ stories, ...label }) => label),
    numberOf: (group) => numbers.get(group) ?? -1,
  };
}
