import { setImmediate } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Fetched, ReadTask } from '../content/fetch.ts';
import type { ReadResult } from '../content/read.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { threadDied } from '../errors/template.ts';
import type { StageFolder } from '../output/stage.ts';
import type { Question } from '../types/query.ts';
import { type Job, type MadePage, shareTraces } from './made.ts';
import { PartStore } from './part-store.ts';
import type { PressSetup } from './press.ts';
import type { Outcome, PageJob, RenderBatch } from './render-batch.ts';
import type { ReadBatch, ReadBatchResult, SourceRead } from './worker.ts';

/** How many items threads get at once: few enough that they end together, enough that talking to them costs little. */
const BATCH = 48;
/** Batches that a thread has at once: one of sources is read before this thread gets round to handing out the next. */
const IN_HAND = { pages: 2, sources: 4 };
/** What this thread does itself between two looks at the others, which wait for it. */
const FEW = { pages: 4, sources: 1 };

interface RenderRequest {
  readonly setup: PressSetup;
  readonly folder: StageFolder;
  readonly jobs: readonly Job[];
  readonly answer: (question: Question) => unknown;
  /** Makes a page in this thread. */
  readonly here: (index: number) => MadePage;
  readonly step: (done: number) => Promise<void> | void;
}

interface ReadRequest extends Pick<ReadBatch, 'root' | 'timeZone'> {
  readonly tasks: readonly ReadTask[];
  /** Parses in this thread what another one fetched. */
  readonly parse: (index: number, fetched: Fetched) => ReadResult;
  /** Reads a source in this thread. */
  readonly here: (index: number) => ReadResult;
  readonly step: (done: number) => Promise<void> | void;
}

let setups = 0;

/**
 * Threads that read sources and make pages, beside this one, which does its share. How many there are changes nothing
 * but the time.
 */
export class Threads {
  readonly #pool: Tinypool;
  readonly #others: number;
  readonly #exits: readonly Promise<number>[];
  /** What was sent and has not come back. */
  readonly #sent = new Set<Sent>();
  readonly #death: Promise<never>;
  /** The pool lets the process end while a dead thread is waited for. */
  readonly #alive = setInterval(() => {}, 60_000);
  #isClosing = false;

