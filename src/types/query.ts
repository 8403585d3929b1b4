import type { Part } from '../part.ts';
import type { Card } from './views.ts';

/** What a template may ask of the whole site, beyond its own view. */
export interface LatestQuery {
  /** Slugs: `world`, `rail`, `ada-venn`. */
  readonly section?: string;
  readonly topic?: string;
  readonly author?: string;
  readonly kind?: string;
  /** At most 100; 5 when not given. */
  readonly count?: number;
}

export type Question =
  | { readonly ask: 'latest'; readonly query: LatestQuery }
  | { readonly ask: 'story'; readonly source: string };

/** What the site answers, still in parts. */
type Answer = readonly Part<Card>[] | Part<Card> | null;

/** Answers named queries. Questions are plain data, so that the next build can ask a page's questions again. */
export type Queries = (question: Question) => Answer;

/**
 * What a page turned out to depend on while it was rendered, beyond its key. The next build keeps the page only if
 * the same templates and the same answers would come again.
 */
export interface Trace {
  /** Names of all templates that took part. */
  readonly templates: readonly string[];
  readonly questions: readonly Question[];
}

export interface RecordedTrace extends Trace {
  /** Hash of the templates' texts and of the answers. */
  readonly key: string;
}
