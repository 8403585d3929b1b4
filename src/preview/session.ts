import { setTimeout as wait } from 'node:timers/promises';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import { wakeAt } from './alarm.ts';
import { CurrentSite, type Refreshed } from './current-site.ts';
import { createDoubt } from './doubt.ts';
import { addressOf, hostsOf } from './guard.ts';
import { listen } from './listen.ts';
import { PreviewServer } from './server.ts';
import type { Watching } from './watch.ts';

export interface SessionOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** Absolute paths of the files of which the configuration consists now. */
  readonly configFiles: () => ReadonlySet<string>;
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
  /** It can be opened at that address from now on, maybe before everything is ready. */
  readonly onListening?: (url: string, port: number) => void;
  readonly onUpdate: (update: Update) => void;
  /** Something is wrong with a page, which is found when somebody comes to it. */
  readonly onFound: (problems: readonly Problem[]) => void;
  /** The system does not tell of changes. */
  readonly onPolling: (reason: string) => void;
}

/** What became of a change. */
export interface Update {
  /** Files changed; the clock passed a moment; or a change was found of which nobody had told. */
  readonly cause: 'files' | 'clock' | 'doubt';
  /** Null when anything may have changed, because files came or went. */
  readonly changed: readonly string[] | null;
  /** There is a site to show, be it an older one. */
  readonly hasSite: boolean;
  readonly refreshed: Refreshed;
  readonly problems: readonly Problem[];
  /** Browsers that load their page again. */
  readonly reloads: number;
  readonly durationMs: number;
}

export interface Session {
  readonly url: string;
  /** Where it listens: the next one if the wanted port is taken. */
  readonly port: number;
  readonly problems: readonly Problem[];
  readonly stories: number;
  /** All changes from now on are seen. */
  readonly isWatching: Promise<void>;
  close(): Promise<void>;
}

/** Time for a browser to ask for its first page and what belongs to it. */
const FIRST_PAGE_MS = 250;

/** Plans a site, serves it, and keeps both true while its files change. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { root, host, onUpdate, now } = options;
  /** What was said already, as JSON. */
  let told = new Set<string>();
  const site = new CurrentSite(options);
  const preview = new PreviewServer(site, tell);
  const port = await start().catch(async (error: unknown) => {
    preview.close();
    await site.save();
    throw error;
  });
  preview.announce();

  const doubt = createDoubt(async () => {
    if (await site.isBehind()) await update(null, 'doubt');
  }, now);
  let isClosed = false;
  let cancelAlarm = setAlarm();

  /** @returns where it listens, once the site is planned */
  async function start(): Promise<number> {
    const opening = await site.read();
    let listening: number | null = null;
    if (opening !== null) {
      const early = preview.open(opening);
      listening = await begin(opening.base);
      await early.untilQuiet();
    }
    await site.refresh(null);
    const isHopeless = ({ code }: Problem) => code === 'no-folder' || code === 'no-config';
    const hopeless = site.problems.filter(isHopeless);
    if (hopeless.length > 0) throw new BroadsheetError(hopeless, EXIT.usage);
    return listening ?? (await begin(site.shown?.config.base ?? ''));
  }

  async function begin(base: string): Promise<number> {
    const found = await listen(preview.server, options);
    preview.hosts = hostsOf(host, found);
    options.onListening?.(addressOf(host, found, `${base}/`), found);
    return found;
  }

  function tell(problems: readonly Problem[]): void {
    const fresh = problems.filter((problem) => !told.has(JSON.stringify(problem)));
    for (const problem of fresh) told.add(JSON.stringify(problem));
    if (fresh.length > 0) options.onFound(fresh);
  }

  async function update(
    paths: ReadonlySet<string> | null,
    cause: Update['cause'] = 'files',
  ): Promise<void> {
    const start = now();
    const refreshed = await site.refresh(paths);
    if (isClosed) return;
    const reloads = preview.announce();
    told = new Set(preview.problems.map((problem) => JSON.stringify(problem)));
    cancelAlarm();
    cancelAlarm = setAlarm();
    if (cause !== 'doubt' || reloads > 0) {
      const changed = paths === null ? null : [...paths];
      const { problems } = preview;
      onUpdate({
        cause,
        changed,
        hasSite: site.shown !== null,
        refreshed,
        problems,
        reloads,
        durationMs: now() - start,
      });
    }
    doubt.postpone();
  }

  function setAlarm(): () => void {
    const next = options.isClockFixed ? null : site.nextChange;
    // Also one that came while the site was being planned.
    return next === null ? () => {} : wakeAt(next, options.clock, () => void update(null, 'clock'));
  }

  // Looking at a large archive keeps the system busy: whoever waits for the first page comes first.
  let watching: Watching | null = null;
  const isWatching = wait(FIRST_PAGE_MS).then(async () => {
    const { watchSite } = await import('./watch.ts');
    if (isClosed) return;
    await site.save();
    watching = watchSite({
      root,
      configFiles: options.configFiles,
      onChange: (paths) => void update(paths),
      onPolling: options.onPolling,
    });
    await watching.isReady;
    const found = await site.tryTemplates();
    if (found.length > 0) preview.announce();
    tell(found);
    // What changed since the first reading.
    await doubt.look();
  });

  const base = site.shown?.config.base ?? '';
  return {
    url: addressOf(host, port, `${base}/`),
    port,
    get problems() {
      return preview.problems;
    },
    get stories() {
      return site.shown?.plan.site.stories.length ?? 0;
    },
    isWatching,
    async close() {
      isClosed = true;
      doubt.close();
      cancelAlarm();
      try {
        await site.save();
        await site.remember(() => preview.openingToLeave());
      } finally {
        preview.close();
        await watching?.close();
      }
    },
  };
}
