import type { OutputPath } from '../paths.ts';
import type { Problem } from './problem.ts';
import type { RecordedTrace } from './query.ts';

/** One file that we wrote, and why its bytes are what they are. */
export interface ManifestEntry {
  readonly key: string;
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
