import { type ReleasedFile, STEPS, type Step } from './release.ts';

/** The list of files that we put there, so that nothing else is ever deleted. */
export const INDEX = '.broadsheet-deploy.json';
const FORMAT = 'broadsheet-deploy-1';

/** What is to be done, and why. */
export interface DeployPlan {
  /** New and changed files, in their order. */
  readonly uploads: Readonly<Record<Step, readonly ReleasedFile[]>>;
  /** Files that we put there and that the site has no more. */
  readonly deletions: readonly string[];
  readonly unchanged: number;
  /** Files there that are not ours; they stay. */
  readonly foreign: readonly string[];
  /** All of ours that are there now, or will be. */
  readonly before: ReadonlySet<string>;
}

interface Comparison {
  readonly files: readonly ReleasedFile[];
  /** What is there: hashes by path. */
  readonly there: ReadonlyMap<string, string>;
  /** Files that earlier deployments put there. */
  readonly ours: ReadonlySet<string>;
  readonly hashOf: (content: Buffer) => string;
}

/** Compares a site with what is there. */
export function planDeploy({ files, there, ours, hashOf }: Comparison): DeployPlan {
  const paths = new Set(files.map(({ path }) => path));
  const uploads = { assets: [], stories: [], lists: [], feeds: [] } as Record<Step, ReleasedFile[]>;
  let unchanged = 0;
  for (const file of files) {
    const hash = there.get(file.path);
    if (hash !== undefined && hash === hashOf(file.read())) unchanged++;
    else uploads[file.step].push(file);
  }
  const others = [...there.keys()].filter((path) => !paths.has(path) && path !== INDEX).sort();
  return {
    uploads,
    deletions: others.filter((path) => ours.has(path)),
    unchanged,
    foreign: others.filter((path) => !ours.has(path)),
    before: new Set([...ours, ...paths]),
  };
}

export function uploadsOf({ uploads }: DeployPlan): readonly ReleasedFile[] {
  return STEPS.flatMap((step) => uploads[step]);
}

/** Reads the list of our files; one that is damaged or of another kind is none. */
export function parseIndex(content: Buffer | null): ReadonlySet<string> {
  try {
    const { format, files } = JSON.parse(content?.toString('utf8') ?? '');
    return new Set(format === FORMAT && Array.isArray(files) ? files.map(String) : []);
  } catch {
    return new Set();
  }
}

export function formatIndex(paths: Iterable<string>): Buffer {
  return Buffer.from(`${JSON.stringify({ format: FORMAT, files: [...paths].sort() })}\n`);
}
