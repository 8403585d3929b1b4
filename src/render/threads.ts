import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { ReadResult, ReadTask } from '../content/read.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { threadDied } from '../errors/template.ts';
import type { StageFolder } from '../output/stage.ts';
import type { Question } from '../types/query.ts';
import type { MadePage } from './made.ts';
import { PartStore } from './part-store.ts';
import type { PressSetup } from './press.ts';
import type { Outcome, PageJob, ReadBatch, ReadBatchResult, RenderBatch } from './worker.ts';

/** Small enough that threads end together, large enough that talking to them costs little. */
const BATCH = 48;

/** A page to be made in a thread. */
export interface ViewJob extends PageJob {
  /** Plain data in which parts stand. */
  readonly view: object;
}

export interface RenderRequest {
  readonly setup: PressSetup;
  readonly folder: StageFolder;
  readonly jobs: readonly ViewJob[];
  readonly answer: (question: Question) => unknown;
  readonly step: (done: number) => Promise<void> | void;
}

let setups = 0;

/** Threads that read sources and make pages. How many there are changes nothing but the time. */
export class Threads {
  readonly #pool: Tinypool;
  readonly #count: number;
  readonly #exits: readonly Promise<unknown>[];
  readonly #death: Promise<never>;
  /** The pool lets the process end while a dead thread is waited for. */
  readonly #alive = setInterval(() => {}, 60_000);
  #isClosing = false;

  constructor(count: number) {
    this.#count = count;
    this.#pool = new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      minThreads: count,
      maxThreads: count,
    });
    this.#exits = this.#pool.threads.map(
      (thread) => new Promise((resolve) => thread.once('exit', resolve)),
    );
    // A thread that ends without an error, as when a template ends the process, would be waited for without end.
    this.#death = Promise.race(this.#exits).then(() => {
      throw new Error('it gave no reason');
    });
    this.#death.catch(() => {});
  }

  async read(
    request: Pick<ReadBatch, 'root' | 'timeZone'> & { readonly tasks: readonly ReadTask[] },
    step: (done: number) => Promise<void> | void,
  ): Promise<readonly ReadResult[]> {
    const { tasks, ...where } = request;
    const results: ReadResult[][] = [];
    let done = 0;
    await this.#inBatches(tasks, async (batch, index) => {
      const progress = new SharedArrayBuffer(4);
      const task: ReadBatch = { ...where, tasks: batch, progress };
      const run = this.#pool.run(task, { name: 'read' });
      const { bytes, rows }: ReadBatchResult = await this.#survive(
        run,
        () => batch[currentOf(progress)]?.source ?? '',
      );
      const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      results[index] = rows.map(({ hash, place }) => {
        if (place === null) return { hash, row: null };
        const [start, middle, end] = place;
        return { hash, row: { bytes: memory, start, middle, end } };
      });
      done += batch.length;
      await step(done);
    });
    return results.flat();
  }

  /** @returns what became of the pages, in their order */
  async render({ setup, folder, jobs, answer, step }: RenderRequest): Promise<readonly MadePage[]> {
    const described = { id: ++setups, json: JSON.stringify(setup) };
    const parts = new PartStore();
    const results: (readonly MadePage[])[] = [];
    let done = 0;
    await this.#inBatches(jobs, async (batch, index) => {
      const progress = new SharedArrayBuffer(8);
      const { port1, port2 } = new MessageChannel();
      answerAt(port1, new Int32Array(progress), answer);
      const { views, store } = parts.pack(batch.map(({ view }) => view));
      const task: RenderBatch = {
        setup: described,
        store,
        jobs: JSON.stringify(batch.map(({ view, ...job }) => job)),
        views: JSON.stringify(views),
        folder,
        progress,
        questions: port2,
      };
      const run = this.#pool.run(task, { name: 'render', transferList: [port2] });
      const outcome: Outcome<readonly MadePage[]> = await this.#survive(
        run,
        () => batch[currentOf(progress)]?.origin ?? '',
      ).finally(() => port1.close());
      if ('problems' in outcome) throw new BroadsheetError(outcome.problems, outcome.exitCode);
      results[index] = outcome.result;
      done += batch.length;
      await step(done);
    });
    return results.flat();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#alive);
    // The pool would wait for the exit of threads that are dead already.
    this.#pool.destroy().catch(() => {});
    await Promise.all(this.#exits);
  }

  /** Keeps every thread busy, and as few batches as possible waiting in memory. */
  async #inBatches<Item>(
    items: readonly Item[],
    run: (batch: readonly Item[], index: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    const takeTurns = async () => {
      while (next < items.length) {
        const start = next;
        next += BATCH;
        await run(items.slice(start, start + BATCH), start / BATCH);
      }
    };
    // One more batch than threads, so that none waits while the next one is packed.
    await Promise.all(Array.from({ length: this.#count + 1 }, takeTurns));
  }

  /** Waits for a thread; when it dies, the error names what it was working on. */
  async #survive<Result>(run: Promise<Result>, workingOn: () => string): Promise<Result> {
    try {
      return await Promise.race([run, this.#death]);
    } catch (error) {
      if (this.#isClosing) throw error;
      throw new BroadsheetError([threadDied(workingOn(), error)]);
    }
  }
}

function currentOf(progress: SharedArrayBuffer): number {
  return Atomics.load(new Int32Array(progress), 0);
}

/** Answers the questions of a thread, which sleeps meanwhile. */
function answerAt(
  port: MessagePort,
  signal: Int32Array,
  answer: (question: Question) => unknown,
): void {
  port.on('message', (question: Question) => {
    port.postMessage(answer(question));
    Atomics.store(signal, 1, 1);
    Atomics.notify(signal, 1);
  });
}
