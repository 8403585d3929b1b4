import { stripTags } from './html.ts';

/** Ids of the page around the body, which a heading must not take. */
const RESERVED = ['main', 'footnotes'];

/**
 * Gives the headings of one document their ids: the words in lower case, letters of all scripts kept, joined by
 * hyphens; a repeated heading gets a number. Stable: an id depends only on the headings before it.
 */
export class HeadingIds {
  readonly #taken = new Set(RESERVED);
  readonly ids: string[] = [];

  idFor(html: string): string {
    const words = stripTags(html)
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]+/gu, '')
      .trim()
      .replace(/[\s-]+/g, '-')
      .replace(/^-|-$/g, '');
    return this.take(words || 'section');
  }

  /** A free id that begins as asked. */
  take(wanted: string): string {
    let id = wanted;
    for (let n = 1; this.#taken.has(id); n++) id = `${wanted}-${n}`;
    this.#taken.add(id);
    this.ids.push(id);
    return id;
  }
}
