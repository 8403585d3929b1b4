import { basename, dirname, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** What a site is made from, below its root. */
const FOLDERS = new Set(['stories', 'pages', 'templates', 'public']);
const CONFIG = /^broadsheet\.config\.(?:ts|js|mjs|json)$/;

/**
 * How long it must be quiet after a change, in milliseconds. Editors write a file in two steps, and chokidar passes over
 * a second change within 50 ms: what is read sooner may be half of it.
 */
const SETTLE_MS = 60;
/** A folder of a thousand files that is being copied need not be waited for to its end. */
const LONGEST_WAIT_MS = 600;

interface WatchOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** Absolute paths of the files of which the configuration consists now. */
  readonly configFiles: () => ReadonlySet<string>;
  /** Gets the paths from the root that have changed; null when anything may have. */
  readonly onChange: (paths: ReadonlySet<string> | null) => void;
  /** The system refuses to tell of changes; they are looked for from time to time instead. */
  readonly onPolling: (reason: string) => void;
}

export interface Watching {
  /** Every change from now on will be told. */
  readonly isReady: Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches a site. The folder above the root is watched, too, of which only the root counts: a root that is renamed and
 * made again would be lost otherwise.
 */
export function watchSite(options: WatchOptions): Watching {
  const { root, onChange, onPolling } = options;
  const top = dirname(root);
  let changed = new Set<string>();
  let isAnything = false;
  let timer: NodeJS.Timeout | null = null;
  let since = 0;
  let isPolling = false;
  let watcher: FSWatcher;
  let configFiles = options.configFiles();
  let becomeReady = () => {};
  const isReady = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  function flush(): void {
    timer = null;
    const paths = isAnything ? null : changed;
    changed = new Set();
    isAnything = false;
    followConfig();
    onChange(paths);
  }

  /** A configuration may import other files than before. */
  function followConfig(): void {
    const now = options.configFiles();
    const fresh = [...now].filter((path) => !configFiles.has(path));
    configFiles = now;
    if (fresh.length > 0) watcher.add(fresh);
  }

  function note(event: string, path: string): void {
    const inside = relative(root, path).split(sep).join('/');
    if (inside.startsWith('..') && !configFiles.has(path)) return;
    if (event === 'change' && inside !== '') changed.add(inside);
    // What comes and goes changes more than itself: links, folders, lists.
    else isAnything = true;
    const now = performance.now();
    if (timer === null) since = now;
    else clearTimeout(timer);
    timer = setTimeout(flush, Math.max(0, Math.min(SETTLE_MS, since + LONGEST_WAIT_MS - now)));
  }

  function start(usePolling: boolean): FSWatcher {
    const started = watch(top, {
      ignored: (path) => isIgnored(path, root, configFiles),
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      usePolling,
      interval: 300,
    });
    started.on('all', note);
    started.on('ready', becomeReady);
    started.on('error', (error) => {
      // The limit is met for every folder.
      if (usePolling || isPolling) return;
      isPolling = true;
      onPolling(error instanceof Error ? error.message : String(error));
      void started.close();
      watcher = start(true);
      isAnything = true;
      flush();
    });
    return started;
  }

  watcher = start(false);
  return {
    isReady,
    async close() {
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
    },
  };
}

function isIgnored(path: string, root: string, configFiles: ReadonlySet<string>): boolean {
  if (path === dirname(root) || path === root) return false;
  for (const file of configFiles)
    if (file === path || file.startsWith(`${path}${sep}`)) return false;
  const inside = relative(root, path).split(sep);
  const [first = ''] = inside;
  if (first === '..') return true;
  // Editors' own files, and version control.
  const name = basename(path);
  if (inside.length > 1 && (name === '.git' || /~$|^\.#|\.sw[a-z]$/.test(name))) return true;
  // Also a configuration that is not there yet.
  return !FOLDERS.has(first) && !CONFIG.test(first);
}
