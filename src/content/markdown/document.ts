import type { Token, Tokens } from 'marked';
import { type Place, positionAt } from '../../errors/problem.ts';
import type { Say } from '../../messages/messages.ts';
import type { LinkTable } from '../../types/page.ts';
import type { Problem } from '../../types/problem.ts';
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
  /** Stands before addresses that are relative to the page's folder: see `ownFolder`. */
  readonly folder?: string;
  /** Cuts the body into the updates of a live blog, at headings that begin with a time of day. */
  readonly isLive?: boolean;
  /** The level of the highest heading: 2 under a story's headline. */
  readonly topLevel?: number;
  /** Begins every id, where several bodies stand in one page. */
  readonly idPrefix?: string;
}

/** A link that a body makes, for the checks of a whole site. */
export interface BodyLink {
  /** As it stands in the page, with base path and fragment. */
  readonly href: string;
  readonly place: () => Place;
}

/** A picture in a body, for the desk's checks. */
export interface BodyImage {
  /** As it stands in the page, with base path. */
  readonly src: string;
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
  readonly say: Say;
  readonly problems: Problem[] = [];
  readonly headings: HeadingIds;
  readonly footnotes = new Map<string, Footnote>();
  /** Those that the text refers to, in that order. */
  readonly notes: Footnote[] = [];
  readonly links: BodyLink[] = [];
  readonly images: BodyImage[] = [];
  hasRawHtml = false;
  /** What the body may contain: most bodies contain none of it, and marked asks at every paragraph. */
  readonly hasTemplateTags: boolean;
  readonly hasBlocks: boolean;
  readonly hasFootnotes: boolean;
  readonly mayHoldTables: boolean;
  /** Headings that are underlined instead of marked. */
  readonly mayHoldUnderlines: boolean;
  readonly #bodyStart: number;
  #cursor: number;

  constructor(source: MarkdownSource, say: Say) {
    this.source = source;
    this.say = say;
    this.headings = new HeadingIds(source.idPrefix);
    this.hasTemplateTags = /\{[{%]/.test(source.body);
    this.hasBlocks = source.body.includes(':::');
    this.hasFootnotes = source.body.includes('[^');
    this.mayHoldTables = /[|]|:-|-:/.test(source.body);
    this.mayHoldUnderlines = /[=-][ \t]*(?:\n|$)/.test(source.body);
    this.#bodyStart = source.text.length - source.body.length;
    this.#cursor = this.#bodyStart;
  }

  /** Begins a part of the body; what is looked for next stands in it. */
  enter(offset: number): void {
    this.#cursor = this.#bodyStart + offset;
  }

  /** Looks for a footnote's definition, which is rendered after everything else. */
  enterNote({ token, label }: Footnote): void {
    const { body } = this.source;
    const offset = body.indexOf(token.raw);
    this.enter(Math.max(0, offset === -1 ? body.indexOf(`[^${label}]:`) : offset));
  }

  /**
   * Where a token begins. Tokens carry no positions, so its first line is searched for, from the token that was
   * located before it. Tokens must be located in the order in which they stand, whether anything is wrong or not.
   */
  locate(raw: string): number {
    const needle = raw.trim().split('\n', 1).join('');
    const offset = this.source.text.indexOf(needle, this.#cursor);
    if (offset === -1) return this.#cursor;
    // One further, because a token may hold others: a link its picture.
    this.#cursor = offset + 1;
    return offset;
  }

  /** Passes over a token in which nothing is located: an example of a link in code is no link. */
  pass(raw: string): void {
    this.#cursor = this.locate(raw) + raw.trim().length;
  }

  placeAt(offset: number): Place {
    const { file, text } = this.source;
    return { file, text, position: positionAt(text, offset) };
  }

  placeOf(raw: string): Place {
    return this.placeAt(this.locate(raw));
  }
}
