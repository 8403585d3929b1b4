import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeText } from '../content/text.ts';
import { cannotRead, symlink } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { Problem } from '../types/problem.ts';

export interface TemplateFile {
  /** For messages: relative to the site's root, or `broadsheet/templates/…` for a built-in one. */
  readonly file: string;
  readonly text: string;
  readonly hash: string;
}

/** The folder of templates that comes with Broadsheet. */
export const BUILT_IN = fileURLToPath(new URL('../../templates/', import.meta.url)).replace(
  /[\\/]$/,
  '',
);

/** By name: `partials/card.ejs`. */
export type TemplateFiles = ReadonlyMap<string, TemplateFile>;

/**
 * Reads the templates of a site over the built-in ones.
 *
 * @param builtin the folder that comes with Broadsheet
 * @param own the site's `templates` folder, which need not exist
 */
export function readTemplates(
  builtin: string,
  own: string,
): { templates: TemplateFiles; problems: Problem[] } {
  const files = new Map<string, TemplateFile>();
  const problems: Problem[] = [];
  const folders =
    builtin === own
      ? [[own, 'templates']]
      : [
          [builtin, 'broadsheet/templates'],
          [own, 'templates'],
        ];
  for (const [folder = '', label = ''] of folders) {
    for (const name of templateNames(folder, label, problems)) {
      const decoded = readText(join(folder, name), `${label}/${name}`);
      if ('problem' in decoded) problems.push(decoded.problem);
      else
        files.set(name, {
          file: `${label}/${name}`,
          text: decoded.text,
          hash: digest(decoded.text),
        });
    }
  }
  return { templates: files, problems };
}

/** Reads a text of the theme, which must be UTF-8. */
export function readText(path: string, shown: string): ReturnType<typeof decodeText> {
  try {
    return decodeText(readFileSync(path), shown);
  } catch (error) {
    return { problem: cannotRead(shown, error) };
  }
}

function templateNames(folder: string, label: string, problems: Problem[]): string[] {
  if (!existsSync(folder)) return [];
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    problems.push(cannotRead(label, error));
    return [];
  }
  const nameOf = ({ parentPath, name }: Dirent) =>
    relative(folder, join(parentPath, name)).replaceAll('\\', '/');
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(nameOf);
  for (const name of links.sort()) problems.push(symlink(`${label}/${name}`));
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ejs'))
    .map(nameOf)
    .sort();
}
