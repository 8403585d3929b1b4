import { setTimeout as wait } from 'node:timers/promises';
import * as errors from '../errors/deploy.ts';
import { BroadsheetError } from '../errors/problem.ts';
import type { ShardRecord } from '../types/manifest.ts';
import { noteName, parseNote, putNote, readNotes, STAGES, type Stage } from './notes.ts';
import { compareRest, type DeployPlan } from './plan.ts';
import type { ReleasedFile } from './release.ts';
import type { Target } from './target.ts';

/** How parts wait for each other. */
export interface Patience {
  /** Milliseconds between two looks at their notes. */
  readonly everyMs: number;
  /** Milliseconds without any progress after which a part gives up. */
  readonly atMostMs: number;
}

/** Machines may start at different times, and build for as long as they need. */
export const PATIENCE: Patience = { everyMs: 1000, atMostMs: 30 * 60_000 };

interface PartWork {
  readonly files: readonly ReleasedFile[];
  readonly part: ShardRecord;
  readonly site: string | null;
  readonly target: Target;
  readonly signal: AbortSignal | undefined;
  /** Is told of each file that has been put there. */
  readonly step: (count: number) => void;
  /** @throws BroadsheetError when so many may not be deleted */
  readonly refuseMany: (deletions: readonly string[], ours: ReadonlySet<string>) => void;
  readonly onWait: (parts: readonly number[]) => void;
  readonly patience: Patience;
}

/**
 * Puts a part of a site in its place, while other machines do so with the others. Each part says in its note how far it
 * has come, and none takes a step before all have taken the last one: so for readers it is one deployment. The first part
 * also deletes what the site has no more, which can be told only when all have said what they have.
 *
 * @returns the plan, with what was deleted
 */
export async function carryOutPart(plan: DeployPlan, work: PartWork): Promise<DeployPlan> {
  const { files, part, site, target, step } = work;
  const name = noteName(part);
  const paths = new Set<string>(files.map(({ path }) => path));
  const last = parseNote(await target.read(name));
  const isResumed = last?.part?.of === part.of;
  if (isResumed && last.part?.reached === 'done' && plan.changed.length === 0) return plan;

  const former = new Set([
    ...(isResumed ? [] : (last?.files ?? [])),
    ...(last?.part?.former ?? []),
    ...(last?.pending ?? []),
  ]);
  const pending = new Set(plan.changed);
  let reached: Stage = isResumed && last.part !== null ? last.part.reached : 'announced';
  const mark = async (stage: Stage) => {
    // One that was started again does not take back what it has said.
    if (isBefore(reached, stage)) reached = stage;
    const noted = { of: part.of, reached, former };
    await putNote(target, name, { site, files: paths, pending, part: noted });
  };

  const numbers = Array.from({ length: part.count }, (_, i) => i + 1);
  // Before anything else: what an interrupted run has put there must be known as ours.
  await mark('announced');
  await waitFor(numbers, 'announced', work);
  if (part.index === 1) {
    const { deletions, inTheWay, ours } = await findRest(work);
    work.refuseMany(deletions, ours);
    if (inTheWay.length > 0) await target.remove(inTheWay);
  }
  await mark('ready');
  await waitFor(numbers, 'ready', work);
  for (const stage of ['assets', 'new', 'changed'] as const) {
    for (const batch of plan.uploads)
      if (batch.stage === stage) await target.put(batch.files, step);
    await mark(stage);
    await waitFor(numbers, stage, work);
  }
  const deletions = part.index === 1 ? await removeRest(work) : [];
  // Until then, the first one looks up here what was there before.
  if (part.index !== 1) await waitFor([1], 'done', work);
  former.clear();
  pending.clear();
  await mark('done');
  return { ...plan, deletions, changed: [...new Set([...plan.changed, ...deletions])] };
}

/** Waits until the parts of those numbers have come so far. */
async function waitFor(
  numbers: readonly number[],
  stage: Stage,
  { part, target, signal, patience, onWait }: PartWork,
): Promise<void> {
  const waiting = new Map<number, string>(numbers.map((number) => [number, '']));
  let idleMs = 0;
  for (;;) {
    signal?.throwIfAborted();
    for (const [number, seen] of waiting) {
      const note = parseNote(await target.read(noteName({ ...part, index: number })));
      const isOurs = note?.part?.of === part.of;
      if (number === part.index && !isOurs)
        throw new BroadsheetError([errors.targetMoved(target.description)]);
      if (isOurs && note.part !== null && !isBefore(note.part.reached, stage)) {
        waiting.delete(number);
        idleMs = 0;
      } else {
        const now = isOurs ? (note.part?.reached ?? '') : '';
        if (now !== seen) idleMs = 0;
        waiting.set(number, now);
      }
    }
    if (waiting.size === 0) return;
    const missing = [...waiting.keys()];
    if (idleMs >= patience.atMostMs)
      throw new BroadsheetError([
        errors.partsMissing(target.description, { missing, count: part.count }),
      ]);
    onWait(missing);
    await wait(patience.everyMs, undefined, signal === undefined ? {} : { signal });
    idleMs += patience.everyMs;
  }
}

/** What is there and belongs to no part of the site any more. */
async function findRest({ part, target }: PartWork) {
  const there = [...(await target.list(new Set())).keys()];
  const { notes, ours } = await readNotes(target, there);
  const paths = new Set<string>();
  const otherNotes: string[] = [];
  for (const [name, note] of notes) {
    if (note.part?.of === part.of) for (const path of note.files) paths.add(path);
    else otherNotes.push(name);
  }
  return { ...compareRest({ there, paths, ours }), ours, otherNotes };
}

/** Deletes it, with the notes of earlier deployments that were divided otherwise. */
async function removeRest(work: PartWork): Promise<readonly string[]> {
  const { deletions, otherNotes } = await findRest(work);
  if (deletions.length > 0) await work.target.remove(deletions);
  if (otherNotes.length > 0) await work.target.remove(otherNotes);
  return deletions;
}

function isBefore(reached: Stage, stage: Stage): boolean {
  return STAGES.indexOf(reached) < STAGES.indexOf(stage);
}
