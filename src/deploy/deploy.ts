import * as errors from '../errors/deploy.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import type { ShardRecord } from '../types/manifest.ts';
import { formatNote, noteName, type PlaceNotes, putNote, readNotes } from './notes.ts';
import { carryOutPart, PATIENCE, type Patience } from './parts.ts';
import { type DeployPlan, planDeploy, type Surveyed, uploadsOf } from './plan.ts';
import type { ReleasedFile } from './release.ts';
import type { Target } from './target.ts';

export interface DeployRequest {
  readonly files: readonly ReleasedFile[];
  /** The part of a site to which the files belong; null when they are all of it. */
  readonly part: ShardRecord | null;
  /** Milliseconds since 1970: the clock of the build, and when it is out of date; or null. */
  readonly clock: number;
  readonly nextChange: number | null;
  /** The address of the site, if it has one. */
  readonly site: string | null;
  readonly target: Target;
  /** Say what would be done, and do nothing. */
  readonly isDry: boolean;
  /** Deletions need not be few. */
  readonly mayDelete: boolean;
  /** What is there may be another site, whose files are replaced. */
  readonly mayReplace: boolean;
  readonly onProgress: (done: number, total: number) => void;
  /** Other parts of the site are waited for: their numbers. */
  readonly onWait?: (parts: readonly number[]) => void;
  readonly patience?: Patience;
  /** The time as it is, in milliseconds since 1970. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** So many deletions are an everyday thing, whatever the size of the site. */
const FEW_DELETIONS = 20;
/** Of our files there: more is likely a mistake. */
const MANY_SHARE = 0.1;

/**
 * Puts a site in its place, in an order in which no reader meets a page whose parts are missing, or a link to a page that
 * is not there yet: assets, new stories and lists, their feeds, what changed; then what is no more is deleted. Whenever
 * it is cut, running it again finishes it. The parts of a site that several machines made keep the same order together.
 *
 * @returns what was done, or would be
 * @throws BroadsheetError
 */
export async function deploy(request: DeployRequest): Promise<DeployPlan> {
  const { part, target, isDry, signal } = request;
  const { description } = target;
  try {
    if (part !== null && target.publish !== undefined)
      throw new BroadsheetError([errors.partInOneStep(description)]);
    const surveyed = await survey(request);
    if (isDry) return surveyed.plan;
    refuseOthers(surveyed, request);
    if (part !== null) return await deployPart(surveyed, part, request);
    refuseMany(surveyed.plan.deletions, surveyed.known.ours, request);
    await carryOut(surveyed, request);
    return surveyed.plan;
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    if (signal?.aborted)
      throw new BroadsheetError([errors.deployInterrupted(description)], EXIT.interrupted);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BroadsheetError([errors.deployFailed(description, reason)]);
  } finally {
    target.close?.();
  }
}

/** Compares the files with what is there now. */
async function survey({ files, part, target }: DeployRequest): Promise<Surveyed> {
  const there = await target.list(new Set(files.map(({ path }) => path)));
  const known = await readNotes(target, there.keys());
  const own = known.notes.get(noteName(part));
  const notes = part === null ? [...known.notes.values()] : own === undefined ? [] : [own];
  const plan = planDeploy({
    files,
    there,
    known,
    pending: notes.flatMap(({ pending }) => [...pending]),
    isPart: part !== null,
    hashOf: target.hashOf,
  });
  return { known, plan };
}

function refuseOthers(
  { known, plan: { replaced } }: Surveyed,
  { site, target: { description }, mayReplace }: DeployRequest,
): void {
  const isOther = known.site !== null && site !== null && known.site !== site;
  if ((replaced.length > 0 || isOther) && !mayReplace)
    throw new BroadsheetError([
      errors.otherSite(description, { address: isOther ? known.site : null, replaced }),
    ]);
}

function refuseMany(
  deletions: readonly string[],
  ours: ReadonlySet<string>,
  { target: { description }, mayDelete }: DeployRequest,
): void {
  const limit = Math.max(FEW_DELETIONS, Math.floor(ours.size * MANY_SHARE));
  if (deletions.length > limit && !mayDelete)
    throw new BroadsheetError([errors.manyDeletions(description, { paths: deletions, limit })]);
}

/** Counts uploads, and ends the deployment when somebody wants that. */
function stepper(plan: DeployPlan, { onProgress, signal }: DeployRequest): (count: number) => void {
  const total = uploadsOf(plan).length;
  let done = 0;
  return (count) => {
    done += count;
    onProgress(done, total);
    signal?.throwIfAborted();
  };
}

function deployPart(
  surveyed: Surveyed,
  part: ShardRecord,
  request: DeployRequest,
): Promise<DeployPlan> {
  const { files, clock, nextChange, site, target, now, onWait, patience, signal } = request;
  return carryOutPart(surveyed, {
    paths: new Set(files.map(({ path }) => path)),
    part,
    clock,
    nextChange,
    site,
    target,
    now,
    signal,
    survey: () => survey(request),
    stepper: (plan) => stepper(plan, request),
    refuseMany: (deletions, ours) => refuseMany(deletions, ours, request),
    onWait: onWait ?? (() => {}),
    patience: patience ?? PATIENCE,
  });
}

async function carryOut(
  { plan, known: { notes, ours } }: Surveyed,
  request: DeployRequest,
): Promise<void> {
  const { files, site, clock, target, signal } = request;
  const { uploads, deletions, inTheWay, changed } = plan;
  const paths = new Set<string>(files.map(({ path }) => path));
  const name = noteName(null);
  const finished = { site, clock, files: paths, pending: new Set<string>(), part: null };
  const before = notes.get(name);
  const isFinished = before && formatNote({ ...before, clock }).equals(formatNote(finished));
  if (isFinished && notes.size === 1 && changed.length === 0) return;
  const step = stepper(plan, request);
  signal?.throwIfAborted();
  // Before anything else: what an interrupted run has put there must be known as ours, and what it has changed be told.
  const all = new Set([...ours, ...paths]);
  const begun = { ...finished, files: all, pending: new Set(changed) };
  const content = await putNote(target, name, begun);
  await refuseNews(notes, request);
  // Notes of parts, if the site was last put there so: what they say is not so any more.
  const others = [...notes.keys()].filter((other) => other !== name);
  if (others.length > 0) await target.remove(others);
  if (inTheWay.length > 0) await target.remove(inTheWay);
  for (const batch of uploads) await target.put(batch.files, step);
  const left = deletions.filter((path) => !inTheWay.includes(path));
  if (left.length > 0) await target.remove(left);
  // What becomes visible at once is also pushed at once, or refused.
  if (target.publish === undefined && !(await target.read(name))?.equals(content))
    throw new BroadsheetError([errors.targetMoved(target.description)]);
  await putNote(target, name, finished);
  await target.publish?.();
}

/** @throws BroadsheetError when another deployment has left or changed a note since the place was looked at */
async function refuseNews(before: PlaceNotes['notes'], { target }: DeployRequest): Promise<void> {
  const own = noteName(null);
  const { notes } = await readNotes(target, (await target.list(new Set())).keys());
  const others = [...notes].filter(([name]) => name !== own);
  const isNews = others.some(([name, note]) => {
    const known = before.get(name);
    return known === undefined || !formatNote(known).equals(formatNote(note));
  });
  if (isNews) throw new BroadsheetError([errors.targetMoved(target.description)]);
}
