import type { OutputPath, SourcePath } from '../paths.ts';
import type { Manifest, ManifestEntry } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';

/** A file that is whole and where it belongs. */
export interface Written {
  readonly hash: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A file that is whole and waits for the commit. */
export interface Staged extends Written {
  readonly name: string;
}

interface Commit {
  /** In the order in which they are to be published. */
  readonly moves: readonly { readonly path: OutputPath; readonly staged: Staged }[];
  readonly removals: readonly OutputPath[];
  /** What the folder will hold of ours. */
  readonly manifest: Manifest;
}

/** Where a site goes. On disk it is `disk`; `memory` is its twin for checks, tests and previews. */
export interface Output {
  /** What the last commit left. */
  readonly manifest: Manifest;
  /** An interrupted commit was found and finished. */
  readonly recovered: boolean;
  /** True when the file is still the one that the manifest describes. */
  isIntact(path: OutputPath, entry: ManifestEntry): boolean;
  /** True when there is anything at that path now. */
  has(path: OutputPath): boolean;
  /** The file that is already there, when it has exactly these bytes. */
  adopt(path: OutputPath, bytes: Buffer): Written | null;
  stage(path: OutputPath, bytes: Buffer): Staged;
  stageCopy(path: OutputPath, source: SourcePath): Staged;
  /** Files that are there, are not planned, and were not written by us. */
  foreign(planned: Iterable<OutputPath>): readonly string[];
  /** What keeps planned files from being written. */
  blocked(planned: Iterable<OutputPath>): readonly Problem[];
  /** Publishes what was staged: all of it, or (after an interruption) all of it with the next build. */
  commit(commit: Commit): void;
  /** Removes every file of ours, and all state. */
  removeAll(): void;
  /** Gives up what was staged and not committed. Always called. */
  close(): void;
}
