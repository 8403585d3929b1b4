import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { cannotRead, linkedFolder, notAFolder, symlink } from '../errors/output.ts';
import { noStories, sectionFile } from '../errors/site.ts';
import { type SourcePath, sourcePath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import { isMarkdown, isPicture } from './body.ts';
import { liveBlogOf } from './live.ts';

/** The files of a site, each list sorted, so that nothing depends on the order in which a disk lists them. */
export interface Sources {
  /** False where there is no folder `stories/` at all. */
  readonly hasStories: boolean;
  readonly stories: readonly SourcePath[];
  readonly pages: readonly SourcePath[];
  /** Updates of live blogs, in files of their own. */
  readonly entries: readonly SourcePath[];
  /** What is not markdown under `stories/` and `pages/`. */
  readonly files: readonly SourcePath[];
  /** Under `public/`. */
  readonly publicFiles: readonly SourcePath[];
  readonly problems: readonly Problem[];
}

/** What a source is read as. */
export type Role = 'story' | 'page' | 'entry' | 'picture';

/** All sources that are read before a site is planned. */
export function* sourcesToRead({
  stories,
  pages,
  entries,
  files,
  publicFiles,
}: Sources): Iterable<readonly [role: Role, sources: readonly SourcePath[]]> {
  yield ['story', stories];
  yield ['page', pages];
  yield ['entry', entries];
  yield ['picture', [...files, ...publicFiles].filter(isPicture)];
}

/** Files that systems leave behind and nobody means to publish. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Lists a site's sources. Symbolic links are never followed: what they lead to may lie outside of the site. */
export function scanSources(root: string): Sources {
  const problems: Problem[] = [];
  const list = (folder: string, takesHidden: boolean) =>
    walk(root, folder, takesHidden, problems).sort();
  const stories = list('stories', false);
  const pages = list('pages', false);
  const publicFiles = list('public', true);
  const isSectionFile = (path: string) =>
    /(?:^|\/)_index(?:\.[\w-]+)?\.(?:md|markdown)$/i.test(path);
  if (!stories.some(isMarkdown)) problems.push(noStories());
  for (const path of stories.filter(isSectionFile)) problems.push(sectionFile(path));
  const texts = stories.filter((path) => isMarkdown(path) && !isSectionFile(path));
  const all = new Set(texts);
  const entries = texts.filter((path) => liveBlogOf(path, all) !== null);
  const isEntry = new Set(entries);
  return {
    hasStories: existsSync(join(root, 'stories')),
    stories: entries.length === 0 ? texts : texts.filter((path) => !isEntry.has(path)),
    entries,
    pages: pages.filter((path) => isMarkdown(path) && !isSectionFile(path)),
    files: [...stories, ...pages].filter((path) => !isMarkdown(path)),
    publicFiles,
    problems,
  };
}

function walk(root: string, top: string, takesHidden: boolean, problems: Problem[]): SourcePath[] {
  const found: SourcePath[] = [];
  if (!isFolderOfSite(root, top, problems)) return found;
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(join(root, folder), folder, problems)) {
      const path = `${folder}/${entry.name}`;
      if (
        LITTER.has(entry.name) ||
        (entry.name.startsWith('.') && !takesHidden) ||
        entry.name === '.git'
      )
        continue;
      if (entry.isSymbolicLink()) problems.push(symlink(path));
      else if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) found.push(sourcePath(path));
    }
  }
  return found;
}

function entriesOf(path: string, shown: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    problems.push(cannotRead(shown, error));
    return [];
  }
}

/** A top folder may itself be a link, as long as it leads to a folder of the same site. */
function isFolderOfSite(root: string, top: string, problems: Problem[]): boolean {
  const path = join(root, top);
  try {
    const stat = lstatSync(path);
    if (!stat.isSymbolicLink()) {
      if (!stat.isDirectory()) problems.push(notAFolder(top));
      return stat.isDirectory();
    }
    const way = relative(realpathSync(root), realpathSync(path));
    if (way !== '' && !way.startsWith(`..${sep}`) && way !== '..') return true;
    problems.push(linkedFolder(top));
    return false;
  } catch {
    return false;
  }
}
