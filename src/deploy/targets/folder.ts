import { createHash, randomBytes } from 'node:crypto';
import {
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
import { dirname, join, resolve, sep } from 'node:path';
import { refusedOutput } from '../../errors/output.ts';
import type { Target } from '../target.ts';

/** Of files that are being written. */
const TEMPORARY = /\.broadsheet-[0-9a-f]{12}\.tmp$/;

/** A folder of this machine: each file is written beside its place, and moved there. */
export function folderTarget(root: string, { path }: { readonly path: string }): Target {
  const folder = resolve(root, path);
  if (isAround(folder, root))
    throw refusedOutput(path, 'it is the folder of the site, or above it');
  const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  return {
    description: `the folder ${folder}`,
    hashOf,
    async list() {
      if (!existsSync(folder)) return new Map();
      const there = new Map<string, string>();
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        // Somebody was cut off while it was being written.
        if (TEMPORARY.test(entry.name)) rmSync(file, { force: true });
        else
          there.set(
            file
              .slice(folder.length + 1)
              .split(sep)
              .join('/'),
            hashOf(readFileSync(file)),
          );
      }
      return there;
    },
    async read(name) {
      const file = join(folder, name);
      return existsSync(file) ? readFileSync(file) : null;
    },
    async put(uploads, onDone) {
      for (const { path: name, read } of uploads) {
        const file = join(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        const temporary = `${file}.broadsheet-${randomBytes(6).toString('hex')}.tmp`;
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
