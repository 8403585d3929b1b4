import type { MarkedExtension } from 'marked';
import type { MarkdownDocument } from './document.ts';

/** Where plain text ends: at a character that may begin something, and before a hard line break. */
const STOP = /[\\<![`*_~]| {2,}\n/g;
/** GFM makes links of addresses that nobody marked as such. Every one of them contains one of these. */
const BARE_ADDRESS = /[@:]|www\./i;

/**
 * Ways around the most expensive patterns of marked, for text in which they could not match anyway. The result is the
 * same to the byte (tests/content/markdown/shortcuts.test.ts), in two thirds of the time.
 */
export function shortcuts(current: () => MarkdownDocument): MarkedExtension<string, string> {
  return {
    tokenizer: {
      // Returning undefined says that there is nothing; false leaves the question to marked.
      inlineText(src) {
        const { end, mayHoldAddress } = lookAt(src);
        if (mayHoldAddress) return false;
        const raw = src.slice(0, end);
        // Numeric references become characters.
        if (raw.includes('&')) return false;
        return { type: 'text', raw, text: raw, escaped: this.lexer.state.inRawBlock };
      },
      url(src) {
        return lookAt(src).mayHoldAddress ? false : undefined;
      },
      table: () => (current().mayHoldTables ? false : undefined),
      lheading: () => (current().mayHoldUnderlines ? false : undefined),
    },
  };
}

interface Sight {
  readonly src: string;
  readonly end: number;
  readonly mayHoldAddress: boolean;
}

let last: Sight = { src: '', end: 0, mayHoldAddress: false };

/** marked asks two questions about the same text, one after the other. */
function lookAt(src: string): Sight {
  if (src !== last.src) {
    const end = endOfText(src);
    last = { src, end, mayHoldAddress: holdsAddress(src, end) };
  }
  return last;
}

/** A run of backticks or tildes, or one character of any other kind; then everything up to the next stop. */
function endOfText(src: string): number {
  const first = src.charAt(0);
  let start = 1;
  if (first === '`' || first === '~') while (src.charAt(start) === first) start++;
  STOP.lastIndex = start;
  const stop = STOP.exec(src);
  return stop === null ? src.length : stop.index;
}

/** An address may hold characters at which text stops: the whole word around the stop counts. */
function holdsAddress(src: string, end: number): boolean {
  let wordEnd = end;
  while (wordEnd < src.length && src.charCodeAt(wordEnd) > 0x20) wordEnd++;
  return BARE_ADDRESS.test(wordEnd === src.length ? src : src.slice(0, wordEnd));
}
