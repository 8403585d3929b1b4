import type { Problem } from '../types/problem.ts';
import { type BodyFacts, bodyFacts } from './body.ts';
import { type FencedText, splitFences } from './fences.ts';
import { decodeText } from './text.ts';

type Matter = NonNullable<FencedText['matter']>;

/** What one thread tells another of a text: how long the front matter is, where the body begins, and what it says. */
export interface Cut {
  readonly matter: (Pick<Matter, 'language' | 'line'> & { readonly bytes: number }) | null;
  /** In bytes from the start of the file. */
  readonly bodyStart: number;
  readonly facts: BodyFacts;
}

/**
 * A text, cut open at its fences. Of one that another thread has cut, only the front matter is decoded, unless somebody
 * asks for more.
 */
export class OpenedText {
  readonly matter: Matter | null;
  readonly #bytes: Buffer;
  #text: string | null = null;
  #body: string | null = null;
  #bodyStart = 0;
  #facts: BodyFacts | null = null;

  private constructor(bytes: Buffer, matter: Matter | null) {
    this.#bytes = bytes;
    this.matter = matter;
  }

  /** @returns what is wrong with it, when it is no text or its fences are not clear */
  static open(bytes: Buffer, file: string): OpenedText | Problem {
    const decoded = decodeText(bytes, file);
    if ('problem' in decoded) return decoded.problem;
    const fenced = splitFences(decoded.text, file);
    if ('code' in fenced) return fenced;
    const opened = new OpenedText(bytes, fenced.matter);
    opened.#text = decoded.text;
    opened.#body = fenced.body;
    return opened;
  }

  /** @param cut what the same bytes were cut to */
  static reopen(bytes: Buffer, { matter, bodyStart, facts }: Cut): OpenedText {
    const opened = new OpenedText(bytes, matter && matterIn(bytes, matter));
    opened.#bodyStart = bodyStart;
    opened.#facts = facts;
    return opened;
  }

  get text(): string {
    this.#text ??= this.#bytes.toString('utf8');
    return this.#text;
  }

  /** What follows the front matter. */
  get body(): string {
    this.#body ??= this.#bytes.toString('utf8', this.#bodyStart);
    return this.#body;
  }

  get facts(): BodyFacts {
    this.#facts ??= bodyFacts(this.body);
    return this.#facts;
  }

  /** Null when the text is not quite what the bytes are: places in one are none in the other. */
  cut(): Cut | null {
    const { matter, facts } = this;
    const { length } = this.#bytes;
    const hasOtherLineEnds = this.#bytes.includes(CARRIAGE_RETURN);
    if (hasOtherLineEnds || Buffer.byteLength(this.text) !== length) return null;
    const bodyStart = length - Buffer.byteLength(this.body);
    if (matter === null) return { matter, bodyStart, facts };
    const { language, line, text } = matter;
    return { matter: { language, line, bytes: Buffer.byteLength(text) }, bodyStart, facts };
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
