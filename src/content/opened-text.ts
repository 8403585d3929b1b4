import type { Problem } from '../types/problem.ts';
import { type BodyFacts, bodyFacts } from './body.ts';
import { type FencedText, splitFences } from './fences.ts';
import { decodeText } from './text.ts';

type Matter = NonNullable<FencedText['matter']>;

/** What one thread tells another of a text: how long the front matter is, and what the body says. */
export interface Cut {
  readonly matter: (Pick<Matter, 'language' | 'line'> & { readonly bytes: number }) | null;
  readonly facts: BodyFacts;
}

interface Whole {
  readonly text: string;
  readonly body: string;
}

/**
 * A text, cut open at its fences. Of one that another thread has cut, only the front matter is decoded, unless somebody
 * asks for more.
 */
export class OpenedText {
  readonly matter: Matter | null;
  readonly #bytes: Buffer;
  #whole: Whole | null = null;
  #facts: BodyFacts | null = null;

  private constructor(bytes: Buffer, matter: Matter | null) {
    this.#bytes = bytes;
    this.matter = matter;
  }

  /** @returns what is wrong with it, when it is no text or its fences are not clear */
  static open(bytes: Buffer, file: string): OpenedText | Problem {
    const decoded = decodeText(bytes, file);
    if ('problem' in decoded) return decoded.problem;
    const { text } = decoded;
    const fenced = splitFences(text, file);
    if ('code' in fenced) return fenced;
    const opened = new OpenedText(bytes, fenced.matter);
    opened.#whole = { text, body: fenced.body };
    return opened;
  }

  /** @param cut what the same bytes were cut to */
  static reopen(bytes: Buffer, { matter, facts }: Cut): OpenedText {
    const opened = new OpenedText(bytes, matter && matterIn(bytes, matter));
    opened.#facts = facts;
    return opened;
  }

  get text(): string {
    return this.#decode().text;
  }

  /** What follows the front matter. */
  get body(): string {
    return this.#decode().body;
  }

  get facts(): BodyFacts {
    this.#facts ??= bodyFacts(this.body);
    return this.#facts;
  }

  #decode(): Whole {
    if (this.#whole === null) {
      const again = OpenedText.open(this.#bytes, '');
      if ('code' in again) throw new Error('these are not the bytes that were cut');
      this.#whole = again.#decode();
    }
    return this.#whole;
  }

  /** Null when the text is not quite what the bytes are: places in one are none in the other. */
  cut(): Cut | null {
    const { matter, facts } = this;
    const hasOtherLineEnds = this.#bytes.includes(CARRIAGE_RETURN);
    if (hasOtherLineEnds || Buffer.byteLength(this.text) !== this.#bytes.length) return null;
    if (matter === null) return { matter, facts };
    const { language, line, text } = matter;
    return { matter: { language, line, bytes: Buffer.byteLength(text) }, facts };
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Front matter begins in the first line of a file, or in its second. */
function matterIn(bytes: Buffer, cut: NonNullable<Cut['matter']>): Matter {
  const { language, line, bytes: length } = cut;
  const start = line === 1 ? 0 : bytes.indexOf(LINE_FEED) + 1;
  return { language, line, text: bytes.toString('utf8', start, start + length) };
}
