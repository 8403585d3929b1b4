import { setTimeout as wait } from 'node:timers/promises';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import { wakeAt } from './alarm.ts';
import { CurrentSite, type Refreshed } from './current-site.ts';
import { hostsOf } from './guard.ts';
import { listen } from './listen.ts';
import { PreviewServer } from './server.ts';
import { type Watching, watchSite } from './watch.ts';

export interface SessionOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** The configuration's name, if it was given. */
  readonly config: string | undefined;
  readonly loadConfig: () => Promise<ResolvedConfig>;
  readonly drafts: boolean;
  readonly future: boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The clock stands still: nothing changes by itself. */
  readonly isClockFixed: boolean;
  readonly threads: number;
  readonly host: string;
  readonly port: number;
  readonly strictPort: boolean;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  readonly onUpdate: (update: Update) => void;
  /** The system does not tell of changes. */
  readonly onPolling: (reason: string) => void;
}

/** What became of a change. */
export interface Update {
  /** Null when anything may have changed: files came or went, or the clock passed a moment. */
  readonly changed: readonly string[] | null;
  readonly refreshed: Refreshed;
  readonly problems: readonly Problem[];
  /** Browsers that load their page again. */
  readonly reloads: number;
  readonly durationMs: number;
}

export interface Session {
  readonly url: string;
  readonly problems: readonly Problem[];
  readonly stories: number;
  /** All changes from now on are seen. */
  readonly isWatching: Promise<void>;
  close(): Promise<void>;
}

/** Time for a browser to ask for its first page and what belongs to it. */
const FIRST_PAGE_MS = 250;
/** How long nothing must happen before everything is looked at again: a change that nobody told of is found then. */
const IDLE_MS = 1500;
/** Looking takes at most one part in so many of the time. */
const SHARE = 40;

/** Plans a site, serves it, and keeps both true while its files change. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { root, host, onUpdate, now } = options;
  const site = new CurrentSite(options);
  await site.refresh(null);
  const preview = new PreviewServer(site);
  const port = await listen(preview.server, options);
  preview.hosts = hostsOf(host, port);
  preview.announce();

  let idle: NodeJS.Timeout | null = null;
  let isClosed = false;
  let cancelAlarm = setAlarm();

  async function update(paths: ReadonlySet<string> | null, isDoubt = false): Promise<void> {
    const start = now();
    const refreshed = await site.refresh(paths);
    const reloads = preview.announce();
    cancelAlarm();
    cancelAlarm = setAlarm();
    if (!isDoubt || reloads > 0) {
      const changed = paths === null ? null : [...paths];
      const { problems } = preview;
      onUpdate({ changed, refreshed, problems, reloads, durationMs: now() - start });
    }
    doubtIn(IDLE_MS);
  }

  function doubtIn(ms: number): void {
    if (idle !== null) clearTimeout(idle);
    if (isClosed) return;
    idle = setTimeout(() => void doubt(), ms);
    idle.unref();
  }

  /**
   * Looks at every file once more, again and again: systems lose events, and chokidar passes over a file that is put in
   * the place of another with the same time. The larger the archive, the rarer.
   */
  async function doubt(): Promise<void> {
    const start = now();
    const isBehind = await site.isBehind();
    const cost = now() - start;
    if (isBehind) await update(null, true);
    doubtIn(Math.max(IDLE_MS, cost * SHARE));
  }

  function setAlarm(): () => void {
    const next = options.isClockFixed ? null : site.nextChange;
    return next === null ? () => {} : wakeAt(next, options.clock, () => void update(null));
  }

  // Looking at a large archive keeps the system busy: whoever waits for the first page comes first.
  let watching: Watching | null = null;
  const isWatching = wait(FIRST_PAGE_MS).then(async () => {
    if (isClosed) return;
    watching = watchSite({
      root,
      config: options.config,
      onChange: (paths) => void update(paths),
      onPolling: options.onPolling,
    });
    await watching.isReady;
    // What changed since the first reading.
    await doubt();
  });

  const base = site.shown?.config.base ?? '';
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}${base}/`,
    get problems() {
      return preview.problems;
    },
    get stories() {
      return site.shown?.plan.site.stories.length ?? 0;
    },
    isWatching,
    async close() {
      isClosed = true;
      if (idle !== null) clearTimeout(idle);
      cancelAlarm();
      preview.close();
      await watching?.close();
    },
  };
}
