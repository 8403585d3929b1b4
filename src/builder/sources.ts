import type { Fetched, ReadTask } from '../content/fetch.ts';
import type { ReadResult } from '../content/read.ts';
import { type Sources, scanSources } from '../content/scan.ts';
import { type KnownSource, type KnownSources, settledStat, takeStock } from '../content/stock.ts';
import type { SourcePath } from '../paths.ts';
import type { Crew } from './crew.ts';
import { type Effects, stepper } from './request.ts';

interface ReadRequest {
  readonly root: string;
  readonly timeZone: string;
  /** What earlier builds know. */
  readonly before: KnownSources;
  /** Milliseconds since 1970, by the clock of the file system, before anything is read. */
  readonly openedMs: number;
  readonly crew: Crew;
  readonly effects: Pick<Effects, 'signal' | 'progress'>;
}

/** Every source of a site, parsed, in packed form. */
export interface ReadSources {
  readonly sources: Sources;
  readonly known: ReadonlyMap<SourcePath, KnownSource>;
  /** Sources whose bytes were read, and those of them that were parsed. */
  readonly read: number;
  readonly parsed: number;
  /** What is known is no longer what was known before. */
  readonly hasNews: boolean;
}

/** Reads what is new among the sources; the others are known. */
export async function readSources(request: ReadRequest): Promise<ReadSources> {
  const { root, before, openedMs } = request;
  const sources = scanSources(root);
  const { known, doubtful } = takeStock(root, sources, before);
  const tasks = doubtful.map(([source, role]): ReadTask => {
    const old = before.get(source);
    return { source, role, hash: old?.role === role ? old.hash : null };
  });
  const results = await readAll(request, tasks);
  const found = new Map(known);
  let parsed = 0;
  for (const [i, [source, role]] of doubtful.entries()) {
    const result = results[i];
    if (result === undefined) continue;
    const row = result.row ?? before.get(source)?.row;
    if (result.row !== null) parsed++;
    if (row)
      found.set(source, { role, stat: settledStat(result.stat, openedMs), hash: result.hash, row });
  }
  const hasNews = doubtful.length > 0 || found.size !== before.size;
  return { sources, known: found, read: doubtful.length, parsed, hasNews };
}

async function readAll(
  { root, timeZone, crew, effects }: ReadRequest,
  tasks: readonly ReadTask[],
): Promise<readonly ReadResult[]> {
  if (tasks.length === 0) return [];
  const step = stepper(effects, 'read', tasks.length);
  const threads = await crew.for(tasks.length);
  const [{ fetchSource }, { parseSource }, { createZone }] = await Promise.all([
    import('../content/fetch.ts'),
    import('../content/read.ts'),
    import('../content/zone.ts'),
  ]);
  const zone = createZone(timeZone);
  const taskAt = (index: number): ReadTask => {
    const task = tasks[index];
    if (task === undefined) throw new RangeError(`no task ${index}`);
    return task;
  };
  const parse = (index: number, fetched: Fetched) => parseSource(taskAt(index), fetched, zone);
  const here = (index: number) => parse(index, fetchSource(root, taskAt(index)));
  if (threads !== null) return threads.read({ root, timeZone, tasks, parse, here, step });
  const results: ReadResult[] = [];
  for (let i = 0; i < tasks.length; i++) {
    await step(i);
    results.push(here(i));
  }
  return results;
}
