import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { mediaType } from '../media-types.ts';
import type { OpeningPages } from '../output/opening.ts';
import type { OutputPath } from '../paths.ts';
import { BUILT_IN } from '../render/template-files.ts';
import type { Page, PlannedFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { CurrentSite } from './current-site.ts';
import { deskPage, sourceText } from './desk.ts';
import { EarlyAnswers } from './early-answers.ts';
import { filesAt } from './files-at.ts';
import { pathOf, refuse } from './guard.ts';
import { LiveLink, send } from './live-link.ts';
import { emptyPage, withClient } from './page.ts';
import type { PlannedSite } from './planned-site.ts';
import { sendFile } from './send-file.ts';
import { openingOf, pageNamed, renderPlanned, type ServedPage, served } from './served-page.ts';
import { stampOf } from './stamp.ts';

const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** More pages than anybody looks at in a day. */
const MAX_REMEMBERED = 500;
/** Pages that are left for the next preview. */
const MOST_OPENING = 10;

/** Serves a site as it is now, from memory: only what is planned has an address, so no other file can be reached. */
export class PreviewServer {
  readonly #site: CurrentSite;
  readonly #server: Server;
  readonly #link = new LiveLink();
  readonly #onFound: (problems: readonly Problem[]) => void;
  /** The last good text of pages, for while they cannot be made. */
  readonly #lastGood = new Map<OutputPath, string>();
  /** What is wrong with pages that were made, by their path. */
  readonly #pageProblems = new Map<OutputPath, readonly Problem[]>();
  /** What was said of a page, as JSON. */
  readonly #told = new Map<OutputPath, string>();
  /** Files that browsers have got, by address, as they were then. */
  readonly #sent = new Map<string, { readonly file: string; readonly stamp: string }>();
  /** Until the site is planned. */
  #early: EarlyAnswers | null = null;
  /** Addresses of what was shown first; those that the last preview left stand in the order in which they were looked at. */
  #inherited: readonly string[] = [];
  #hosts: ReadonlySet<string> = new Set();
  #stylesheet: string | null = null;

  /** @param onFound hears what is wrong with a page when somebody comes to it */
  constructor(site: CurrentSite, onFound: (problems: readonly Problem[]) => void) {
    this.#site = site;
    this.#onFound = onFound;
    this.#server = createServer((request, response) => this.#take(request, response));
    // Whatever arrives that is no HTTP.
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  get server(): Server {
    return this.#server;
  }

  /** Names with ports under which the server may be asked. */
  set hosts(hosts: ReadonlySet<string>) {
    this.#hosts = hosts;
  }

  /** Everything that is wrong now: with the site, and with the pages that somebody looks at. */
  get problems(): readonly Problem[] {
    const seen = new Set<string>();
    return [...this.#site.problems, ...[...this.#pageProblems.values()].flat()].filter(
      (problem) => {
        const key = JSON.stringify(problem);
        return seen.has(key) ? false : seen.add(key);
      },
    );
  }

  /** Shows that until the first announcement; who asks for something else waits for it. */
  open(opening: OpeningPages): EarlyAnswers {
    this.#early = new EarlyAnswers(opening, NO_STORE);
    this.#inherited = Object.keys(opening.answers);
    return this.#early;
  }

  /** What the next preview may show first: the pages that were looked at last, and what belongs to them. */
  openingToLeave(): OpeningPages {
    const site = this.#site.shown;
    if (site === null) return { base: '', answers: {} };
    const { urls } = site.config;
    // The page that was looked at last stands last.
    const inherited = this.#inherited.map((url) => filesAt(url, urls)[0].path);
    const looked = new Set([...inherited, ...this.#lastGood.keys()]);
    return openingOf(site, [...looked].slice(-MOST_OPENING));
  }

  /** Tells browsers what has changed. Returns how many of them load their page again. */
  announce(): number {
    const early = this.#early;
    this.#early = null;
    early?.end();
    const flawed = [...this.#pageProblems.keys()];
    this.#pageProblems.clear();
    const reloads = this.#link.tell((path) => ({
      version: this.#page(path as OutputPath).version,
    }));
    // What was wrong is wrong until it is seen to be right.
    for (const path of flawed) if (!this.#pageProblems.has(path)) this.#made(path);
    this.#told.clear();
    this.#sayAssets();
    const stylesheet = this.#site.shown?.stylesheet ?? null;
    if (stylesheet !== null && stylesheet !== this.#stylesheet)
      this.#link.say('styles', { href: stylesheet });
    this.#stylesheet = stylesheet;
    this.#link.say('problems', { problems: this.problems });
    return reloads;
  }

  /** Tells of files that are copied, such as pictures, if they are not as they were when a browser got them. */
  #sayAssets(): void {
    const changed: string[] = [];
    for (const [url, { file, stamp }] of this.#sent) {
      const now = stampOf(file);
      if (now === stamp) continue;
      changed.push(url);
      this.#sent.set(url, { file, stamp: now });
    }
    if (changed.length > 0) this.#link.say('assets', { urls: changed });
  }

  close(): void {
    this.#link.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    try {
      this.#answer(request, response);
    } catch (error) {
      fail(response, error);
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refuse(request, this.#hosts);
    if (refusal !== null) {
      text(response, refusal.status, refusal.message);
      return;
    }
    const site = this.#site.shown;
    const early = this.#early;
    const base = site?.config.base ?? early?.opening.base ?? '';
    const path = pathOf(request.url) ?? '/';
    if (!`${path}/`.startsWith(`${base}/`)) {
      // Whoever asks for the host alone means the site.
      if (path === '/') redirect(response, `${base}/`);
      else text(response, 404, `This site is served under ${base}/.`);
      return;
    }
    const inside = path.slice(base.length) || '/';
    const own = OWN[inside] ?? (inside.startsWith(SOURCES) ? 'source' : null);
    if (early !== null && inside !== CLIENT_URL)
      early.answer(inside, request, response, () => this.#take(request, response));
    else if (own !== null) this.#answerOwn(own, inside, request, response);
    else if (site === null) this.#sendPage(nameOf(inside), 503, response);
    else this.#answerPlanned(site, inside, request, response);
  }

  #answerPlanned(
    site: PlannedSite,
    inside: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { base, urls } = site.config;
    for (const { path, elsewhere } of filesAt(inside, urls)) {
      const file = site.file(path);
      if (file === null) continue;
      if (elsewhere === null) this.#sendPlanned(site, file, request, response);
      else {
        const query = /\?.*$/s.exec(request.url ?? '')?.[0] ?? '';
        redirect(response, `${encodeURI(base + elsewhere)}${query}`);
      }
      return;
    }
    this.#sendPage(nameOf(inside), 404, response);
  }

  #sendPlanned(
    site: PlannedSite,
    file: PlannedFile,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const headers = { ...NO_STORE, 'content-type': mediaType(file.path) };
    if (file.type === 'asset') {
      const isHead = request.method === 'HEAD';
      const { range } = request.headers;
      const source = site.sourceOf(file.source);
      this.#sent.set(pathOf(request.url) ?? '', { file: source, stamp: stampOf(source) });
      if (!sendFile(response, { file: source, headers, range, isHead }))
        this.#sendPage(file.path, 404, response);
    } else if (file.type === 'text') {
      const content = typeof file.text === 'string' ? file.text : file.text.value;
      response.writeHead(200, headers).end(content);
    } else if (file.path.endsWith('.html')) this.#sendPage(file.path, 200, response);
    else this.#sendMade(file, response);
  }

  /** What templates make for machines: nothing is put into it. */
  #sendMade({ path }: Page, response: ServerResponse): void {
    const { html, problems } = this.#made(path);
    const type = { 'content-type': mediaType(path) };
    if (html === null)
      text(response, 503, 'This cannot be made: see what is wrong in the terminal.');
    else response.writeHead(200, { ...NO_STORE, ...type }).end(html);
    this.#tell(path, problems);
  }

  /** Says what is wrong with a page when somebody comes to it. */
  #tell(path: OutputPath, problems: readonly Problem[]): void {
    const now = JSON.stringify(problems);
    if (problems.length === 0 || now === this.#told.get(path)) return;
    this.#told.set(path, now);
    this.#link.say('problems', { problems: this.problems });
    this.#onFound(problems);
  }

  #sendPage(path: OutputPath, status: number, response: ServerResponse): void {
    const { html, version, held, problems } = this.#page(path);
    const base = this.#site.shown?.config.base ?? '';
    response
      .writeHead(status, { ...NO_STORE, 'content-type': mediaType('.html') })
      .end(withClient(html, { base, path, version, held }));
    this.#tell(path, problems);
  }

  /** What is at an address now: a page, the page for addresses that do not exist; or a page as it last was. */
  #page(path: OutputPath): ServedPage {
    const site = this.#site.shown;
    const { file, html, problems } = this.#made(path);
    if (!site || file === null) return served(emptyPage(), { stylesheet: null });
    const { stylesheet } = site;
    return served(html ?? emptyPage(), { stylesheet, held: site.heldBack(file), problems });
  }

  /** Makes the page at an address; where it cannot be made, it is as it last was. */
  #made(path: OutputPath): {
    readonly file: Page | null;
    readonly html: string | null;
    readonly problems: readonly Problem[];
  } {
    const site = this.#site.shown;
    const file = site && (pageNamed(path, site) ?? site.file('404.html' as OutputPath));
    if (!site || file?.type !== 'page') return { file: null, html: null, problems: [] };
    const { html, problems } = renderPlanned(site, file);
    if (problems.length > 0) this.#pageProblems.set(path, problems);
    else this.#pageProblems.delete(path);
    if (html !== null) this.#remember(file.path, html);
    return { file, html: html ?? this.#lastGood.get(file.path) ?? null, problems };
  }

  /** Keeps the pages that were looked at last. */
  #remember(path: OutputPath, html: string): void {
    this.#lastGood.delete(path);
    this.#lastGood.set(path, html);
    const [oldest] = this.#lastGood.keys();
    if (this.#lastGood.size > MAX_REMEMBERED && oldest !== undefined) this.#lastGood.delete(oldest);
  }

  #answerOwn(own: Own, inside: string, request: IncomingMessage, response: ServerResponse): void {
    const headers = (type: string) => ({ ...NO_STORE, 'content-type': mediaType(type) });
    if (own === 'client') {
      response.writeHead(200, headers('.js')).end(readFileSync(CLIENT));
    } else if (own === 'events') {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const path = (searchParams.get('path') ?? '') as OutputPath;
      const version = searchParams.get('version') ?? '';
      if (request.method === 'HEAD') {
        response.writeHead(200, headers('.txt')).end();
        return;
      }
      this.#link.add(path, version, response);
      // What has changed since the page was sent, also by another run of this server.
      if (this.#page(path).version !== version) send(response, 'reload', {});
      const stylesheet = this.#site.shown?.stylesheet ?? null;
      if (stylesheet !== null) send(response, 'styles', { href: stylesheet });
      send(response, 'problems', { problems: this.problems });
    } else if (own === 'desk') {
      const html = deskPage(this.#site, this.problems);
      response.writeHead(200, headers('.html')).end(html);
    } else {
      const source = sourceText(this.#site, inside.slice(SOURCES.length));
      if (source === null) text(response, 404, 'There is no such source.');
      else response.writeHead(200, headers('.txt')).end(source);
    }
  }
}

type Own = 'client' | 'events' | 'desk' | 'source';

const CLIENT_URL = '/_broadsheet/client.js';
/** Addresses that belong to the preview and to no site. */
const OWN: Readonly<Record<string, Own>> = {
  [CLIENT_URL]: 'client',
  '/_broadsheet/events': 'events',
  '/_desk/': 'desk',
  '/_desk': 'desk',
};
const SOURCES = '/_desk/source/';
const CLIENT = join(BUILT_IN, 'assets/preview.js');

/** By what an open page calls its address: its file, as far as that can be told while there is none. */
function nameOf(inside: string): OutputPath {
  return filesAt(inside, 'directory')[0].path;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { ...NO_STORE, location }).end();
}

function text(response: ServerResponse, status: number, message: string): void {
  response
    .writeHead(status, { ...NO_STORE, 'content-type': mediaType('.txt') })
    .end(`${message}\n`);
}

function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (response.headersSent) response.destroy();
  else text(response, 500, message);
}
