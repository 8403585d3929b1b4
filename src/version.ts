import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from './hash.ts';

const packageJson: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** The version of Broadsheet, from its package.json. */
export const version = String((packageJson as { version: unknown }).version);

const LIBRARIES = ['marked', 'ejs', 'dayjs', 'sanitize-html'];
const ROOMS = ['content', 'render', 'site'];

/**
 * Changes when anything changes that turns a plan into bytes: our own program, and the libraries that it renders
 * with. A page is kept only if the program that made it would make it again.
 */
export function rendererVersion(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const own = ROOMS.flatMap((room) =>
    readdirSync(join(here, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
  const parts = own.map((file) => digest(readFileSync(file)));
  return digest([version, ...LIBRARIES.map(libraryVersion), ...parts].join('\n'));
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
