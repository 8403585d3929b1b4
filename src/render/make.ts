import type { Output } from '../output/output.ts';
import type { Place } from '../output/stage.ts';
import { resolveParts } from '../site/key.ts';
import type { Page } from '../types/page.ts';
import type { Queries } from '../types/query.ts';
import type { View } from '../types/views.ts';
import { deliver, type MadePage } from './made.ts';
import { type RenderedPage, renderPage } from './page.ts';
import { type PressSetup, rememberParts, setUpPress } from './press.ts';
import type { Threads } from './threads.ts';

/** A page that must be made, and what is known of the place that it goes to. */
export interface Job {
  readonly page: Page;
  readonly place: Place;
}

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
export function makePages(request: MakeRequest): Promise<readonly MadePage[]> {
  const { threads, output } = request;
  return threads !== null && output.stageFolder !== null && request.inspect === undefined
    ? makeInThreads(request, threads, output.stageFolder)
    : makeHere(request);
}

async function makeHere({
  setup,
  output,
  queries,
  jobs,
  step,
  inspect,
}: MakeRequest): Promise<readonly MadePage[]> {
  const makeValue = rememberParts();
  const context = await setUpPress(setup, (question) => resolveParts(queries(question), makeValue));
  const made: MadePage[] = [];
  for (const [done, { page, place }] of jobs.entries()) {
    await step(done);
    const view = resolveParts(page.view, makeValue) as View;
    const rendered = renderPage({ ...page, view }, context);
    inspect?.(page, view, rendered);
    made.push(deliver(rendered, (html) => output.deliver(page.path, html, place)));
  }
  return made;
}

function makeInThreads(
  { setup, queries, jobs, step }: MakeRequest,
  threads: Threads,
  folder: NonNullable<Output['stageFolder']>,
): Promise<readonly MadePage[]> {
  return threads.render({
    setup,
    folder,
    jobs: jobs.map(({ page: { path, template, origin, body, view }, place }) => ({
      path,
      template,
      origin,
      body,
      view,
      place,
    })),
    answer: (question) => resolveParts(queries(question), (part) => part.value),
    step,
  });
}
