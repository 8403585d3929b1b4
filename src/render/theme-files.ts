import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../types/problem.ts';
import { readText } from './template-files.ts';

/** The cascade layers of the style sheet, from the weakest to the strongest. */
export const LAYERS = [
  'reset',
  'tokens',
  'base',
  'layout',
  'components',
  'pages',
  'utilities',
  'print',
  'user',
] as const;
export type Layer = (typeof LAYERS)[number];

export interface ThemeFile {
  /** For messages: relative to the site's root, or `broadsheet/templates/…` for a built-in one. */
  readonly file: string;
  readonly text: string;
}

/** The texts of which the theme's style sheet and script are made, as they are written. */
export interface ThemeFiles {
  /** By layer; a site's own file takes the place of the built-in one. */
  readonly layers: Readonly<Partial<Record<Layer, ThemeFile>>>;
  /** A site's own style sheet in place of all layers but the last. */
  readonly whole: ThemeFile | null;
  readonly script: ThemeFile | null;
  /** How feeds look in a browser. */
  readonly feed: ThemeFile | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the style sheets and the script of a site over the built-in ones.
 *
 * @param root absolute path of the site
 * @param builtin the folder of templates that comes with Broadsheet
 */
export function readThemeFiles(root: string, builtin: string): ThemeFiles {
  const problems: Problem[] = [];
  const own = join(root, 'templates');
  const read = (folder: string, label: string, name: string): ThemeFile | null => {
    const path = join(folder, name);
    // A symbolic link may lead out of the site.
    if (!isFile(path)) return null;
    const file = `${label}/${name}`;
    const decoded = readText(path, file);
    if ('text' in decoded) return { file, text: decoded.text };
    problems.push(decoded.problem);
    return null;
  };
  const find = (name: string) =>
    read(own, 'templates', name) ??
    (own === builtin ? null : read(builtin, 'broadsheet/templates', name));

  const layers: Partial<Record<Layer, ThemeFile>> = {};
  for (const layer of LAYERS) {
    const found =
      layer === 'user'
        ? read(join(root, 'public'), 'public', 'custom.css')
        : find(`assets/css/${layer}.css`);
    if (found !== null) layers[layer] = found;
  }
  return {
    layers,
    whole: read(own, 'templates', 'assets/site.css'),
    script: find('assets/site.js'),
    feed: find('assets/feed.css'),
    problems,
  };
}

/** False also where a file stands in place of a folder of the path. */
function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
