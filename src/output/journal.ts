import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from '../hash.ts';
import { fold } from '../paths.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const FORMAT = 'broadsheet-journal-2';

/** A commit, written down before its first step, so that whoever comes next can finish it. */
export interface Journal {
  /** Like every folder and state file here: from the root of the site, so that a site may be moved meanwhile. */
  readonly out: string;
  /** Where the new files wait, each at the path that it will have. */
  readonly stage: string;
  /** In the order of publication: assets, stories, lists. */
  readonly moves: readonly { readonly path: string; readonly hash: string }[];
  readonly removals: readonly string[];
  /** The manifest after the commit, and its place. Moved last. */
  readonly manifest: { readonly from: string; readonly to: string };
}

/** Steps of a commit that touch the disk: a test counts them, and stops after any of them. */
export interface Steps {
  move(from: string, to: string): void;
  /** Onto nothing, or onto an empty folder. */
  moveFolder(from: string, to: string): void;
  makeFolder(path: string): void;
  removeFile(path: string): void;
  removeFolder(path: string): void;
}

export const diskSteps: Steps = {
  move(from, to) {
    try {
      renameSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      const temporary = join(dirname(to), `.broadsheet-${process.pid}.tmp`);
      copyFileSync(from, temporary);
      renameSync(temporary, to);
      unlinkSync(from);
    }
  },
  moveFolder: (from, to) => renameSync(from, to),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  removeFile: (path) => unlinkSync(path),
  removeFolder: (path) => rmdirSync(path),
};

export function writeJournal(path: string, journal: Journal): void {
  writeEnvelope(path, FORMAT, journal);
}

/**
 * Finishes a commit that was interrupted, if there is one.
 *
 * @returns true when a commit was rolled forward
 */
export function recover(root: string, path: string, steps: Steps = diskSteps): boolean {
  const journal = readEnvelope(path, FORMAT) as Journal | null;
  if (journal === null) {
    rmSync(path, { force: true });
    return false;
  }
  const isWhole = journal.moves.every(({ path: name, hash }) => {
    const staged = join(root, journal.stage, name);
    return !existsSync(staged) || digest(readFileSync(staged)) === hash;
  });
  if (isWhole) {
    applyJournal(root, journal, forgiving(steps));
  } else {
    // The power failed before the new files reached the disk: the old manifest stands, and the build looks at every file.
    rmSync(join(root, journal.manifest.from), { force: true });
  }
  rmSync(path, { force: true });
  rmSync(join(root, journal.stage), { recursive: true, force: true });
  return isWhole;
}

/** What can never succeed must not lock a site for good: the build that follows compares every file. */
function forgiving(steps: Steps): Steps {
  const forgive = (step: () => void) => {
    try {
      step();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ENAMETOOLONG', 'EINVAL', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
        throw error;
    }
  };
  return {
    ...steps,
    moveFolder: steps.moveFolder,
    makeFolder: (path) => forgive(() => steps.makeFolder(path)),
    move: (from, to) => forgive(() => steps.move(from, to)),
  };
}

/** Takes the steps of a commit. Steps that were taken before are recognised and skipped, so it may run twice. */
export function applyJournal(root: string, journal: Journal, steps: Steps): void {
  const { moves, removals } = journal;
  const out = join(root, journal.out);
  const stage = join(root, journal.stage);
  const [from, to] = [join(root, journal.manifest.from), join(root, journal.manifest.to)];
  const { before, after } = splitRemovals(moves, removals);
  for (const path of before) removeFile(out, path, steps);
  if (moves.length > 0 && isVacant(out)) moveWhole(stage, out, steps);
  const made = new Set<string>();
  for (const { path } of existsSync(stage) ? moves : []) {
    const staged = join(stage, path);
    if (!existsSync(staged)) continue;
    const target = join(out, path);
    const folder = dirname(target);
    if (!made.has(folder)) {
      steps.makeFolder(folder);
      made.add(folder);
    }
    steps.move(staged, target);
  }
  for (const path of after) removeFile(out, path, steps);
  if (existsSync(from)) steps.move(from, to);
}

/** True while nobody can be reading the site: there is no folder, or nothing in it. */
function isVacant(out: string): boolean {
  try {
    return readdirSync(out).length === 0;
  } catch (error) {
    return isGone(error);
  }
}

/** The first edition of a site appears at once, as one folder; where the system refuses that, file by file. */
function moveWhole(stage: string, out: string, steps: Steps): void {
  if (!existsSync(stage)) return;
  try {
    steps.moveFolder(stage, out);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EXDEV', 'EBUSY', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EINVAL'].includes(code))
      throw error;
  }
}

/**
 * Deletions come last, except where an old file stands in the way: a file where a folder is needed, a folder where a
 * file is needed, and a name that differs only in case, which on some systems is the new file itself.
 */
function splitRemovals(
  moves: Journal['moves'],
  removals: readonly string[],
): { before: string[]; after: string[] } {
  const targets = new Set<string>();
  const folders = new Set<string>();
  for (const move of moves) {
    const path = fold(move.path);
    targets.add(path);
    for (
      let slash = path.lastIndexOf('/');
      slash > 0 && !folders.has(path.slice(0, slash));
      slash = path.lastIndexOf('/', slash - 1)
    ) {
      folders.add(path.slice(0, slash));
    }
  }
  const isInTheWay = (removal: string) => {
    const path = fold(removal);
    if (targets.has(path) || folders.has(path)) return true;
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (targets.has(path.slice(0, slash))) return true;
    }
    return false;
  };
  const before: string[] = [];
  const after: string[] = [];
  for (const path of removals) (isInTheWay(path) ? before : after).push(path);
  return { before, after };
}

/** Removes a file of ours, and the folders that it leaves empty. Never by way of a symbolic link: that leads elsewhere. */
export function removeFile(out: string, path: string, steps: Steps): void {
  const target = join(out, path);
  try {
    if (isBehindLink(out, path) || lstatSync(target).isDirectory()) return;
    steps.removeFile(target);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  for (let folder = dirname(target); folder.length > out.length; folder = dirname(folder)) {
    try {
      steps.removeFolder(folder);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (isGone(error)) continue;
      if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'].includes(code)) return;
      throw error;
    }
  }
}

function isBehindLink(out: string, path: string): boolean {
  const parts = path.split('/');
  return parts.some(
    (part, i) =>
      part === '..' || (i > 0 && lstatSync(join(out, ...parts.slice(0, i))).isSymbolicLink()),
  );
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
