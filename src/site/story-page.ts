import { digest } from '../hash.ts';
import { type Part, part, type Recipe } from '../part.ts';
import { type OutputPath, outputPath, type SourcePath, type UrlPath } from '../paths.ts';
import type { Page } from '../types/page.ts';
import type { PlacedStory } from '../types/site.ts';
import type { PageView, SeriesNav, StoryDetail, StoryPageView } from '../types/views.ts';
import { hashesOf } from './card.ts';

/** What story pages show beside their story. */
export interface Neighbourhood {
  readonly site: StoryPageView['site'] | Part<StoryPageView['site']>;
  readonly language: string;
  relatedTo(index: number): readonly PlacedStory[];
  seriesOf(placed: PlacedStory): Recipe<SeriesNav> | null;
  pageViewOf(placed: PlacedStory): PageView;
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
  readonly #placed: PlacedStory;
  /** Its place among all stories, the newest of which is the first. */
  readonly #index: number;
  readonly #around: Neighbourhood;

  constructor(placed: PlacedStory, index: number, around: Neighbourhood) {
    this.path = outputPath(placed.url);
    this.#placed = placed;
    this.#index = index;
    this.#around = around;
  }

  get url(): UrlPath {
    return this.#placed.url;
  }

  get origin(): string {
    return this.#placed.story.source;
  }

  get owner(): SourcePath {
    return this.#placed.story.source;
  }

  get view(): Recipe<StoryPageView> {
    const placed = this.#placed;
    const around = this.#around;
    return {
      site: around.site,
      page: part(placed.card.hash, () => around.pageViewOf(placed)),
      story: detailOf(placed),
      series: around.seriesOf(placed),
      related: around.relatedTo(this.#index).map(({ card }) => card),
    };
  }

  get body(): NonNullable<Page['body']> {
    const { story, links } = this.#placed;
    const { source, hash } = story;
    return { source, hash, links, language: story.language ?? this.#around.language };
  }
}

/** All that a story's own page shows of it. */
function detailOf({ story, card, topics, authors }: PlacedStory): Part<StoryDetail> {
  const { copy, updated, urgency, words } = story;
  const own = `${card.hash} ${copy.hash} ${updated?.iso} ${urgency} ${words}`;
  const hash = digest(`${own}\n${hashesOf(topics)}\n${hashesOf(authors)}`);
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
