import * as errors from '../errors/deploy.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { DEPLOY_INDEX } from '../paths.ts';
import {
  type DeployIndex,
  type DeployPlan,
  formatIndex,
  parseIndex,
  planDeploy,
  uploadsOf,
} from './plan.ts';
import type { ReleasedFile } from './release.ts';
import type { Target } from './target.ts';

export interface DeployRequest {
  readonly files: readonly ReleasedFile[];
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
  readonly signal?: AbortSignal;
}

/** So many deletions are an everyday thing, whatever the size of the site. */
const FEW_DELETIONS = 20;
/** Of our files there: more is likely a mistake. */
const MANY_SHARE = 0.1;

/**
 * Puts a site in its place, in an order in which no reader meets a page whose parts are missing, or a link to a page that
 * is not there yet: assets, new stories and lists, changed ones, feeds; then what is no more is deleted. Whenever it is cut, running it again finishes it.
 *
 * @returns what was done, or would be
 * @throws BroadsheetError
 */
export async function deploy(request: DeployRequest): Promise<DeployPlan> {
  const { files, target, isDry, signal } = request;
  const { description } = target;
  try {
    const before = await target.read(DEPLOY_INDEX);
    const index = parseIndex(before);
    const there = await target.list(new Set(files.map(({ path }) => path)));
    const plan = planDeploy({ files, there, index, hashOf: target.hashOf });
    if (isDry) return plan;
    refuseMistakes(plan, index, request);
    await carryOut(plan, { request, index, before });
    return plan;
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

function refuseMistakes(
  { deletions, replaced }: DeployPlan,
  index: DeployIndex,
  { site, target: { description }, mayDelete, mayReplace }: DeployRequest,
): void {
  const isOther = index.site !== null && site !== null && index.site !== site;
  if ((replaced.length > 0 || isOther) && !mayReplace)
    throw new BroadsheetError([
      errors.otherSite(description, { address: isOther ? index.site : null, replaced }),
    ]);
  const limit = Math.max(FEW_DELETIONS, Math.floor(index.files.size * MANY_SHARE));
  if (deletions.length > limit && !mayDelete)
    throw new BroadsheetError([errors.manyDeletions(deletions.length, limit, description)]);
}

interface Work {
  readonly request: DeployRequest;
  readonly index: DeployIndex;
  /** The note as it is there. */
  readonly before: Buffer | null;
}

async function carryOut(plan: DeployPlan, { request, index, before }: Work): Promise<void> {
  const { files, site, target, onProgress, signal } = request;
  const { uploads, deletions, inTheWay, changed } = plan;
  const paths = files.map(({ path }) => path);
  const finished = formatIndex({ site, files: new Set(paths), pending: new Set() });
  if (before?.equals(finished) && changed.length === 0) return;
  const total = uploadsOf(plan).length;
  let done = 0;
  const step = (count: number) => {
    done += count;
    onProgress(done, total);
    signal?.throwIfAborted();
  };
  signal?.throwIfAborted();
  // Before anything else: what an interrupted run has put there must be known as ours, and what it has changed be told.
  const all = new Set([...index.files, ...paths]);
  await put(target, formatIndex({ site, files: all, pending: new Set(changed) }));
  if (inTheWay.length > 0) await target.remove(inTheWay);
  for (const batch of uploads) await target.put(batch, step);
  const left = deletions.filter((path) => !inTheWay.includes(path));
  if (left.length > 0) await target.remove(left);
  await put(target, finished);
  await target.publish?.();
}

async function put(target: Target, index: Buffer): Promise<void> {
  const file = {
    path: DEPLOY_INDEX,
    file: null,
    contentType: 'application/json',
    headers: { 'Cache-Control': 'no-store' },
    read: () => index,
  };
  await target.put([file], () => {});
}
