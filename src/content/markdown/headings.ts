import type { Token } from 'marked';
import { stripTags } from './html.ts';

/** Ids that the templates give to what is around a body: a link may lead there. */
const AROUND = ['main', 'related-stories'];
/** What a heading must not take. */
const RESERVED = [
  ...AROUND,
  'about-the-author',
  'footnotes',
  'key-events',
  'latest',
  'opinion',
  'trust',
  'updates',
];
/** Ids of footnotes, updates and the front page's strips are counted, not chosen: no heading may take one. */
const COUNTED_ID = /^(?:fn(?:ref)?|strip|update)-\d/;
const FOOTNOTE_MARK = /<sup class="footnote-ref"><a [^<>]*>\d+<\/a><\/sup>/g;

/**
 * Gives the headings of one document their ids: the words in lower case, letters of all scripts kept, joined by
 * hyphens; a repeated heading gets a number. Stable: an id depends only on the headings before it.
 */
export class HeadingIds {
  readonly #taken = new Set(RESERVED);
  /** The number that the next repetition of an id gets, so that a thousand of them do not count from one each. */
  readonly #next = new Map<string, number>();
  readonly ids: string[] = [...AROUND];
  readonly #prefix: string;

  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  idFor(html: string): string {
    const words = stripTags(html.replace(FOOTNOTE_MARK, ''))
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
    const stem = this.#prefix + (COUNTED_ID.test(wanted) ? `section-${wanted}` : wanted);
    let id = stem;
    let n = this.#next.get(stem) ?? 1;
    while (this.#taken.has(id)) id = `${stem}-${n++}`;
    this.#next.set(stem, n);
    return this.note(id);
  }

  /** Takes note of an id that is given elsewhere, whatever it begins with. */
  note(id: string): string {
    this.#taken.add(id);
    this.ids.push(id);
    return id;
  }
}

/** `## Words {#id}` names a heading's id, as Hugo, Zola and kramdown have it. */
export function splitName(tokens: Token[]): { words: Token[]; name: string | null } {
  const last = tokens.at(-1);
  if (last?.type !== 'text' || !('text' in last)) return { words: tokens, name: null };
  const match = NAME_AT_END.exec(last.text);
  const name = match?.[1];
  if (!match || name === undefined) return { words: tokens, name: null };
  const text = last.text.slice(0, match.index).trimEnd();
  return { words: [...tokens.slice(0, -1), { ...last, text }], name };
}

const NAME_AT_END = /\{#([\p{L}\p{N}_.:-]+)\}$/u;
