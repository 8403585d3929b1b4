import { originalOf } from '../paths.ts';
import { isNote, type PlaceNotes } from './notes.ts';
import type { ReleasedFile, Step } from './release.ts';

/** Steps in which files become visible. */
export const UPLOAD_STAGES = ['assets', 'new', 'feeds', 'changed'] as const;
type UploadStage = (typeof UPLOAD_STAGES)[number];

/** Files that are put there together. */
interface Batch {
  readonly stage: UploadStage;
  readonly files: readonly ReleasedFile[];
}

/** What is to be done, and why. */
export interface DeployPlan {
  /** One after the other. What is not there yet comes before what changes, because nothing leads to it until then. */
  readonly uploads: readonly Batch[];
  /** Files that we put there and that the site has no more; of a part of a site they are not known yet. */
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

/** What is there, and what is to be done. */
export interface Surveyed {
  readonly known: PlaceNotes;
  readonly plan: DeployPlan;
}

interface Comparison {
  readonly files: readonly ReleasedFile[];
  /** What is there: hashes by path. */
  readonly there: ReadonlyMap<string, string>;
  readonly known: PlaceNotes;
  /** Changed by deployments that were cut off. */
  readonly pending: Iterable<string>;
  /** The files are not all of the site: what is there beside them may belong to other parts. */
  readonly isPart: boolean;
  readonly hashOf: (content: Buffer) => string;
}

/** Compares a site with what is there. */
export function planDeploy({
  files,
  there,
  known: { ours },
  pending,
  isPart,
  hashOf,
}: Comparison): DeployPlan {
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
    const isFresh = hash === undefined && !there.has(originalOf(file.path) ?? '');
    (isFresh ? fresh : altered)[file.step].push(file);
    if (hash !== undefined && !ours.has(file.path)) replaced.push(file.path);
  }
  const { foreign, ...goes } = isPart
    ? { deletions: [], inTheWay: [], foreign: [] }
    : compareRest({ there: there.keys(), paths, ours });
  const uploads: readonly Batch[] = [
    { stage: 'assets', files: [...fresh.assets, ...altered.assets] },
    { stage: 'new', files: fresh.stories },
    { stage: 'new', files: fresh.lists.filter((file) => !isFront(file)) },
    { stage: 'feeds', files: fresh.feeds },
    // Where there was nothing, the front page opens the site.
    { stage: 'changed', files: fresh.lists.filter(isFront) },
    { stage: 'changed', files: altered.stories },
    { stage: 'changed', files: altered.lists },
    { stage: 'changed', files: altered.feeds },
  ];
  const uploaded = uploads.flatMap((batch) => batch.files.map(({ path }) => path));
  return {
    ...goes,
    uploads: uploads.filter((batch) => batch.files.length > 0),
    unchanged,
    foreign,
    replaced,
    changed: [...new Set([...uploaded, ...goes.deletions, ...pending])],
  };
}

interface Rest {
  readonly there: Iterable<string>;
  /** All files of the site. */
  readonly paths: ReadonlySet<string>;
  /** Files that we put there. */
  readonly ours: ReadonlySet<string>;
}

/** Of what is there and no part of the site, what goes and what is not ours. */
export function compareRest({
  there,
  paths,
  ours,
}: Rest): Pick<DeployPlan, 'deletions' | 'inTheWay' | 'foreign'> {
  const others = [...there].filter((path) => !paths.has(path) && !isNote(path)).sort();
  const gone = others.filter((path) => ours.has(path));
  // A server would go on sending the copy in place of a page that is another one by now.
  const isStale = (path: string) => paths.has(originalOf(path) ?? '');
  const deletions = [...gone.filter(isStale), ...gone.filter((path) => !isStale(path))];
  const folders = new Set([...paths].flatMap(foldersOf));
  return {
    deletions,
    inTheWay: deletions.filter(
      (path) => folders.has(path) || foldersOf(path).some((folder) => paths.has(folder)),
    ),
    foreign: others.filter((path) => !ours.has(path)),
  };
}

function isFront({ path }: ReleasedFile): boolean {
  return (originalOf(path) ?? path) === 'index.html';
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
  return uploads.flatMap(({ files }) => files);
}