  /** @param count of all threads, this one included: at least 2 */
  constructor(count: number) {
    this.#others = count - 1;
    this.#pool = new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      minThreads: this.#others,
      maxThreads: this.#others,
      // One to work on, and others that wait, so that no thread waits for this one.
      concurrentTasksPerWorker: IN_HAND.sources,
    });
    // A thread that dies while it has nothing to do: whoever gives it something will notice.
    this.#pool.on('error', () => {});
    this.#exits = this.#pool.threads.map((thread) => {
      const { threadId } = thread;
      return new Promise((resolve) => thread.once('exit', () => resolve(threadId)));
    });
    // A thread that ends without an error, as when a template ends the process, would be waited for without end.
    this.#death = Promise.race(this.#exits).then((thread) => {
      throw died(this.#workOf(thread), new Error('it gave no reason'));
    });
    this.#death.catch(() => {});
  }

  /**
   * A single thread beside this one does not parse: both would have to learn it, which costs as much as it gains. It
   * fetches texts and cuts them open, and this one reads their front matter.
   *
   * @returns what reading came to, in the order of the tasks
   */
  read({ tasks, root, timeZone, parse, here, step }: ReadRequest): Promise<readonly ReadResult[]> {
    const parses = this.#others > 1;
    const send = async (
      batch: readonly ReadTask[],
      start: number,
    ): Promise<readonly ReadResult[]> => {
      const progress = new SharedArrayBuffer(PROGRESS_BYTES);
      const task: ReadBatch = { root, timeZone, tasks: JSON.stringify(batch), parses, progress };
      const { rows, texts, sources }: ReadBatchResult = await this.#survive(
        this.#pool.run(task, { name: 'read' }),
        { progress, names: (index) => batch[index]?.source ?? '' },
      );
      const memory = bufferOf(rows);
      const text = bufferOf(texts);
      const found: readonly SourceRead[] = JSON.parse(sources);
      return found.map(({ stat, hash, row, text: place, cut }, i) => {
        const fetched: Fetched = {
          stat,
          hash,
          row: row && { bytes: memory, start: row[0], middle: row[1], end: row[2] },
          text: place && text.subarray(...place),
          cut,
        };
        return parse(start + i, fetched);
      });
    };
    return this.#share(tasks, { what: 'sources', send, here, step });
  }

  /** @returns what became of the pages, in the order of the jobs */
  render({ setup, folder, jobs, answer, here, step }: RenderRequest): Promise<readonly MadePage[]> {
    const described = { id: ++setups, json: JSON.stringify(setup) };
    const parts = new PartStore();
    const share = shareTraces();
    const send = async (batch: readonly Job[]): Promise<readonly MadePage[]> => {
      const progress = new SharedArrayBuffer(PROGRESS_BYTES);
      const { port1, port2 } = new MessageChannel();
      answerAt(port1, new Int32Array(progress), answer);
      const { views, store } = parts.pack(batch.map(({ page }) => page.view));
      const task: RenderBatch = {
        setup: described,
        store,
        jobs: JSON.stringify(batch.map(jobOf)),
        views: JSON.stringify(views),
        folder,
        progress,
        questions: port2,
      };
      const outcome: Outcome<readonly MadePage[]> = await this.#survive(
        this.#pool.run(task, { name: 'render', transferList: [port2] }),
        { progress, names: (index) => batch[index]?.page.origin ?? '' },
      ).finally(() => port1.close());
      if ('problems' in outcome) throw new BroadsheetError(outcome.problems, outcome.exitCode);
      return outcome.result.map(share);
    };
    return this.#share(jobs, { what: 'pages', send, here, step });
  }

  /** Has every thread load what makes pages. One that dies of it is noticed by whoever gives it work. */
  prepare(): void {
    for (let i = 0; i < this.#others; i++)
      this.#pool.run(null, { name: 'prepare' }).catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#alive);
    // The pool's own way waits for threads that are dead already, and fails when one dies meanwhile.
    await Promise.all(this.#pool.threads.map((thread) => thread.terminate()));
    await Promise.all(this.#exits);
  }

  /** Deals the items out in small portions to whoever is free, this thread included. */
  async #share<Item, Result>(
    items: readonly Item[],
    work: {
      readonly what: 'pages' | 'sources';
      readonly send: (batch: readonly Item[], start: number) => Promise<readonly Result[]>;
      readonly here: (index: number) => Result;
      readonly step: (done: number) => Promise<void> | void;
    },
  ): Promise<readonly Result[]> {
    const results: Result[] = new Array(items.length);
    const few = FEW[work.what];
    let next = 0;
    let done = 0;
    const take = (count: number): number => {
      const start = next;
      next = Math.min(items.length, next + count);
      return start;
    };
    const there = async () => {
      for (let start = take(BATCH); start < items.length; start = take(BATCH)) {
        const made = await work.send(items.slice(start, start + BATCH), start);
        for (const [i, result] of made.entries()) results[start + i] = result;
        done += made.length;
        await work.step(done);
      }
    };
    const here = async () => {
      for (let start = take(few); start < items.length; start = take(few)) {
        const end = Math.min(start + few, items.length);
        for (let i = start; i < end; i++) results[i] = work.here(i);
        done += end - start;
        await work.step(done);
        // Answers for threads, and new work for them, come first.
        await setImmediate();
      }
    };
    const ours = here();
    try {
      await Promise.all([
        ours,
        ...Array.from({ length: this.#others * IN_HAND[work.what] }, there),
      ]);
    } catch (error) {
      // Nothing more is begun, and what this thread is at is finished before anybody clears up.
      next = items.length;
      await ours.catch(() => {});
      throw error;
    }
    return results;
  }

  /** Waits for a thread; when it dies, the error names what it was working on. */
  async #survive<Result>(run: Promise<Result>, sent: Sent): Promise<Result> {
    this.#sent.add(sent);
    try {
      return await Promise.race([run, this.#death]);
    } catch (error) {
      if (this.#isClosing || error instanceof BroadsheetError) throw error;
      throw died(currentOf(sent), error);
    } finally {
      this.#sent.delete(sent);
    }
  }

  /** What a thread was working on: of what was sent to it, the first that has not come back. */
  #workOf(thread: number): string {
    const [sent] = [...this.#sent].filter(({ progress }) => threadOf(progress) === thread);
    return sent === undefined ? '' : currentOf(sent);
  }
}

/** A batch in the hands of a thread. */
interface Sent {
  /** Which item of the batch the thread is at, a signal, and the thread's number. */
  readonly progress: SharedArrayBuffer;
  readonly names: (index: number) => string;
}

const PROGRESS_BYTES = 12;

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function currentOf({ progress, names }: Sent): string {
  return names(Atomics.load(new Int32Array(progress), 0));
}

function threadOf(progress: SharedArrayBuffer): number {
  return Atomics.load(new Int32Array(progress), 2);
}

function died(workingOn: string, error: unknown): BroadsheetError {
  return new BroadsheetError([threadDied(workingOn, error)]);
}

function jobOf({ page, place }: Job): PageJob {
  const { path, template, origin, body, quotes = [] } = page;
  return { path, template, origin, body, quotes, place };
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
