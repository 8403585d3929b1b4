import { setTimeout as wait } from 'node:timers/promises';
import * as errors from '../errors/deploy.ts';
import { BroadsheetError } from '../errors/problem.ts';
import type { ShardRecord } from '../types/manifest.ts';
import {
  type DeployNote,
  filesOf,
  formatNote,
  noteName,
  type PlaceNotes,
  parseNote,
  putNote,
  readNotes,
  STAGES,
  type Stage,
} from './notes.ts';
import { compareRest, type DeployPlan, type Surveyed, UPLOAD_STAGES } from './plan.ts';
import type { Target } from './target.ts';

/** How parts wait for each other, in milliseconds. */
export interface Patience {
  /** Between two looks at their notes; the longer it takes, the rarer they become. */
  readonly everyMs: number;
  /** Until a part has come. */
  readonly comeMs: number;
  /** Until one that has come takes its next step. */
  readonly stepMs: number;
}

/** Machines may start at different times, and upload for as long as they need. */
export const PATIENCE: Patience = { everyMs: 1000, comeMs: 30 * 60_000, stepMs: 3 * 3_600_000 };
const RAREST = 10;
/** Files between two looks at whether another deployment has come. */
const SLICE = 500;

interface PartWork {
  readonly paths: ReadonlySet<string>;
  readonly part: ShardRecord;
  /** Milliseconds since 1970: the clock of the build, and when it is out of date; or null. */
  readonly clock: number;
  readonly nextChange: number | null;
  readonly site: string | null;
  readonly target: Target;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
  /** Looks again at what is there. */
  readonly survey: () => Promise<Surveyed>;
  /** Makes what is told of each file that has been put there. */
  readonly stepper: (plan: DeployPlan) => (count: number) => void;
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
 * @param first what was found before the others were waited for
 * @returns what was done
 */
export async function carryOutPart(first: Surveyed, work: PartWork): Promise<DeployPlan> {
  const { part, nextChange, target, now } = work;
  const last = first.known.notes.get(noteName(part)) ?? null;
  const reached = last?.part?.of === part.of ? last.part.reached : null;
  if (reached === 'done' && first.plan.changed.length === 0) return first.plan;
  refuseLater(first.known.notes.values(), work);
  const before = last === null ? [] : reached === null ? filesOf(last) : (last.part?.former ?? []);
  const note = new OwnNote(work, {
    reached: reached ?? 'announced',
    former: new Set(before),
    pending: new Set(first.plan.changed),
    before: last && formatNote(last),
  });

  // Before anything else: what an interrupted run has put there must be known as ours.
  await note.put();
  await waitForAll('announced', note, work);
  if (part.index === 1) await prepare(note, work);
  await note.mark('ready');
  await waitForAll('ready', note, work);
  if (nextChange !== null && nextChange <= now())
    throw new BroadsheetError([errors.staleBuild('What was built', nextChange)]);

  // What is there may be other than before the others came.
  const { plan } = await work.survey();
  await note.willChange(plan.changed);
  const step = work.stepper(plan);
  for (const stage of UPLOAD_STAGES) {
    for (const batch of plan.uploads)
      if (batch.stage === stage)
        await note.inSlices(batch.files, (files) => target.put(files, step));
    await note.mark(stage);
    await waitForAll(stage, note, work);
  }
  const deletions = part.index === 1 ? await removeRest(note, work) : [];
  // Until then, the first one looks up in the notes of the others what was there before.
  if (part.index !== 1) await waitFor([1], 'done', note, work);
  const changed = [...note.pending];
  await note.finish();
  return { ...plan, deletions, changed };
}

/** What a part says of itself at the place. */
class OwnNote {
  readonly #work: PartWork;
  readonly #former: Set<string>;
  readonly pending: Set<string>;
  #reached: Stage;
  /** As it should be there; null for none. */
  #content: Buffer | null;

  constructor(
    work: PartWork,
    said: {
      readonly reached: Stage;
      /** Files of earlier deployments that may be there still. */
      readonly former: Set<string>;
      readonly pending: Set<string>;
      /** The note that is there. */
      readonly before: Buffer | null;
    },
  ) {
    this.#work = work;
    this.#reached = said.reached;
    this.#former = said.former;
    this.pending = said.pending;
    this.#content = said.before;
  }

