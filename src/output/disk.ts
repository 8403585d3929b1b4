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
import { basename, dirname, join, relative } from 'node:path';
import * as errors from '../errors/output.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { digest } from '../hash.ts';
import { fold, type OutputPath } from '../paths.ts';
import type { Manifest, ManifestEntry } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';
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
import { readManifest, writeManifest } from './manifest.ts';
import { checkOutDir } from './out-dir.ts';
import type { Output, Staged, Written } from './output.ts';

const STATE_FOLDER = '.broadsheet';

interface DiskOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** Relative to the root, or absolute. */
  readonly out: string;
  readonly steps?: Steps;
}

/**
 * The output folder on disk. New files wait in a stage until all of them are whole; then they are moved into place
 * under a journal. Nothing in the folder changes before `commit`.
 *
 * @throws BroadsheetError when the folder is refused, or locked by another build
 */
export function openDiskOutput({ root: given, out, steps = diskSteps }: DiskOptions): Output {
  const root = realpathSync(given);
  const folder = checkOutDir(root, out);
  const state = openState(root);
  const release = takeLock(join(state, 'lock'));
  const journalPath = join(state, 'journal');
  let recovered = false;
  try {
    recovered = recover(root, journalPath, steps);
  } catch (error) {
    release();
    throw error instanceof BroadsheetError ? error : errors.interruptedCommit(out, error);
  }
  const outPath = relative(root, folder);
  // By the path from the site, so that the state of a site that is moved, or cached elsewhere, still counts.
  const manifestPath = join(state, `manifest-${digest(outPath).slice(0, 8)}`);
  const manifest = readManifest(manifestPath);
  const present = readFolder(folder, out, release);
  const stage = stageFor(state, folder);
  rmSync(stage, { recursive: true, force: true });
  let staged = 0;

  function stageFile(path: OutputPath, write: (file: string) => void): string {
    if (staged === 0) mkdirSync(stage, { recursive: true });
    const name = String(staged++);
    try {
      write(join(stage, name));
    } catch (error) {
      throw errors.cannotWrite(join(out, path), error);
    }
    return name;
  }

  function describe(name: string, hash: string): Staged {
    const { size, mtimeMs } = statSync(join(stage, name));
    return { name, hash, size, mtimeMs };
  }

  function isIntact(path: OutputPath, entry: ManifestEntry): boolean {
    if (present.get(path) !== 'file') return false;
    const { size, mtimeMs } = statSync(join(folder, path));
    if (size !== entry.size) return false;
    return mtimeMs === entry.mtimeMs || digest(readFileSync(join(folder, path))) === entry.hash;
  }

  /** Files that are still as we wrote them: what somebody has changed since is theirs. */
  function ours(): OutputPath[] {
    return [...manifest].filter(([path, entry]) => isIntact(path, entry)).map(([path]) => path);
  }

  return {
    manifest,
    recovered,
    isIntact,
    has: (path) => present.has(path),
    adopt(path, bytes): Written | null {
      if (present.get(path) !== 'file') return null;
      const file = join(folder, path);
      const { size, mtimeMs } = statSync(file);
      return size === bytes.length && bytes.equals(readFileSync(file))
        ? { size, mtimeMs, hash: digest(bytes) }
        : null;
    },
    stage(path, bytes) {
      const name = stageFile(path, (file) => writeFileSync(file, bytes));
      return describe(name, digest(bytes));
    },
    stageCopy(path, source) {
      const name = stageFile(path, (file) => {
        copyFileSync(join(root, source), file);
        // What is published may be read by everyone, whatever the source allows.
        chmodSync(file, 0o644);
      });
      return describe(name, digest(readFileSync(join(stage, name))));
    },
    foreign(planned) {
      const ours = new Set([...planned].map(fold));
      return [...present.keys()]
        .filter(
          (path) =>
            present.get(path) !== 'folder' &&
            !ours.has(fold(path)) &&
            !manifest.has(path as OutputPath),
        )
        .sort();
    },
    blocked: (planned) => findBlocked(planned, present, manifest),
    commit({ moves, removals, manifest: next }) {
      const manifestNext = `${manifestPath}.next`;
      const journal: Journal = {
        out: outPath,
        stage: relative(root, stage),
        moves: moves.map(({ path, staged: { name, hash } }) => ({ from: name, to: path, hash })),
        removals,
        manifest: { from: relative(root, manifestNext), to: relative(root, manifestPath) },
      };
      try {
        writeManifest(manifestNext, next);
        if (moves.length > 0 || removals.length > 0) {
          mkdirSync(folder, { recursive: true });
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
      rmSync(stage, { recursive: true, force: true });
    },
    removeAll() {
      for (const path of ours()) removeFile(folder, path, steps);
      rmSync(manifestPath, { force: true });
      release();
      // The state of other output folders is theirs.
      if (!readdirSync(state).some((name) => name.startsWith('manifest-')))
        rmSync(state, { recursive: true });
    },
    close() {
      // An interrupted commit leaves its stage to whoever rolls it forward.
      if (!existsSync(journalPath)) rmSync(stage, { recursive: true, force: true });
      release();
    },
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

function readFolder(folder: string, out: string, release: () => void): Present {
  try {
    return listFiles(folder);
  } catch (error) {
    release();
    throw new BroadsheetError([errors.cannotRead(out, error)]);
  }
}

type Present = ReadonlyMap<string, 'file' | 'folder' | 'other'>;

/** Everything below the output folder, by path from there. Symbolic links are not followed. */
function listFiles(folder: string): Present {
  const present = new Map<string, 'file' | 'folder' | 'other'>();
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (child.startsWith(STAGE_INSIDE)) continue;
      present.set(child, entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other');
      if (entry.isDirectory()) walk(child);
    }
  };
  if (existsSync(folder)) walk('');
  return present;
}

const STAGE_INSIDE = '.broadsheet-stage';

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

/** What stands where a planned file must go and is not ours to remove. */
function findBlocked(
  planned: Iterable<OutputPath>,
  present: Present,
  manifest: Manifest,
): Problem[] {
  const problems: Problem[] = [];
  if (present.size === 0) return problems;
  const oursIn = new Set<string>();
  for (const path of manifest.keys()) {
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) oursIn.add(parent);
  }
  const checked = new Set<string>();
  for (const path of planned) {
    const at = present.get(path);
    if (at === 'other') problems.push(errors.blockedPath(path, 'something'));
    if (at === 'folder' && !isOnlyOurs(path, present, manifest))
      problems.push(errors.blockedPath(path, 'a folder'));
    for (
      let parent = dirname(path);
      parent !== '.' && !checked.has(parent);
      parent = dirname(parent)
    ) {
      checked.add(parent);
      const above = present.get(parent);
      const isOurs = above === 'file' && manifest.has(parent as OutputPath);
      if (above !== undefined && above !== 'folder' && !isOurs)
        problems.push(errors.blockedPath(parent, 'something'));
    }
  }
  return problems;
}

function isOnlyOurs(folder: string, present: Present, manifest: Manifest): boolean {
  for (const [path, kind] of present) {
    if (kind !== 'folder' && path.startsWith(`${folder}/`) && !manifest.has(path as OutputPath))
      return false;
  }
  return true;
}
