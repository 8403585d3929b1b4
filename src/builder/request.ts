import { setImmediate } from 'node:timers/promises';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import type { Output } from '../output/output.ts';
import type { OutputPath } from '../paths.ts';
import type { MakeTimes } from '../render/made.ts';
import type { RenderedPage } from '../render/page.ts';
import type { Release } from '../site/visibility.ts';
import type { Shard } from '../types/manifest.ts';
import type { Page } from '../types/page.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import type { View } from '../types/views.ts';
import type { Crew } from './crew.ts';

export interface BuildRequest {
  /** Absolute path of the site. */
  readonly root: string;
  readonly config: ResolvedConfig;
  readonly release: Release;
  /** Make this part of the site only; without, all of it. */
  readonly shard?: Shard | null;
}

/** What a build may do to the world around it. */
export interface Effects {
  /** Opens the place to which the site is written; called once, before anything is read. */
  readonly openOutput: () => Output;
  /** Milliseconds of a clock that only runs forward, for durations. */
  readonly now: () => number;
  /** How many threads may work; with 1, which is the default, everything happens in this one. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: {
    readonly stage: Stage;
    readonly done: number;
    readonly total: number;
  }) => void;
  /** Sees every page that is rendered, with its view: for checks of the finished site. */
  readonly inspect?: (page: Page, view: View, rendered: RenderedPage) => void;
}

export type Stage = 'open' | 'read' | 'plan' | 'render' | 'commit';

/** What the parts of one build share. */
export interface Shop {
  readonly effects: Effects;
  readonly output: Output;
  readonly crew: Crew;
  /** Counts the time since the last call towards a stage. */
  readonly lap: (stage: Stage) => BuildReport['durations'];
}

export interface BuildReport {
  /** False when an error kept everything from being published. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** Every file that the site consists of. */
  readonly planned: readonly OutputPath[];
  readonly written: readonly OutputPath[];
  readonly kept: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
  readonly foreign: readonly string[];
  readonly work: Work;
  readonly stories: number;
  /** An interrupted commit of an earlier build was finished first. */
  readonly recovered: boolean;
  /** Milliseconds since 1970: when the site next changes by itself, and must be built again. */
  readonly nextChange: number | null;
  /** The same for all files, those of plugins included, such as a list of what is two days old at most. */
  readonly lastsUntil: number | null;
  /** Milliseconds. */
  readonly durations: Readonly<Record<Stage, number>>;
}

/** How much a build had to do: what a change costs, whatever the machine. */
export interface Work {
  /** Sources whose bytes were read because their size or times were new, and those of them that had to be parsed. */
  readonly read: number;
  readonly parsed: number;
  /** The site was planned: something had changed that decides how it looks. */
  readonly planned: boolean;
  /** Pages that were rendered, which is not the same as written: a page may come out as it was. */
  readonly rendered: number;
  /** Templates that took part in that, and so had to be compiled. */
  readonly templates: readonly string[];
  /** By the outermost template of the pages: how many they are, and their milliseconds, summed over all threads. */
  readonly byTemplate: Readonly<Record<string, MakeTimes & { readonly pages: number }>>;
}

/** Items between two looks at the outside: often enough that Ctrl-C seems instant. */
const PAUSE_EVERY = 64;

/** Tells how far a stage is, and now and then lets signals through. */
export function stepper(
  effects: Pick<Effects, 'signal' | 'progress'>,
  stage: Stage,
  total: number,
): (done: number) => Promise<void> | undefined {
  let paused = -PAUSE_EVERY;
  return (done) => {
    effects.progress?.({ stage, done, total });
    if (done - paused < PAUSE_EVERY) return undefined;
    paused = done;
    return pause(effects);
  };
}

/** Lets signals through, and ends the build when one came. */
export async function pause({ signal }: Pick<Effects, 'signal'>): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw new BroadsheetError([], EXIT.interrupted);
}
