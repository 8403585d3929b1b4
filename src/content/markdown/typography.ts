/** Quotation marks of a language: primary pair, secondary pair, and what stands inside the marks. */
interface Quotes {
  readonly double: readonly [string, string];
  readonly single: readonly [string, string];
}

const ENGLISH: Quotes = { double: ['“', '”'], single: ['‘', '’'] };
const LOW_HIGH: Quotes = { double: ['„', '“'], single: ['‚', '‘'] };
const LOW_RIGHT: Quotes = { double: ['„', '”'], single: ['‚', '’'] };
const GUILLEMETS: Quotes = { double: ['«', '»'], single: ['‹', '›'] };
const RIGHT_RIGHT: Quotes = { double: ['”', '”'], single: ['’', '’'] };

/** Delimiters by language, as Unicode CLDR gives them; what is not listed follows English. */
const QUOTES: Readonly<Record<string, Quotes>> = {
  cs: LOW_HIGH,
  da: RIGHT_RIGHT,
  de: LOW_HIGH,
  'de-ch': GUILLEMETS,
  el: GUILLEMETS,
  es: { double: ['«', '»'], single: ['“', '”'] },
  fi: RIGHT_RIGHT,
  // A narrow no-break space stands inside French marks.
  fr: { double: ['«\u202f', '\u202f»'], single: ['‹\u202f', '\u202f›'] },
  'fr-ch': GUILLEMETS,
  hr: LOW_RIGHT,
  hu: { double: ['„', '”'], single: ['»', '«'] },
  it: { double: ['«', '»'], single: ['“', '”'] },
  nb: { double: ['«', '»'], single: ['‘', '’'] },
  no: { double: ['«', '»'], single: ['‘', '’'] },
  pl: LOW_RIGHT,
  pt: ENGLISH,
  'pt-pt': { double: ['«', '»'], single: ['“', '”'] },
  ro: { double: ['„', '”'], single: ['«', '»'] },
  ru: { double: ['«', '»'], single: ['„', '“'] },
  sk: LOW_HIGH,
  sl: LOW_HIGH,
  sv: RIGHT_RIGHT,
  uk: { double: ['«', '»'], single: ['„', '“'] },
};

export function quotesOf(language: string): Quotes {
  const tag = language.toLowerCase();
  return QUOTES[tag] ?? QUOTES[tag.split('-', 1).join('')] ?? ENGLISH;
}

/**
 * Turns typewriter marks into typeset ones, one run of text after the other: what opens a quotation is decided by
 * the character before it, which may stand in the run before (`*She said* "no"`).
 */
export class Typographer {
  #quotes = ENGLISH;
  #before = '';

  /** Begins a document. */
  reset(language: string): void {
    this.#quotes = quotesOf(language);
    this.#before = '';
  }

  /** Begins a block: what comes next is at its start. */
  startBlock(): void {
    this.#before = '';
  }

  /** Notes something that is not text: code, a character that was escaped. */
  pass(character: string): void {
    this.#before = character;
  }

  apply(text: string): string {
    const before = this.#before;
    this.#before = text.at(-1) ?? before;
    if (!/["'.-]/.test(text)) return text;
    return text
      .replace(
        /(^|[^-])(---?)(?!-)/g,
        (_, character: string, dashes: string) => character + (dashes.length === 3 ? '—' : '–'),
      )
      .replace(/(^|[^.])\.\.\.(?!\.)/g, '$1…')
      .replace(/["']/g, (mark, offset: number, whole: string) =>
        this.#quote(mark, whole, offset, before),
      );
  }

  #quote(mark: string, text: string, offset: number, before: string): string {
    const previous = offset === 0 ? before : text.charAt(offset - 1);
    const next = text.slice(offset + 1, offset + 6);
    const opens = previous === '' || /[\s([{\u2012-\u2015/\u00a0\u00ab„“‘‚‹-]/.test(previous);
    if (mark === '"') {
      // A number before it makes an inch mark more likely than a quotation's end only when nothing was opened.
      return opens && !/^(?:\s|$)/.test(next) ? this.#quotes.double[0] : this.#quotes.double[1];
    }
    // ’90s, rock ’n’ roll, ’tis, ’em: an apostrophe for letters that were left out.
    if (opens && /^(?:\d\ds?\b|n['’]|tis\b|twas\b|em\b|til\b|cause\b)/i.test(next)) return '’';
    if (/[\p{L}\p{N}]/u.test(previous))
      return this.#isClosing(previous, next) ? this.#quotes.single[1] : '’';
    return opens && !/^(?:\s|$)/.test(next) ? this.#quotes.single[0] : this.#quotes.single[1];
  }

  /** After a letter a single mark is an apostrophe, unless a language closes its quotations with another sign. */
  #isClosing(_previous: string, next: string): boolean {
    return this.#quotes.single[1] !== '’' && !/^[\p{L}\p{N}]/u.test(next);
  }
}
