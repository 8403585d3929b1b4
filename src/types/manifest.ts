import type { OutputPath, SourcePath } from '../paths.ts';
import type { Phase } from './page.ts';
import type { Problem } from './problem.ts';
import type { RecordedTrace } from './query.ts';

/** One file that we wrote, and why its bytes are what they are. */
export interface ManifestEntry {
  readonly key: string;
  /** When it is published, among the others. */
  readonly phase: Phase;
  readonly trace: RecordedTrace | null;
  /** Of the bytes. */
  readonly hash: string;
  readonly size: number;
  /** When it was written, as the file system has it: a cheap sign that nobody changed the file since. */
  readonly mtimeMs: number;
  /** Repeated by every build that keeps the page, so that a second build does not look cleaner than the first. */
  readonly warnings: readonly Problem[];
}

/** All files that we wrote into one output folder. */
export type Manifest = ReadonlyMap<OutputPath, ManifestEntry>;

/** What the last successful build made the site from. A build that would start from the same ends with the same. */
export interface Edition {
  /** Hash of everything that a plan is made from, the clock aside. */
  readonly inputs: string;
  /** The same, without what is in the files of stories. */
  readonly frame: string;
  /** Names the plan, of which each story's placement is remembered. */
  readonly plan: string;
  /** Hashes of stories whose text was edited since it was made, by source. */
  readonly edited: readonly (readonly [SourcePath, string])[];
  /** Milliseconds since 1970: the clock of that build, and when the site would next change by itself. */
  readonly clock: number;
  readonly nextChange: number | null;
  /** The same for all files, those of plugins included: until then a build would come to the same. */
  readonly lastsUntil: number | null;
  /** Visible stories. */
  readonly stories: number;
  /** What a repetition of the build would say again, apart from the warnings of pages. */
  readonly problems: readonly Problem[];
}

/** One of the parts into which the making of a large site is divided among machines. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** The part that one machine made. */
export interface ShardRecord extends Shard {
  /** Names what all of them make: machines that started from the same, with the same plan, have the same name for it. */
  readonly of: string;
  /** Hash of the paths of all files of the plan. */
  readonly paths: string;
}

/** What whoever carries the site elsewhere must know of the last successful build. */
export interface ReleaseRecord {
  /** It shows stories that are not public. */
  readonly isPreview: boolean;
  /** Milliseconds since 1970: from then on it shows what it should not, or lacks what it should show; or null. */
  readonly nextChange: number | null;
  /** The clock of the build. */
  readonly clock: number;
  /** Visible stories. */
  readonly stories: number;
  /** Null for a whole site. */
  readonly shard: ShardRecord | null;
}
