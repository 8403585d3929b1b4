import { threadId } from 'node:worker_threads';
import { cutOpen, type Fetched, fetchSource, type ReadTask } from '../content/fetch.ts';
import type { Cut } from '../content/opened-text.ts';
import type { Row } from '../content/row.ts';
import type { Stat } from '../content/stock.ts';
import type { Zone } from '../content/zone.ts';
import { refuseToExit } from '../errors/problem.ts';
import type { MadePage } from './made.ts';
import type { Outcome, RenderBatch } from './render-batch.ts';

/*
 * What runs in a thread of the pool. A thread reads, renders and writes by itself; only rows, texts that are cut open
 * and wait to be parsed, hashes and problems come back from it. It loads what it needs when it needs it, so that it can begin soon.
 */

/** Sources to be read. */
export interface ReadBatch {
  readonly root: string;
  readonly timeZone: string;
  /** JSON of `ReadTask[]`, which is cheaper than cloning them. */
  readonly tasks: string;
  /** Texts are parsed; otherwise they are sent back cut open. */
  readonly parses: boolean;
  readonly progress: SharedArrayBuffer;
}

/** All rows in one piece of memory, and all texts in another, which is not kept. */
export interface ReadBatchResult {
  readonly rows: Uint8Array;
  readonly texts: Uint8Array;
  /** JSON of `SourceRead[]`. */
  readonly sources: string;
}

/** What was read, and where it lies. */
export interface SourceRead {
  readonly stat: Stat;
  readonly hash: string;
  readonly row: readonly [start: number, middle: number, end: number] | null;
  readonly text: readonly [start: number, end: number] | null;
  readonly cut: Cut | null;
}

/** A text of more bytes, and what follows it in its batch, is parsed here after all: much memory would be on its way. */
const LARGE = 64 * 1024;

// As in the main thread.
process.exit = refuseToExit;

export async function read(batch: ReadBatch): Promise<ReadBatchResult> {
  const { root, parses, progress } = batch;
  const tasks: readonly ReadTask[] = JSON.parse(batch.tasks);
  const current = new Int32Array(progress);
  Atomics.store(current, 2, threadId);
  let parser = parses ? await parserFor(batch.timeZone) : null;
  const rows = new Pile();
  const texts = new Pile();
  const sources: SourceRead[] = [];
  for (const [i, task] of tasks.entries()) {
    Atomics.store(current, 0, i);
    const fetched = fetchSource(root, task);
    if (parser === null && (fetched.text?.length ?? 0) > LARGE) {
      // Other batches have the thread meanwhile.
      Atomics.store(current, 2, 0);
      parser = await parserFor(batch.timeZone);
      Atomics.store(current, 2, threadId);
    }
    const { stat, hash, row, text, cut } =
      parser === null ? cutOpen(fetched) : parser(task, fetched);
    sources.push({ stat, hash, row: row && rows.addRow(row), text: text && texts.add(text), cut });
  }
  return { rows: rows.take(), texts: texts.take(), sources: JSON.stringify(sources) };
}

/** Pieces of memory that travel as one. */
class Pile {
  readonly #pieces: Buffer[] = [];
  #end = 0;

  add(piece: Buffer): [start: number, end: number] {
    const start = this.#end;
    this.#end += piece.length;
    this.#pieces.push(piece);
    return [start, this.#end];
  }

  addRow({ bytes, start, middle, end }: Row): [start: number, middle: number, end: number] {
    const [first, last] = this.add(bytes.subarray(start, end));
    return [first, first + middle - start, last];
  }

  take(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}

let zone: Zone | null = null;

async function parserFor(timeZone: string): Promise<(task: ReadTask, fetched: Fetched) => Fetched> {
  const [{ parseSource }, { createZone }] = await Promise.all([
    import('../content/read.ts'),
    import('../content/zone.ts'),
  ]);
  if (zone?.name !== timeZone) zone = createZone(timeZone);
  const inZone = zone;
  return (task, fetched) => ({ ...parseSource(task, fetched, inZone), text: null, cut: null });
}

/** Loads what makes pages. */
export async function prepare(): Promise<void> {
  await import('./render-batch.ts');
}

export async function render(batch: RenderBatch): Promise<Outcome<readonly MadePage[]>> {
  const { renderBatch } = await import('./render-batch.ts');
  return renderBatch(batch);
}
