import { basename, dirname, type SourcePath } from '../paths.ts';

/** The name that a story's file goes by: its own, or its folder's when it has one to itself (`flood/index.md`). */
export function ownName(source: SourcePath): string {
  const name = basename(source).replace(/\.(?:md|markdown)$/i, '');
  return isBundle(source) ? basename(dirname(source)) : name;
}

/** True for `index.md`: the files in its folder belong to the story. */
export function isBundle(source: SourcePath): boolean {
  return /\/index\.(?:md|markdown)$/i.test(source) && source.split('/').length > 2;
}
