/** An error keeps the site from being published; a warning does not. */
export type Severity = 'error' | 'warning';

/**
 * What is wrong, where, and what to do about it. Plain data: it is printed, kept with a page's entry in the
 * manifest, and written as JSON.
 */
export interface Problem {
  /** Stable and machine readable: `bad-date`. The list is in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Relative to the site's root. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
  /** The lines around the place, with a caret. */
  readonly frame?: string;
}

/** Where in a file something stands: line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
