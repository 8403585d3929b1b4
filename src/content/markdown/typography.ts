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

function quotesOf(language: string): Quotes {
  const tag = language.toLowerCase();
  return QUOTES[tag] ?? QUOTES[tag.split('-', 1).join('')] ?? ENGLISH;
}

function withDashes(text: string): string {
  if (!text.includes('--')) return text;
  return text.replace(
    /(^|[^-])(---?)(?!-)/g,
    (_, character: string, dashes: string) => character + (dashes.length === 3 ? '—' : '–'),
  );
}

function withDots(text: string): string {
  return text.includes('...') ? text.replace(/(^|[^.])\.\.\.(?!\.)/g, '$1…') : text;
}

/** Stands for a mark that opened or closed, in what the next mark looks back at. */
const OPENED = '(';
const CLOSED = ')';

/**
 * Turns typewriter marks into typeset ones, one run of text after the other: what opens a quotation is decided by
 * the character before it, which may stand in the run before (`*She said* "no"`).
 */
export class Typographer {
  #quotes = ENGLISH;
  #before = '';
  /** The marks that were opened in this block and not closed. */
  readonly #open = new Set<string>();

  /** Begins a document. */
  reset(language: string): void {
    this.#quotes = quotesOf(language);
    this.startBlock();
  }

  /** Begins a block: what comes next is at its start. */
  startBlock(): void {
    this.#before = '';
    this.#open.clear();
  }

  /** Notes something that is not text: code, a character that was escaped. */
  pass(character: string): void {
    this.#before = character;
  }

  apply(text: string): string {
    if (!/["']|--|\.\.\./.test(text)) {
      this.#before = text.at(-1) ?? this.#before;
      return text;
    }
    const dashed = withDots(withDashes(text));
    let typeset = '';
    let done = 0;
    for (const { 0: mark, index } of dashed.matchAll(/["']/g)) {
      typeset += dashed.slice(done, index);
      const previous = index > done ? dashed.charAt(index - 1) : this.#before;
      done = index + 1;
      typeset += this.#typeset(mark, previous, dashed.slice(done, done + 6));
    }
    if (done < dashed.length) this.#before = dashed.at(-1) ?? '';
    return typeset + dashed.slice(done);
  }

  /** The mark to print; notes in `#before` which way it faces. */
  #typeset(mark: string, previous: string, next: string): string {
    const opens = this.#opensAfter(previous, mark) && !/^\s/.test(next);
    if (mark === "'" && this.#isApostrophe(opens, previous, next)) {
      this.#before = mark;
      return '’';
    }
    this.#before = opens ? OPENED : CLOSED;
    if (opens) this.#open.add(mark);
    else this.#open.delete(mark);
    const { double, single } = this.#quotes;
    return (mark === '"' ? double : single)[opens ? 0 : 1];
  }

  #opensAfter(previous: string, mark: string): boolean {
    const { double, single } = this.#quotes;
    if (previous === '' || double[0].startsWith(previous) || single[0].startsWith(previous))
      return true;
    if (double[1].endsWith(previous) || single[1].endsWith(previous)) return false;
    // A dash ends a quotation that breaks off (“But I—”) as often as it stands before one; so does an apostrophe.
    return /[\p{Pd}/'’]/u.test(previous)
      ? !this.#open.has(mark)
      : /[\s\p{Ps}\p{Pi}]/u.test(previous);
  }

  #isApostrophe(opens: boolean, previous: string, next: string): boolean {
    // ’90s, rock ’n’ roll, ’tis, ’em: an apostrophe for letters that were left out.
    if (opens) return /^(?:\d\d(?:s|er)?\b|n['’]|tis\b|twas\b|em\b|til\b|cause\b)/i.test(next);
    // Inside a word; or at its end (dogs’), when there is no quotation to close.
    return /^[\p{L}\p{N}]/u.test(next) ? /[\p{L}\p{N}]/u.test(previous) : !this.#open.has("'");
  }
}
