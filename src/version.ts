import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from './hash.ts';

const packageJson: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** The version of Broadsheet, from its package.json. */
export const version = String((packageJson as { version: unknown }).version);

const LIBRARIES = [
  'marked',
  'ejs',
  'dayjs',
  'sanitize-html',
  'gray-matter',
  'js-yaml',
  'smol-toml',
];
const ROOMS = ['content', 'render', 'site', 'plugins'];
const HERE = dirname(fileURLToPath(import.meta.url));
const STAMP = join(HERE, 'stamp');

let remembered: string | null = null;

/**
 * Changes when anything changes that turns sources into bytes: our own program, and the libraries that it works with.
 * A page is kept only if the program that made it would make it again.
 */
export function rendererVersion(): string {
  remembered ??= digest([version, ...LIBRARIES.map(libraryVersion), programHash()].join('\n'));
  return remembered;
}

/** The hash that was taken when the program was compiled, unless a part of it is newer. */
function programHash(): string {
  const files = programFiles();
  const stamped = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  return files.every((file) => statSync(file).mtimeMs <= stamped)
    ? readFileSync(STAMP, 'utf8')
    : hashOf(files);
}

/** Takes the hash of the program, so that commands need not read all of it. To be called after compiling. */
export function stampProgram(): void {
  writeFileSync(STAMP, hashOf(programFiles()));
}

function programFiles(): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(HERE, room), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !/\.d\.ts$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
}

function hashOf(files: readonly string[]): string {
  return digest(files.map((file) => digest(readFileSync(file))).join('\n'));
}

function libraryVersion(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return readFileSync(join(folder, name, 'package.json'), 'utf8');
    } catch {
      // Node looks in the next folder too.
    }
  }
  return 'unknown';
}
