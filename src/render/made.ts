import type { Delivered, Place } from '../output/stage.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Trace } from '../types/query.ts';
import type { RenderedPage, RenderTimes } from './page.ts';

/** A page that must be made, and what is known of the place that it goes to. */
export interface Job {
  readonly page: Page;
  readonly place: Place;
}

/** Milliseconds. */
export interface MakeTimes extends RenderTimes {
  readonly write: number;
}

/** What became of a page: where its file is, unless an error kept it from being made. */
export interface MadePage {
  readonly delivered: Delivered | null;
  readonly problems: readonly Problem[];
  readonly trace: Trace;
  readonly times: MakeTimes;
}

/** Has a rendered page put where it goes. */
export function deliver(
  { html, problems, trace, times }: RenderedPage,
  put: (html: string) => Delivered,
): MadePage {
  const start = performance.now();
  const delivered = html === null ? null : put(html);
  return { delivered, problems, trace, times: { ...times, write: performance.now() - start } };
}

/** Gives pages with equal traces one trace: an archive of pages has a handful of them. */
export function shareTraces(): (made: MadePage) => MadePage {
  const traces = new Map<string, Trace>();
  return ({ delivered, problems, trace, times }) => {
    const text = JSON.stringify(trace);
    const known = traces.get(text) ?? trace;
    traces.set(text, known);
    return { delivered, problems: problems.length === 0 ? NONE : problems, trace: known, times };
  };
}

const NONE: readonly Problem[] = [];
