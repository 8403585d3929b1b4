import { type MessagePort, receiveMessageOnPort, threadId } from 'node:worker_threads';
import { BroadsheetError } from '../errors/problem.ts';
import { deepFreeze } from '../freeze.ts';
import { type Place, type StageFolder, Stager } from '../output/stage.ts';
import type { OutputPath } from '../paths.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Question } from '../types/query.ts';
import type { View } from '../types/views.ts';
import { deliver, type MadePage } from './made.ts';
import { type RenderContext, renderPage } from './page.ts';
import { type PackedView, PartReader, type StoreHandle } from './part-store.ts';
import { type PressSetup, setUpPress } from './press.ts';

/** A page to be made, apart from its view. */
export interface PageJob {
  readonly path: OutputPath;
  readonly template: string;
  readonly origin: string;
  readonly body: Page['body'];
  readonly quotes: NonNullable<Page['quotes']>;
  readonly place: Place;
}

export interface RenderBatch {
  /** JSON of a `PressSetup`, with a number that changes when it does. */
  readonly setup: { readonly id: number; readonly json: string };
  readonly store: StoreHandle;
  /** JSON of `PageJob[]` and `PackedView[]`, which is cheaper than cloning them. */
  readonly jobs: string;
  readonly views: string;
  readonly folder: StageFolder;
  readonly progress: SharedArrayBuffer;
  /** Where questions of templates are answered while this thread waits. */
  readonly questions: MessagePort;
}

interface Ready {
  readonly id: number;
  readonly context: RenderContext;
  readonly stager: Stager;
}

let ready: Ready | null = null;
let asked: { readonly port: MessagePort; readonly signal: Int32Array } | null = null;
const reader = new PartReader();

/** What a thread gives back: a result, or the problems of an error that Broadsheet threw there. */
export type Outcome<Result> =
  | { readonly result: Result }
  | { readonly problems: readonly Problem[]; readonly exitCode: number };

/** Makes the pages of a batch, in a thread of the pool, and writes them. */
export async function renderBatch(batch: RenderBatch): Promise<Outcome<readonly MadePage[]>> {
  const { setup, store, folder, progress, questions } = batch;
  const current = new Int32Array(progress);
  Atomics.store(current, 2, threadId);
  if (ready?.id !== setup.id) ready = await makeReady(setup, folder);
  const { context, stager } = ready;
  asked = { port: questions, signal: current };
  const jobs: readonly PageJob[] = JSON.parse(batch.jobs);
  const views: readonly PackedView[] = JSON.parse(batch.views);
  try {
    const result = jobs.map((job, i): MadePage => {
      Atomics.store(current, 0, i);
      const view = reader.unpack(views[i] ?? [], store, deepFreeze) as View;
      const { template, origin, body, quotes } = job;
      const rendered = renderPage({ template, origin, body, quotes, view }, context);
      return deliver(rendered, (html) => stager.deliver(job.path, html, job.place));
    });
    return { result };
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return { problems: error.problems, exitCode: error.exitCode };
  } finally {
    questions.close();
  }
}

async function makeReady({ id, json }: RenderBatch['setup'], folder: StageFolder): Promise<Ready> {
  const setup: PressSetup = JSON.parse(json);
  const answers = new Map<string, unknown>();
  const ask = (question: Question): unknown => {
    const text = JSON.stringify(question);
    if (!answers.has(text)) answers.set(text, deepFreeze(askMainThread(question)));
    return answers.get(text);
  };
  const context = await setUpPress(setup, ask);
  return { id, context, stager: new Stager(folder) };
}

/** Templates cannot wait for a promise, so the thread sleeps until the answer is there. */
function askMainThread(question: Question): unknown {
  if (asked === null) throw new Error('nobody is there to answer');
  const { port, signal } = asked;
  Atomics.store(signal, 1, 0);
  port.postMessage(question);
  Atomics.wait(signal, 1, 0);
  return receiveMessageOnPort(port)?.message;
}
