import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { configFiles, loadConfig } from '../../src/config/load.ts';
import {
  openSession,
  type Session,
  type SessionOptions,
  type Update,
} from '../../src/preview/session.ts';
import type { Problem } from '../../src/types/problem.ts';
import { CLOCK, type Files, renderSite, temporaryFolder, writeFiles } from '../support/site.ts';

/** Until a condition holds: a preview may take its time, but not for ever. */
export function until<Value>(check: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 20_000, interval: 40 });
}

/** A page as a build would have made it. */
function withoutClient(html: string): string {
  return html.replace(
    /<script type="module" src="[^"]*\/_broadsheet\/client\.js"[^>]*><\/script>\n?/,
    '',
  );
}

/** A folder for a site which has the folder around it to itself. */
export function createRoot(files: Files): string {
  const root = join(temporaryFolder(), 'site');
  writeFiles(root, files);
  return root;
}

/** A site that is shown, with what happened to it. */
export class Preview {
  readonly root: string;
  readonly session: Session;
  readonly updates: Update[];
  readonly polling: string[];
  /** What was found wrong when a page was asked for. */
  readonly found: Problem[];
  /** Every path that was ever part of the site. */
  readonly #seen = new Set<string>();

  private constructor({
    root,
    session,
    updates,
    polling,
    found,
  }: Pick<Preview, 'root' | 'session' | 'updates' | 'polling' | 'found'>) {
    this.root = root;
    this.session = session;
    this.updates = updates;
    this.polling = polling;
    this.found = found;
  }

  static async open(root: string, options: Partial<SessionOptions> = {}): Promise<Preview> {
    const updates: Update[] = [];
    const polling: string[] = [];
    const found: Problem[] = [];
    const session = await openSession({
      root,
      configFiles: () => configFiles(root, undefined),
      loadConfig: () => loadConfig(root, undefined, {}),
      drafts: true,
      future: true,
      clock: () => CLOCK,
      isClockFixed: true,
      threads: 1,
      host: 'localhost',
      port: 0,
      strictPort: false,
      now: () => performance.now(),
      onUpdate: (update) => updates.push(update),
      onFound: (problems) => found.push(...problems),
      onPolling: (reason) => polling.push(reason),
      ...options,
    });
    onTestFinished(() => session.close());
    return new Preview({ root, session, updates, polling, found });
  }

  /** Opens a preview, and waits until it hears of every change. */
  static async watch(root: string, options: Partial<SessionOptions> = {}): Promise<Preview> {
    const preview = await Preview.open(root, options);
    await preview.session.isWatching;
    return preview;
  }

  /** Codes of the errors that are shown now, with their places. */
  get errors(): string[] {
    return errorsIn(this.session.problems);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.session.url), { redirect: 'manual', ...init });
  }

  async text(path: string): Promise<string> {
    const response = await this.fetch(path);
    return Buffer.from(await response.arrayBuffer()).toString('utf8');
  }

  /** Holds the connection that a page would hold, and notes what it hears. */
  async listen(path: string): Promise<{ readonly events: readonly string[] }> {
    const html = await this.text(path);
    const attribute = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '';
    const query = new URLSearchParams({ path: attribute('path'), version: attribute('version') });
    const leave = new AbortController();
    onTestFinished(() => leave.abort());
    const response = await this.fetch(`_broadsheet/events?${query}`, { signal: leave.signal });
    const events: string[] = [];
    const read = async () => {
      for await (const chunk of response.body ?? [])
        for (const [, name = ''] of Buffer.from(chunk)
          .toString()
          .matchAll(/^event: (.+)$/gm))
          events.push(name);
    };
    // It ends when the test does, or the server.
    read().catch(() => {});
    return { events };
  }

  /** Waits until what is served is what a clean build of the same files would publish, and nothing more. */
  async expectTruth(): Promise<void> {
    const files = filesOf(this.root);
    const json = files['broadsheet.config.json'];
    const config = json === undefined ? {} : JSON.parse(String(json));
    const clean = await renderSite(files, { config, drafts: true, future: true });
    expect(errorsIn(clean.report.problems)).toEqual([]);
    const paths = Object.keys(clean.files);
    for (const path of paths) this.#seen.add(path);
    await until(async () => {
      expect(this.session.stories).toBe(clean.report.stories);
      for (const path of this.#seen) {
        const response = await this.fetch(encodeURI(path));
        const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
        if (clean.files[path] === undefined) expect([path, response.status]).toEqual([path, 404]);
        else expect([path, withoutClient(text)]).toEqual([path, clean.files[path]]);
      }
      expect(this.errors).toEqual([]);
    });
  }
}

function errorsIn(problems: readonly Problem[]): string[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, column, code }) =>
      [[file, line, column].filter((part) => part !== undefined).join(':'), code].join(' ').trim(),
    );
}

/** The sources of a site: all but what builds have made of them. */
function filesOf(root: string): Files {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/^(?:dist|\.broadsheet)\//.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path))]));
}
