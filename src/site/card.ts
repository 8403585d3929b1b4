import { digest } from '../hash.ts';
import { Part } from '../part.ts';
import type { Author, PlacedStory, Section } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { Card } from '../types/views.ts';

interface CardParts {
  readonly story: Story;
  /** With base, ready for an attribute. */
  readonly address: string;
  readonly section: Section;
  readonly authors: readonly Author[];
  /** Where the picture is, or null when there is none that may be shown. */
  readonly picture: string | null;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
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
    const { story, address, section, authors, picture, language, direction } = this.#parts;
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
      language,
      direction,
    };
  }
}

/** Of everything that `value` looks at. The story's own part of it is hashed when the story is read. */
function hashOf({
  story,
  address,
  section,
  authors,
  picture,
  language,
  direction,
}: CardParts): string {
  const { cardHash, published, kind } = story;
  const own = `${cardHash}\n${published.iso}\n${kind}\n${language} ${direction}`;
  return digest(`${own}\n${address}\n${picture}\n${section.hash}${hashesOf(authors)}`);
}

/** The hashes of groups, one after the other. */
export function hashesOf(groups: PlacedStory['topics' | 'authors']): string {
  let hashes = '';
  for (const { hash } of groups) hashes += ` ${hash}`;
  return hashes;
}
