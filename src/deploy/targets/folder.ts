import { createHash, randomBytes } from 'node:crypto';
import {
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { refusedOutput } from '../../errors/output.ts';
import type { Target } from '../target.ts';

/** A file that is being written. Its name is short, whatever the other's. */
const TEMPORARY = /^\.broadsheet-[0-9a-f]{12}\.tmp$/;

/** A folder of this machine: each file is written beside its place, and moved there. */
export function folderTarget(root: string, { path }: { readonly path: string }): Target {
  const folder = resolve(root, path);
  if (isAround(folder, root))
    throw refusedOutput(path, 'it is the folder of the site, or above it');
  const leftovers: string[] = [];
  const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  return {
    description: `the folder ${folder}`,
    hashOf,
    async list(wanted) {
      const there = new Map<string, string>();
      for (const entry of entriesIn(folder)) {
        const file = join(entry.parentPath, entry.name);
        const name = relative(folder, file).split(sep).join('/');
        if (TEMPORARY.test(entry.name)) leftovers.push(file);
        else there.set(name, wanted.has(name) ? hashOf(readFileSync(file)) : '');
      }
      return there;
    },
    async read(name) {
      const file = join(folder, name);
      return existsSync(file) ? readFileSync(file) : null;
    },
    async put(uploads, onDone) {
      // Somebody was cut off while they were being written.
      for (const file of leftovers.splice(0)) rmSync(file, { force: true });
      for (const { path: name, read } of uploads) {
        const file = join(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        const temporary = join(dirname(file), `.broadsheet-${randomBytes(6).toString('hex')}.tmp`);
        writeFileSync(temporary, read());
        renameSync(temporary, file);
        onDone(1);
      }
    },
    async remove(paths) {
      for (const name of paths) {
        rmSync(join(folder, name), { force: true });
        removeEmptyFolders(folder, dirname(name));
      }
    },
  };
}

function entriesIn(folder: string): readonly Dirent[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile());
}

function removeEmptyFolders(folder: string, from: string): void {
  for (let path = from; path !== '.' && path !== ''; path = dirname(path)) {
    try {
      rmdirSync(join(folder, path));
    } catch {
      // Something is left in it.
      return;
    }
  }
}

function isAround(folder: string, root: string): boolean {
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return `${realpathSync(root)}${sep}`.startsWith(`${real}${sep}`);
}
