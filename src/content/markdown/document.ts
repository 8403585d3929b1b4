import type { Token, Tokens } from 'marked';
import { type Place, positionAt } from '../../errors/problem.ts';
import type { LinkTable } from '../../types/page.ts';
import type { Problem } from '../../types/problem.ts';
import type { Words } from '../../words.ts';
import { HeadingIds } from './headings.ts';

/** One body to render, and what it may refer to. */
export interface MarkdownSource {
  /** For messages. */
  readonly file: string;
  /** The whole file, of which the body is the end: messages count its lines. */
  readonly text: string;
  readonly body: string;
  readonly language: string;
  readonly links: LinkTable;
}

/** A link that a body makes, for the checks of a whole site. */
export interface BodyLink {
  /** As it stands in the page, with base path and fragment. */
  readonly href: string;
  readonly place: () => Place;
}

/** A picture in a body, for the desk's checks. */
export interface BodyImage {
  readonly alt: string;
  readonly credit: string | null;
  readonly place: () => Place;
}

export interface Footnote {
  readonly label: string;
  readonly tokens: Token[];
  readonly token: Tokens.Generic;
  /** How often the text refers to it; 0 while it is unused. */
  references: number;
  /** From 1, in the order of the first references. */
  number: number;
}

/** What is gathered while one document is lexed and rendered. A document's state never outlives it. */
export class MarkdownDocument {
  readonly source: MarkdownSource;
  readonly words: Words;
  readonly problems: Problem[] = [];
  readonly headings = new HeadingIds();
  readonly footnotes = new Map<string, Footnote>();
  readonly links: BodyLink[] = [];
  readonly images: BodyImage[] = [];
  hasRawHtml = false;
  /** Inside a link there is no second link. */
  insideLink = false;
  #cursor = 0;

  constructor(source: MarkdownSource, words: Words) {
    this.source = source;
    this.words = words;
  }

  addLink(href: string, raw: string): void {
    this.links.push({ href, place: () => this.placeOf(raw) });
  }

  addImage(alt: string, credit: string | null, raw: string): void {
    this.images.push({ alt, credit, place: () => this.placeOf(raw) });
  }

  /**
   * Where a token stands. Tokens carry no positions, so its text is searched for, from the last place that was
   * asked for and then from the top.
   */
  placeOf(raw: string): Place {
    const { file, text, body } = this.source;
    const needle = raw.trim().split('\n', 1).join('');
    const bodyStart = text.length - body.length;
    const from = Math.max(bodyStart, this.#cursor);
    let offset = text.indexOf(needle, from);
    if (offset === -1) offset = text.indexOf(needle, bodyStart);
    if (offset === -1) offset = bodyStart;
    else this.#cursor = offset + needle.length;
    return { file, text, position: positionAt(text, offset) };
  }
}
