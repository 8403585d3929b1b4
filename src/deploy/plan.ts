import { DEPLOY_INDEX } from '../paths.ts';
import type { ReleasedFile, Step } from './release.ts';

const FORMAT = 'broadsheet-deploy-1';

/** What earlier deployments have left a note of, at the place itself. */
export interface DeployIndex {
  /** The address of the site, if it has one. */
  readonly site: string | null;
  /** Files that we put there. */
  readonly files: ReadonlySet<string>;
  /** Changed by a deployment that was cut off, so nobody has been told of it yet. */
  readonly pending: ReadonlySet<string>;
}

/** What is to be done, and why. */
export interface DeployPlan {
  /**
   * New and changed files, one batch after the other. What is not there yet comes before what changes, because
   * nothing leads to them until then.
   */
  readonly uploads: readonly (readonly ReleasedFile[])[];
  /** Files that we put there and that the site has no more. */
  readonly deletions: readonly string[];
  /** Those of the deletions that stand where a folder must be, or in a folder where a file must be. */
  readonly inTheWay: readonly string[];
  readonly unchanged: number;
  /** Files there that are not ours; they stay. */
  readonly foreign: readonly string[];
  /** Files that are not ours, and whose names the site needs. */
  readonly replaced: readonly string[];
  /** What has changed since a deployment was last finished, in no order. */
  readonly changed: readonly string[];
}

interface Comparison {
  readonly files: readonly ReleasedFile[];
  /** What is there: hashes by path. */
  readonly there: ReadonlyMap<string, string>;
  readonly index: DeployIndex;
  readonly hashOf: (content: Buffer) => string;
}

/** Compares a site with what is there. */
export function planDeploy({ files, there, index, hashOf }: Comparison): DeployPlan {
  const ours = index.files;
  const paths = new Set(files.map(({ path }) => path));
  const fresh = emptySteps();
  const altered = emptySteps();
  const replaced: string[] = [];
  let unchanged = 0;
  for (const file of files) {
    const hash = there.get(file.path);
    if (hash !== undefined && hash === hashOf(file.read())) {
      unchanged++;
      continue;
    }
    (hash === undefined ? fresh : altered)[file.step].push(file);
    if (hash !== undefined && !ours.has(file.path)) replaced.push(file.path);
  }
  const others = [...there.keys()]
    .filter((path) => !paths.has(path) && path !== DEPLOY_INDEX)
    .sort();
  const deletions = others.filter((path) => ours.has(path));
  const folders = new Set([...paths].flatMap(foldersOf));
  const uploads = [
    [...fresh.assets, ...altered.assets],
    fresh.stories,
    fresh.lists,
    fresh.feeds,
    altered.stories,
    altered.lists,
    altered.feeds,
  ];
  const uploaded = uploads.flat().map(({ path }) => path);
  return {
    uploads: uploads.filter((batch) => batch.length > 0),
    deletions,
    inTheWay: deletions.filter(
      (path) => folders.has(path) || foldersOf(path).some((folder) => paths.has(folder)),
    ),
    unchanged,
    foreign: others.filter((path) => !ours.has(path)),
    replaced,
    changed: [...new Set([...uploaded, ...deletions, ...index.pending])],
  };
}

function emptySteps(): Record<Step, ReleasedFile[]> {
  return { assets: [], stories: [], lists: [], feeds: [] };
}

/** All folders above a file: `a` and `a/b` of `a/b/c.html`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

export function uploadsOf({ uploads }: DeployPlan): readonly ReleasedFile[] {
  return uploads.flat();
}

/** Reads our note; one that is damaged or of another kind says nothing. */
export function parseIndex(content: Buffer | null): DeployIndex {
  const none = { site: null, files: new Set<string>(), pending: new Set<string>() };
  try {
    const { format, site, files, pending } = JSON.parse(content?.toString('utf8') ?? '');
    if (format !== FORMAT) return none;
    return {
      site: typeof site === 'string' ? site : null,
      files: new Set(Array.from(files, String)),
      pending: new Set(Array.from(pending, String)),
    };
  } catch {
    return none;
  }
}

/** The same note is the same bytes. */
export function formatIndex({ site, files, pending }: DeployIndex): Buffer {
  const note = { format: FORMAT, site, files: [...files].sort(), pending: [...pending].sort() };
  return Buffer.from(`${JSON.stringify(note)}\n`);
}
