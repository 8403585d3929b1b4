import { deepFreeze } from '../freeze.ts';
import type { Output } from '../output/output.ts';
import { resolveParts } from '../site/key.ts';
import type { Page } from '../types/page.ts';
import type { Queries, Question } from '../types/query.ts';
import type { View } from '../types/views.ts';
import { deliver, type Job, type MadePage, shareTraces } from './made.ts';
import { type RenderedPage, renderPage } from './page.ts';
import { type PressSetup, rememberParts, setUpPress } from './press.ts';
import type { Threads } from './threads.ts';

export interface MakeRequest {
  readonly setup: PressSetup;
  readonly output: Output;
  readonly queries: Queries;
  readonly jobs: readonly Job[];
  /** Null to make all pages in this thread. */
  readonly threads: Threads | null;
  readonly step: (done: number) => Promise<void> | void;
  /** Sees every page with its view made. Only in this thread. */
  readonly inspect?: ((page: Page, view: View, rendered: RenderedPage) => void) | undefined;
}

/** Makes pages and delivers them to the output, here or in threads. What came of them is in the order of the jobs. */
export async function makePages(request: MakeRequest): Promise<readonly MadePage[]> {
  const { setup, output, queries, jobs, threads, step, inspect } = request;
  const makeValue = rememberParts();
  const answer = (question: Question) => resolveParts(queries(question), makeValue);
  // Threads keep answers, so they are frozen there; what a template may do must not depend on where it runs.
  const context = await setUpPress(setup, (question) => deepFreeze(answer(question)));
  const share = shareTraces();
  const here = (index: number): MadePage => {
    const job = jobs[index];
    if (job === undefined) throw new RangeError(`no job ${index}`);
    const { page, place } = job;
    const { template, origin, body, quotes = [], path } = page;
    const view = resolveParts(page.view, makeValue) as View;
    const rendered = renderPage({ template, origin, body, quotes, view }, context);
    inspect?.(page, view, rendered);
    return share(deliver(rendered, (html) => output.deliver(path, html, place)));
  };
  if (threads !== null && output.stageFolder !== null && inspect === undefined) {
    const folder = output.stageFolder;
    return threads.render({ setup, folder, jobs, answer, here, step });
  }
  const made: MadePage[] = [];
  for (let i = 0; i < jobs.length; i++) {
    await step(i);
    made.push(here(i));
  }
  return made;
}
