/** A file on its way. */
export interface Upload {
  readonly path: string;
  /** Absolute path where it lies on disk; null for what is made on the way. */
  readonly file: string | null;
  /** Read when it is needed: a site need not fit into memory. */
  read(): Buffer;
  readonly contentType: string;
  /** HTTP headers with which it should be served, for targets that keep them with the file. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A place to which a site is deployed. What a target promises is tested for all of them by one suite: a file is wholly
 * old or wholly new at any moment, and what was put is there when `put` has resolved (for a target with `publish`, when
 * that has).
 */
export interface Target {
  /** For people, and without secrets: `the folder /srv/www`. */
  readonly description: string;
  /** A hash of content as `list` gives it. */
  hashOf(content: Buffer): string;
  /**
   * What is there, by path: hashes of the files that are wanted; of others they may be missing (`''`), because these may
   * be large, or nobody's business.
   */
  list(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
  /** The content of a file that is there, or null. */
  read(path: string): Promise<Buffer | null>;
  /** @param onDone called after each file, or after several at once */
  put(uploads: readonly Upload[], onDone: (count: number) => void): Promise<void>;
  remove(paths: readonly string[]): Promise<void>;
  /** Makes all that was put and removed visible at once; targets without it make it visible as it comes. */
  publish?(): Promise<void>;
  close?(): void;
}
