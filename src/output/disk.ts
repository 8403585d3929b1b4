import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import * as errors from '../errors/output.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import type { ManifestEntry } from '../types/manifest.ts';
import {
  findBlocked,
  kindAt,
  lookAround,
  STAGE_INSIDE,
  type Surroundings,
  statOf,
} from './folder.ts';
import {
  applyJournal,
  diskSteps,
  type Journal,
  recover,
  removeFile,
  type Steps,
  writeJournal,
} from './journal.ts';
import { takeLock } from './lock.ts';
import { type Published, readManifest, writeManifest } from './manifest.ts';
import { readOpening, writeOpening } from './opening.ts';
import { checkOutDir } from './out-dir.ts';
import type { Output } from './output.ts';
import { readPlacements, removePlacements, writePlacements } from './placements.ts';
import { type RememberedSources, readSources, writeSources } from './sources.ts';
import { Stager } from './stage.ts';
import { readSurroundings, updateSurroundings, writeSurroundings } from './surroundings.ts';

const STATE_FOLDER = '.broadsheet';

interface DiskOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** Relative to the root, or absolute. */
  readonly out: string;
  readonly steps?: Steps;
  /** Know nothing of earlier builds but which files are ours: everything is made again. */
  readonly forget?: boolean;
}

/**
 * The output folder on disk. New files wait in a stage until all of them are whole; then they are moved into place
 * under a journal. Nothing in the folder changes before `commit`.
 *
 * @throws BroadsheetError when the folder is refused, or locked by another build
 */
export function openDiskOutput(options: DiskOptions): Output {
  const root = realpathSync(options.root);
  const folder = checkOutDir(root, options.out);
  const state = openState(root);
  const lock = join(state, 'lock');
  const release = takeLock(lock);
  try {
    return openLocked({ ...options, root, folder, state, lock, release });
  } catch (error) {
    release();
    throw error;
  }
}

interface LockedFolder extends DiskOptions {
  /** Absolute paths of the output folder, of the state, and of its lock. */
  readonly folder: string;
  readonly state: string;
  readonly lock: string;
  readonly release: () => void;
}

