import type { KnownSources } from '../content/stock.ts';
import type { OutputPath, SourcePath } from '../paths.ts';
import type { Placements } from '../site/placements.ts';
import type { Edition, Manifest, ManifestEntry, ReleaseRecord } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';
import type { Opening } from './opening.ts';
import type { Delivered, Place, StageFolder } from './stage.ts';

interface Commit {
  /** In the order in which they are to be published. */
  readonly moves: readonly { readonly path: OutputPath; readonly hash: string }[];
  readonly removals: readonly OutputPath[];
  /** What the folder will hold of ours, and what it was made from. */
  readonly manifest: Manifest;
  /** Null when the next build must plan again, whatever happens. */
  readonly edition: Edition | null;
  readonly release: ReleaseRecord;
}

/** Where a site goes. On disk it is `disk`; `memory` is its twin for checks, tests and previews. */
export interface Output {
  /** What the last commit left. */
  readonly manifest: Manifest;
  readonly edition: Edition | null;
  /** Null before the first one. */
  readonly release: ReleaseRecord | null;
  /** The last build failed, so that what is there is not what the sources say. */
  readonly hasFailed: boolean;
  /** Notes that a build failed; the next commit forgets it. */
  noteFailure(): void;
  /** An interrupted commit was found and finished. */
  readonly recovered: boolean;
  /** Milliseconds since 1970, by the clock of the file system, when this was opened. */
  readonly openedMs: number;
  /**
   * What earlier builds know of the sources.
   *
   * @param version of the program that parsed them, and of all options that change what it makes of them
   */
  knownSources(version: string): KnownSources;
  /** Remembers the sources for the next build. Only saves work: it may fail silently. */
  rememberSources(version: string, sources: KnownSources): void;
  /**
   * What the plan of that name decided of each story, if it is remembered.
   *
   * @param plan see `Edition`
   */
  knownPlacements(plan: string): Placements | null;
  /** Remembers it for the next build. Only saves work: it may fail silently. */
  rememberPlacements(plan: string, placements: Placements): void;
  /** What the last preview left for the next one, if it is remembered. */
  knownOpening(): Opening | null;
  /** Remembers it for the next preview. Only saves work: it may fail silently. */
  rememberOpening(opening: Opening): void;
  /**
   * The entry of a file that is still the one that the manifest describes, else null. A file with another time and the
   * same bytes is the same; its entry is returned with that time.
   */
  verify(path: OutputPath, entry: ManifestEntry): ManifestEntry | null;
  /** True when there is anything at that path now. */
  has(path: OutputPath): boolean;
  /** False where no file can be: before the first edition. */
  readonly mayHoldFiles: boolean;
  /** Where threads may deliver files by themselves; null where files are not on disk. */
  readonly stageFolder: StageFolder | null;
  /** Stages a file, unless it is already there with the same bytes. */
  deliver(path: OutputPath, content: string | Buffer, place: Place): Delivered;
  deliverCopy(path: OutputPath, source: SourcePath): Delivered;
  /** The bytes of a file that was staged, or else of one that is there; none where nothing is kept. */
  read(path: OutputPath, isStaged: boolean): Buffer;
  /** Files that are there, and were not written by us. */
  foreign(): readonly string[];
  /** What keeps files from being written. */
  blocked(paths: Iterable<OutputPath>): readonly Problem[];
  /** Publishes what was staged: all of it, or (after an interruption) all of it with the next build. */
  commit(commit: Commit): void;
  /** Removes every file of ours, and all state. */
  removeAll(): void;
  /** Gives up what was staged and not committed. Always called. */
  close(): void;
}
