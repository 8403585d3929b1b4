import { digest } from '../hash.ts';
import { Part } from '../part.ts';
import type { Config } from '../types/config.ts';
import type { Author, Label, Picture, Section } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { Card } from '../types/views.ts';
import { directionOf } from '../words.ts';

interface CardParts {
  readonly story: Story;
  /** With base, ready for an attribute. */
  readonly address: string;
  readonly section: Label<Section>;
  readonly authors: readonly Label<Author>[];
  /** Null when there is none that may be shown. */
  readonly picture: Picture | null;
  readonly clock: number;
  /** Settings of the site that show on a card. */
  readonly config: Pick<Config, 'language' | 'direction'>;
}

/**
 * The card of a story. An archive holds one for each of its stories, so it keeps what it is made from in fields and
 * makes nothing before it is asked.
 */
export class CardPart extends Part<Card> {
  readonly hash: string;
  readonly isShared = true;
  readonly #parts: CardParts;

  constructor(parts: CardParts) {
    super();
    this.#parts = parts;
    this.hash = hashOf(parts);
  }

  get value(): Card {
    const { story, address, section, authors, picture, clock, config } = this.#parts;
    const { headline, dek, summary, byline, image } = story.copy.value;
    return {
      url: address,
      headline,
      dek,
      summary,
      section: section.link,
      authors: authors.map((author) => author.person),
      byline,
      published: story.published,
      kind: story.kind,
      isLive: isLive(story, clock),
      isRetracted: isRetracted(story),
      image:
        picture === null || image === null
          ? null
          : {
              src: picture.src,
              width: picture.size?.width ?? null,
              height: picture.size?.height ?? null,
              alt: image.alt ?? '',
              caption: image.caption,
              credit: image.credit,
              focus: image.focus,
            },
      language: story.language ?? config.language,
      direction: directionFor(story, config),
    };
  }
}

/** Of everything that `value` looks at. The story's own part of it is hashed when the story is read. */
function hashOf({ story, address, section, authors, picture, clock, config }: CardParts): string {
  const { cardHash, published, kind } = story;
  const tongue = `${story.language ?? config.language} ${directionFor(story, config)}`;
  const live = kind === 'live' ? ` ${isLive(story, clock)}` : '';
  const state = isRetracted(story) ? `${live} retracted` : live;
  const own = `${cardHash}\n${published.iso}\n${kind}${state}\n${tongue}`;
  return digest(
    `${own}\n${address}\n${picture === null ? '' : inWords(picture)}\n${section.hash}${hashesOf(authors)}`,
  );
}

function inWords({ src, size }: Picture): string {
  return `${src} ${size?.width} ${size?.height}`;
}

/** A live blog runs until the moment at which the desk says that it has ended. */
function isLive({ kind, ended }: Story, clock: number): boolean {
  return kind === 'live' && (ended === null || ended.ms > clock);
}

/** A story that the newsroom took back stays where it is, and is recommended nowhere. */
export function isRetracted({ corrections }: Pick<Story, 'corrections'>): boolean {
  return corrections.some(({ kind }) => kind === 'retraction');
}

/** The hashes of groups, one after the other. */
export function hashesOf(groups: readonly { readonly hash: string }[]): string {
  let hashes = '';
  for (const { hash } of groups) hashes += ` ${hash}`;
  return hashes;
}

/** A text in another language than the site's is written in that language's direction. */
export function directionFor(
  { language, direction }: Pick<Story, 'language' | 'direction'>,
  config: Pick<Config, 'direction'>,
): 'ltr' | 'rtl' {
  return direction ?? (language === null ? config.direction : directionOf(language));
}
