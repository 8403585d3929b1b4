import type { KeyProblem } from '../../errors/problem.ts';
import type { OutputPath } from '../../paths.ts';
import type { KnownStory } from '../../site/placements.ts';
import type { Problem } from '../../types/problem.ts';
import type { StoryDetail } from '../../types/views.ts';

export type Finding = Problem | KeyProblem;

export interface ShownStory {
  readonly source: string;
  /** Absolute. */
  readonly address: string;
  readonly story: StoryDetail;
}

/** A file of the finished site that a template made. */
export interface Finished {
  readonly path: OutputPath;
  readonly text: string;
  /** Null for all but pages of stories. */
  readonly story: ShownStory | null;
}

interface TargetContext {
  /** Milliseconds since 1970. */
  readonly clock: number;
  /** Stories as feeds knew them when the site was last built. */
  readonly before: readonly KnownStory[];
  /** By their addresses, as far as their pages were looked at. */
  readonly stories: ReadonlyMap<string, ShownStory>;
}

/** The rules that somebody has published for what he shows: what a finished file does against them. */
export type Target = (context: TargetContext) => {
  readonly look: (finished: Finished) => readonly Finding[];
  /** What can only be told when everything was looked at. */
  readonly finish?: () => readonly Finding[];
};