function openLocked(locked: LockedFolder): Output {
  const { root, out, folder, state, lock, release, steps = diskSteps, forget = false } = locked;
  const journalPath = join(state, 'journal');
  let recovered = false;
  try {
    recovered = recover(root, journalPath, steps);
  } catch (error) {
    throw error instanceof BroadsheetError ? error : errors.interruptedCommit(out, error);
  }
  const outPath = relative(root, folder);
  // By the path from the site, so that the state of a site that is moved, or cached elsewhere, still counts.
  const name = digest(outPath).slice(0, 8);
  const manifestPath = join(state, `manifest-${name}`);
  const surroundingsPath = join(state, `folders-${name}`);
  const placementsPath = join(state, `placements-${name}`);
  const sourcesPath = join(state, 'sources');
  const openingPath = join(state, 'opening');
  const published = readManifest(manifestPath);
  const { manifest, edition, release: lastRelease } = forget ? forgotten(published) : published;
  const failedPath = join(state, `failed-${name}`);
  const stage = stageFor(state, folder);
  rmSync(stage, { recursive: true, force: true });
  const stager = new Stager({ stage, out: folder, shown: out });
  const surroundings = readSurroundings(surroundingsPath, recovered || manifest.size === 0);
  let around: Surroundings | null = null;
  let remembered: RememberedSources = { known: new Map(), rows: null };
  let isCommitted = false;

  function verify(path: OutputPath, entry: ManifestEntry): ManifestEntry | null {
    // `join` takes as long as the call to the system, and this is asked for every file of the site.
    const file = `${folder}/${path}`;
    const stat = statOf(file);
    if (stat?.size !== entry.size || !stat.isFile()) return null;
    if (stat.mtimeMs === entry.mtimeMs) return entry;
    const { mtimeMs } = stat;
    return digest(readFileSync(file)) === entry.hash ? { ...entry, mtimeMs } : null;
  }

  function findForeign(): readonly string[] {
    try {
      around ??= lookAround(folder, manifest, surroundings);
    } catch (error) {
      throw new BroadsheetError([errors.cannotRead(out, error)]);
    }
    return around.foreign;
  }

  return {
    manifest,
    edition,
    release: lastRelease,
    hasFailed: existsSync(failedPath),
    noteFailure() {
      try {
        writeFileSync(failedPath, '');
      } catch {
        // Whoever deploys looks at the state of each file, too.
      }
    },
    recovered,
    openedMs: statSync(lock).mtimeMs,
    knownSources(version) {
      if (!forget) remembered = readSources(sourcesPath, version);
      return remembered.known;
    },
    rememberSources: (version, sources) => {
      try {
        writeSources(sourcesPath, version, { sources, before: remembered.rows });
      } catch {
        // The next build reads the sources again.
      }
    },
    knownPlacements: (plan) => readPlacements(placementsPath, plan),
    rememberPlacements: (plan, placements) => {
      try {
        writePlacements(placementsPath, plan, placements);
      } catch {
        // The next build plans the site again.
      }
    },
    knownOpening: () => readOpening(openingPath),
    rememberOpening: (opening) => {
      try {
        writeOpening(openingPath, opening);
      } catch {
        // The next preview plans the site before it shows anything.
      }
    },
    verify,
    has: (path) => kindAt(join(folder, path)) !== null,
    stageFolder: { stage, out: folder, shown: out },
    mayHoldFiles: kindAt(folder) !== null,
    deliver: (path, content, place) => stager.deliver(path, content, place),
    deliverCopy(path, source) {
      const file = stager.place(path, (target) => {
        copyFileSync(resolve(root, source), target);
        // What is published may be read by everyone, whatever the source allows.
        chmodSync(target, 0o644);
      });
      const { size, mtimeMs } = statSync(file);
      return { isStaged: true, hash: digest(readFileSync(file)), size, mtimeMs };
    },
    read: (path, isStaged) => readFileSync(join(isStaged ? stage : folder, path)),
    foreign: findForeign,
    blocked: (paths) => findBlocked(folder, paths, manifest),
    commit({ moves, removals, manifest: next, edition: made, release: of }) {
      const manifestNext = `${manifestPath}.next`;
      const journal: Journal = {
        out: outPath,
        stage: relative(root, stage),
        moves,
        removals,
        manifest: { from: relative(root, manifestNext), to: relative(root, manifestPath) },
      };
      try {
        writeManifest(manifestNext, { manifest: next, edition: made, release: of });
        if (moves.length > 0 || removals.length > 0) {
          mkdirSync(dirname(folder), { recursive: true });
          writeJournal(journalPath, journal);
        }
      } catch (error) {
        throw errors.cannotWrite(out, error);
      }
      try {
        applyJournal(root, journal, steps);
      } catch (error) {
        throw errors.interruptedCommit(out, error);
      }
      rmSync(journalPath, { force: true });
      rmSync(failedPath, { force: true });
      rmSync(stage, { recursive: true, force: true });
      isCommitted = true;
      updateSurroundings(surroundingsPath, folder, {
        before: surroundings,
        foreign: findForeign().filter((path) => !next.has(path as OutputPath)),
        manifest,
        next,
        changed: [...moves.map(({ path }) => path), ...removals],
      });
    },
    removeAll() {
      // Files that are still as we wrote them: what somebody has changed since is theirs.
      for (const [path, entry] of manifest) {
        if (verify(path, entry) !== null) removeFile(folder, path, steps);
      }
      rmSync(manifestPath, { force: true });
      rmSync(failedPath, { force: true });
      rmSync(surroundingsPath, { force: true });
      removePlacements(placementsPath);
      release();
      // The state of other output folders is theirs.
      if (!readdirSync(state).some((file) => file.startsWith('manifest-')))
        rmSync(state, { recursive: true });
    },
    close() {
      if (!isCommitted && around !== null && around !== surroundings)
        writeSurroundings(surroundingsPath, around);
      // An interrupted commit leaves its stage to whoever rolls it forward.
      if (!existsSync(journalPath)) rmSync(stage, { recursive: true, force: true });
      release();
    },
  };
}

/** Files that are ours, without a reason to keep any of them as it is. */
function forgotten({ manifest, release }: Published): Published {
  return {
    manifest: new Map([...manifest].map(([path, entry]) => [path, { ...entry, key: '' }])),
    edition: null,
    release,
  };
}

/** The folder of what only saves work. It tells git by itself that it is not to be kept. */
function openState(root: string): string {
  const state = join(root, STATE_FOLDER);
  try {
    mkdirSync(state, { recursive: true });
    const ignore = join(state, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (error) {
    throw errors.cannotWrite(STATE_FOLDER, error);
  }
  return state;
}

/** Files are moved into place by renaming, which works within one file system only. */
function stageFor(state: string, folder: string): string {
  const device = deviceOf(folder);
  if (deviceOf(state) === device) return join(state, 'stage');
  const beside = join(dirname(folder), `.${basename(folder)}${STAGE_INSIDE}`);
  return deviceOf(dirname(folder)) === device ? beside : join(folder, STAGE_INSIDE);
}

function deviceOf(path: string): number {
  let existing = path;
  while (!existsSync(existing)) existing = dirname(existing);
  return statSync(existing).dev;
}
