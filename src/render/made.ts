import type { Delivered } from '../output/stage.ts';
import type { Problem } from '../types/problem.ts';
import type { Trace } from '../types/query.ts';
import type { RenderedPage, RenderTimes } from './page.ts';

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
