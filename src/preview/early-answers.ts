import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { OpeningPages } from '../output/opening.ts';
import type { UrlPath } from '../paths.ts';

/** Planning keeps the server busy: time for a browser that is waiting to ask, and then for what it asks for. */
const FIRST_REQUEST_MS = 100;
const NEXT_REQUEST_MS = 40;
/** Nobody may keep a site from being planned. */
const MOST_MS = 500;

/** What a server says before the site is planned: what the last preview left, or the front page alone. All other requests wait. */
export class EarlyAnswers {
  readonly opening: OpeningPages;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #waiting: { readonly response: ServerResponse; readonly answer: () => void }[] = [];
  #onAnswered: () => void = () => {};

  constructor(opening: OpeningPages, headers: Readonly<Record<string, string>>) {
    this.opening = opening;
    this.#headers = headers;
  }

  /** @param later answers when the site is planned */
  answer(
    inside: string,
    request: IncomingMessage,
    response: ServerResponse,
    later: () => void,
  ): void {
    const known = this.opening.answers[inside as UrlPath];
    if (known === undefined) {
      this.#waiting.push({ response, answer: later });
      return;
    }
    response.writeHead(200, { ...this.#headers, 'content-type': known.type });
    response.end(request.method === 'HEAD' ? undefined : known.text);
    this.#onAnswered();
  }

  /** Waits until whoever wants the first page has it, with what belongs to it. */
  async untilQuiet(): Promise<void> {
    let isQuiet = false;
    const isAnswered = (ms: number) => {
      const answered = new Promise<boolean>((resolve) => {
        this.#onAnswered = () => resolve(true);
      });
      return Promise.race([answered, wait(ms, false)]);
    };
    const ask = async () => {
      for (let ms = FIRST_REQUEST_MS; !isQuiet && (await isAnswered(ms)); ms = NEXT_REQUEST_MS);
    };
    await Promise.race([ask(), wait(MOST_MS)]);
    isQuiet = true;
  }

  /** The site is planned: who waited and is still there, is answered. */
  end(): void {
    for (const { response, answer } of this.#waiting.splice(0)) if (!response.destroyed) answer();
  }
}
