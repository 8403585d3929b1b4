import { accessSync, constants, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { cannotWrite, refusedOutput } from '../errors/output.ts';

/** Folders of a site that hold what people wrote. */
const SOURCE_FOLDERS = [
  'stories',
  'pages',
  'templates',
  'public',
  '.git',
  '.broadsheet',
  'node_modules',
] as const;

/**
 * The absolute path of the output folder, once it is certain that nothing that people wrote is in danger there.
 *
 * @throws BroadsheetError for the site itself, a folder above it, the home folder, a folder of sources
 */
export function checkOutDir(root: string, out: string): string {
  const path = real(resolve(root, out));
  const from = real(root);
  if (contains(path, from)) {
    throw refusedOutput(
      out,
      path === from ? 'it is the folder of the site itself' : 'it contains the site',
    );
  }
  if (path === real(homedir())) throw refusedOutput(out, 'it is your home folder');
  for (const folder of SOURCE_FOLDERS) {
    const source = real(join(root, folder));
    if (contains(source, path))
      throw refusedOutput(out, `it lies in ${folder}/, where the site's own files are`);
    if (contains(path, source) && existsSync(source))
      throw refusedOutput(out, `it contains ${folder}/`);
  }
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw refusedOutput(out, 'it is a file');
    if (existsSync(join(path, 'package.json')))
      throw refusedOutput(out, 'it contains a package.json, so it is a project');
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw cannotWrite(out, error);
    }
  }
  return path;
}

/** The real path of what need not exist yet: symbolic links of its existing part are followed. */
function real(path: string): string {
  let existing = path;
  while (!exists(existing) && dirname(existing) !== existing) existing = dirname(existing);
  try {
    return join(realpathSync(existing), relative(existing, path));
  } catch {
    return path;
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
