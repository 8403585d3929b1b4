import { digest } from '../hash.ts';
import { Part } from '../part.ts';
import type { Config } from '../types/config.ts';
import type { Author, Label, Section } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { Card } from '../types/views.ts';
import { directionOf } from '../words.ts';

interface CardParts {
  readonly story: Story;
  /** With base, ready for an attribute. */
  readonly address: string;
  readonly section: Label<Section>;
  readonly authors: readonly Label<Author>[];
  /** Where the picture is, or null when there is none that may be shown. */
  readonly picture: string | null;
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
    const { story, address, section, authors, picture, config } = this.#parts;
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
      image:
        picture === null || image === null
          ? null
          : {
              src: picture,
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
function hashOf({ story, address, section, authors, picture, config }: CardParts): string {
  const { cardHash, published, kind } = story;
  const tongue = `${story.language ?? config.language} ${directionFor(story, config)}`;
  const own = `${cardHash}\n${published.iso}\n${kind}\n${tongue}`;
  return digest(`${own}\n${address}\n${picture}\n${section.hash}${hashesOf(authors)}`);
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
