import type { ServerResponse } from 'node:http';

/** A browser that shows a page, and hears when that page has changed. */
interface Listener {
  readonly path: string;
  /** Of the page as the browser has it. */
  version: string;
  readonly response: ServerResponse;
}

/** What a page that is shown has become. */
export interface PageState {
  /** Of everything but the style sheet's address. */
  readonly version: string;
}

const PULSE_MS = 20_000;

/** The live connection to browsers: server-sent events, as the HTML standard has them. */
export class LiveLink {
  readonly #listeners = new Set<Listener>();
  readonly #pulse = setInterval(() => this.#each((response) => response.write(':\n\n')), PULSE_MS);

  constructor() {
    this.#pulse.unref();
  }

  add(path: string, version: string, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.write('retry: 500\n\n');
    // Who has gone meanwhile is not told of anything.
    if (response.destroyed) return;
    const listener = { path, version, response };
    this.#listeners.add(listener);
    response.on('close', () => this.#listeners.delete(listener));
  }

  /** Has browsers load their page again where it is another one now. Returns how many. */
  tell(stateOf: (path: string) => PageState): number {
    const paths = new Set([...this.#listeners].map(({ path }) => path));
    const states = new Map([...paths].map((path) => [path, stateOf(path)]));
    let count = 0;
    for (const listener of this.#listeners) {
      const state = states.get(listener.path);
      if (state === undefined || state.version === listener.version) continue;
      listener.version = state.version;
      send(listener.response, 'reload', {});
      count++;
    }
    return count;
  }

  /** Says something to all browsers. */
  say(event: string, data: object): void {
    this.#each((response) => send(response, event, data));
  }

  close(): void {
    clearInterval(this.#pulse);
    this.#each((response) => response.end());
  }

  #each(act: (response: ServerResponse) => void): void {
    for (const { response } of this.#listeners) act(response);
  }
}

export function send(response: ServerResponse, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
