import type { UrlPath } from '../paths.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const FORMAT = 'broadsheet-opening-1';

/** What a preview can show before it has planned the site. */
export interface OpeningPages {
  /** Path under which the site is served: `` or `/project`. */
  readonly base: string;
  /** What is sent, by address without base path. */
  readonly answers: Readonly<Record<UrlPath, OpeningAnswer>>;
}

/** What the last preview left, because it would come out as it did then. */
export interface Opening extends OpeningPages {
  /** Of everything that a plan is made from, the clock aside: see `Inputs`. */
  readonly inputs: string;
  /** Milliseconds since 1970: the clock of the plan, and when another one would come out. */
  readonly clock: number;
  readonly lastsUntil: number | null;
}

export interface OpeningAnswer {
  /** Media type. */
  readonly type: string;
  readonly text: string;
}

/** @returns null when nothing is remembered */
export function readOpening(path: string): Opening | null {
  return readEnvelope(path, FORMAT) as Opening | null;
}

export function writeOpening(path: string, opening: Opening): void {
  writeEnvelope(path, FORMAT, opening, { flush: false });
}
