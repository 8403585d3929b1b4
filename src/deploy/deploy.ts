import * as errors from '../errors/deploy.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { type DeployPlan, formatIndex, INDEX, parseIndex, planDeploy, uploadsOf } from './plan.ts';
import { type ReleasedFile, STEPS } from './release.ts';
import type { Target, Upload } from './target.ts';

export interface DeployRequest {
  readonly files: readonly ReleasedFile[];
  readonly target: Target;
  /** Say what would be done, and do nothing. */
  readonly isDry: boolean;
  /** Deletions need not be few. */
  readonly mayDelete: boolean;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** So many deletions are an everyday thing, whatever the size of the site. */
const FEW_DELETIONS = 20;
/** Of our files there: more is likely a mistake. */
const MANY_SHARE = 0.1;

/**
 * Puts a site in its place, in an order in which no reader meets a page whose parts are missing: assets, stories, lists,
 * feeds; then what is no more is deleted. Whenever it is cut, running it again finishes it.
 *
 * @returns what was done, or would be
 * @throws BroadsheetError
 */
export async function deploy(request: DeployRequest): Promise<DeployPlan> {
  const { files, target, isDry, mayDelete } = request;
  try {
    const ours = parseIndex(await target.read(INDEX));
    const there = await target.list();
    const plan = planDeploy({ files, there, ours, hashOf: target.hashOf });
    const limit = Math.max(FEW_DELETIONS, Math.floor(ours.size * MANY_SHARE));
    const { description } = target;
    if (plan.deletions.length > limit && !mayDelete && !isDry)
      throw new BroadsheetError([errors.manyDeletions(plan.deletions.length, limit, description)]);
    if (!isDry) await carryOut(plan, request);
    return plan;
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BroadsheetError([errors.deployFailed(target.description, reason)]);
  } finally {
    target.close?.();
  }
}

async function carryOut(
  plan: DeployPlan,
  { files, target, onProgress, signal }: DeployRequest,
): Promise<void> {
  const total = uploadsOf(plan).length;
  if (total === 0 && plan.deletions.length === 0) return;
  let done = 0;
  const step = (count: number) => {
    done += count;
    onProgress(done, total);
    signal?.throwIfAborted();
  };
  // Before anything else: what an interrupted run has put there must be known as ours.
  await target.put([indexOf(plan.before)], () => {});
  for (const name of STEPS) {
    if (plan.uploads[name].length > 0) await target.put(plan.uploads[name], step);
  }
  if (plan.deletions.length > 0) await target.remove(plan.deletions);
  await target.put([indexOf(files.map(({ path }) => path))], () => {});
  await target.publish?.();
}

function indexOf(paths: Iterable<string>): Upload {
  const content = formatIndex(paths);
  return {
    path: INDEX,
    file: null,
    contentType: 'application/json',
    headers: { 'Cache-Control': 'no-store' },
    read: () => content,
  };
}
