import { NAMES } from '../content/keys.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { fold, type UrlStyle, urlsOf } from '../paths.ts';
import type { PlannedFile } from '../types/page.ts';

/**
 * Finds files of the plan that want one place: the same path, paths that differ only in case or in how an accent is
 * composed (one file on macOS and Windows), a file where another file needs a folder, and with pages as files, two pages
 * at one address.
 */
export function findCollisions(files: readonly PlannedFile[], urls: UrlStyle): KeyProblem[] {
  const byPath = new Map<string, PlannedFile[]>();
  for (const file of files) {
    const key = fold(file.path);
    const claims = byPath.get(key);
    if (claims) claims.push(file);
    else byPath.set(key, [file]);
  }
  const problems: KeyProblem[] = [];
  for (const claims of byPath.values()) {
    const [first] = claims;
    if (first === undefined || claims.length === 1) continue;
    const origins = claims.map(({ origin }) => origin).sort();
    const [url] = urlsOf(first.path, urls);
    problems.push(clash(claims, (place) => errors.pageClash(place, { url, origins })));
  }
  if (urls === 'file') problems.push(...findDoubleAddresses(byPath));
  const checked = new Set<string>();
  for (const [key, [file]] of byPath) {
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      if (checked.has(folder)) break;
      checked.add(folder);
      const [blocking] = byPath.get(folder) ?? [];
      if (!blocking || !file) continue;
      const words = {
        file: blocking.path,
        folder: file.path,
        origins: [blocking.origin, file.origin].sort(),
      };
      problems.push(clash([blocking, file], (place) => errors.fileInTheWay(place, words)));
    }
  }
  return problems;
}

/** `/a` would be one page and `/a/` another. */
function findDoubleAddresses(byPath: ReadonlyMap<string, readonly PlannedFile[]>): KeyProblem[] {
  return [...byPath].flatMap(([key, [index]]) => {
    const name = /^(.+)\/index\.html$/.exec(key)?.[1];
    const [page] = (name === undefined ? undefined : byPath.get(`${name}.html`)) ?? [];
    if (index === undefined || page === undefined) return [];
    const origins = [index.origin, page.origin].sort();
    const url = `/${name}`;
    return [clash([index, page], (place) => errors.pageClash(place, { url, origins }))];
  });
}

function clash(claims: readonly PlannedFile[], describe: KeyProblem['describe']): KeyProblem {
  // Reported at the source whose name comes last, so that the report never depends on the order of planning.
  const owners = claims
    .map(({ owner }) => owner)
    .filter((owner) => owner !== null)
    .sort();
  return { source: owners.at(-1) ?? '', keys: ADDRESS_KEYS, describe };
}

/** Where a clash can be mended, what most likely causes it first. */
const ADDRESS_KEYS: readonly string[] = [
  ...NAMES.permalink,
  ...NAMES.slug,
  ...NAMES.aliases,
  ...NAMES.tags,
  ...NAMES.headline,
];