  async put(): Promise<void> {
    await this.check();
    const { part, site, clock, target, paths: files } = this.#work;
    const { pending } = this;
    const said = { of: part.of, reached: this.#reached, former: this.#former };
    const note = { site, clock, files, pending, part: said };
    this.#content = await putNote(target, noteName(part), note);
  }

  /** Says that a step has been taken. A part that was started again does not take back what it has said. */
  async mark(stage: Stage): Promise<void> {
    if (!isBefore(this.#reached, stage)) return;
    this.#reached = stage;
    await this.put();
  }

  /** Notes what is about to be changed, so that it is told also when this is cut. */
  async willChange(paths: Iterable<string>): Promise<void> {
    const count = this.pending.size;
    for (const path of paths) this.pending.add(path);
    if (this.pending.size > count) await this.put();
  }

  /** Does something with many files, as long as no other deployment has come. */
  async inSlices<File>(
    files: readonly File[],
    act: (files: readonly File[]) => Promise<void>,
  ): Promise<void> {
    for (let i = 0; i < files.length; i += SLICE) {
      await this.check();
      await act(files.slice(i, i + SLICE));
    }
  }

  /** Takes over what notes of other deployments know. */
  async inherit({ notes }: PlaceNotes, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const note = notes.get(name);
      if (note === undefined) continue;
      for (const path of filesOf(note)) this.#former.add(path);
      for (const path of note.pending) this.pending.add(path);
    }
    await this.put();
  }

  async finish(): Promise<void> {
    this.#former.clear();
    this.pending.clear();
    this.#reached = 'done';
    await this.put();
  }

  /** @throws BroadsheetError when another deployment has put something else in its place */
  async check(): Promise<void> {
    const { part, target } = this.#work;
    const there = await target.read(noteName(part));
    const isOurs =
      this.#content === null ? parseNote(there) === null : there?.equals(this.#content);
    if (!isOurs) throw new BroadsheetError([errors.targetMoved(target.description)]);
  }
}

function waitForAll(stage: Stage, note: OwnNote, work: PartWork): Promise<void> {
  const { index, count } = work.part;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return waitFor(
    numbers.filter((number) => number !== index),
    stage,
    note,
    work,
  );
}

/** Waits until the parts of those numbers have come so far. */
async function waitFor(
  numbers: readonly number[],
  stage: Stage,
  note: OwnNote,
  work: PartWork,
): Promise<void> {
  const { part, target, now, signal, patience, onWait } = work;
  const start = now();
  /** How far those have come that are waited for; null for those that have not come at all. */
  const waiting = new Map<number, Stage | null>(numbers.map((number) => [number, null]));
  let pauseMs = patience.everyMs;
  for (;;) {
    signal?.throwIfAborted();
    for (const number of waiting.keys()) {
      const other = await noteOf(number, work);
      const reached = other?.part?.of === part.of ? other.part.reached : null;
      if (reached !== null && !isBefore(reached, stage)) waiting.delete(number);
      else waiting.set(number, reached);
    }
    if (waiting.size === 0) return;
    await note.check();
    await refuseOvertaken(work);
    const absent = [...waiting].flatMap(([number, reached]) => (reached === null ? [number] : []));
    const came = absent.length === 0;
    const parts = came ? [...waiting.keys()] : absent;
    if (now() - start >= (came ? patience.stepMs : patience.comeMs))
      throw new BroadsheetError([
        errors.partsMissing(target.description, { parts, count: part.count, came }),
      ]);
    onWait([...waiting.keys()]);
    await wait(pauseMs, undefined, signal === undefined ? {} : { signal });
    pauseMs = Math.min(pauseMs * 1.5, patience.everyMs * RAREST);
  }
}

async function noteOf(index: number, { part, target }: PartWork): Promise<DeployNote | null> {
  return parseNote(await target.read(noteName({ ...part, index })));
}

/** @throws BroadsheetError when a later build has come, so that this one will never be whole */
async function refuseOvertaken(work: PartWork): Promise<void> {
  const { part, target } = work;
  const notes = [parseNote(await target.read(noteName(null)))];
  for (let index = 1; index <= part.count; index++) notes.push(await noteOf(index, work));
  refuseLater(
    notes.filter((note) => note !== null),
    work,
  );
}

function refuseLater(notes: Iterable<DeployNote>, { part, clock, target }: PartWork): void {
  for (const note of notes)
    if (note.clock > clock && note.part?.of !== part.of)
      throw new BroadsheetError([errors.overtaken(target.description)]);
}

/** Before anything is changed: makes sure that the rest may go, and makes way. */
async function prepare(note: OwnNote, work: PartWork): Promise<void> {
  const { target, refuseMany } = work;
  const { known, otherNotes, deletions, inTheWay } = await findRest(work);
  refuseMany(deletions, known.ours);
  await note.willChange(deletions);
  if (otherNotes.length > 0) {
    // What they say of how far a deployment has come is not so any more.
    await note.inherit(known, otherNotes);
    await target.remove(otherNotes);
  }
  await note.inSlices(inTheWay, (paths) => target.remove(paths));
}

/** Deletes what belongs to no part of the site any more. */
async function removeRest(note: OwnNote, work: PartWork): Promise<readonly string[]> {
  const { known, deletions } = await findRest(work);
  work.refuseMany(deletions, known.ours);
  await note.willChange(deletions);
  await note.inSlices(deletions, (paths) => work.target.remove(paths));
  return deletions;
}

/**
 * Finds what is there beside the site.
 *
 * @throws BroadsheetError when the parts are not all there: what belongs to one of them would be taken for a leftover; or
 *   when a later build has come
 */
async function findRest(work: PartWork) {
  const { part, target } = work;
  const there = [...(await target.list(new Set())).keys()];
  const known = await readNotes(target, there);
  refuseLater(known.notes.values(), work);
  const paths = new Set<string>();
  const names = new Set<string>();
  for (let index = 1; index <= part.count; index++) {
    const name = noteName({ ...part, index });
    const note = known.notes.get(name);
    if (note?.part?.of !== part.of)
      throw new BroadsheetError([errors.targetMoved(target.description)]);
    names.add(name);
    for (const path of note.files) paths.add(path);
  }
  const otherNotes = [...known.notes.keys()].filter((name) => !names.has(name));
  return { ...compareRest({ there, paths, ours: known.ours }), known, otherNotes };
}

function isBefore(reached: Stage, stage: Stage): boolean {
  return STAGES.indexOf(reached) < STAGES.indexOf(stage);
}
