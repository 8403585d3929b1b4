import type { Overrides } from '../config/resolve.ts';
import type { Environment } from '../deploy/run.ts';
import type { Shard } from '../types/manifest.ts';
import type { TargetName } from '../types/targets.ts';

/** What the process lends to a command: the only way to the outside. */
export interface Terminal {
  /** Data: to stdout. */
  readonly data: (text: string) => void;
  /** Everything else: to stderr. */
  readonly note: (text: string) => void;
  /** Shows or (with null) removes a line that is overwritten by the next. */
  readonly progress: (line: string | null) => void;
  readonly color: boolean;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  /** Variables of the environment, for the commands that need secrets or start programs. */
  readonly env: Environment;
}

/** The command line, read and checked. */
export interface Invocation extends Overrides {
  /** Absolute path of the site. */
  readonly root: string;
  readonly config: string | undefined;
  /** The one clock of the run, in milliseconds. */
  readonly clock: number;
  /** It was given, and does not run. */
  readonly isClockFixed: boolean;
  /** Null for as many as the machine has cores. */
  readonly threads: number | null;
  /** Make this part of the site only; null for all of it. */
  readonly shard: Shard | null;
  /** Forget what earlier builds know. */
  readonly clean: boolean;
  readonly profile: boolean;
  readonly drafts: boolean;
  readonly future: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Filters of `list`. */
  readonly status: string | undefined;
  readonly section: string | undefined;
  readonly author: string | undefined;
  /** Build again with each change. */
  readonly watch: boolean;
  /** Of the servers `dev` and `preview`. */
  readonly port: number;
  readonly strictPort: boolean;
  readonly host: string;
  readonly open: boolean;
  /** With whose eyes `check` looks at the site. */
  readonly targets: readonly TargetName[];
  /** The names of places to which `deploy` brings the site, as they were given. */
  readonly targetNames: readonly string[];
  /** Say what `deploy` would do, and do nothing. */
  readonly isDry: boolean;
  /** `deploy` may delete many files. */
  readonly allowDeletions: boolean;
  /** `deploy` may replace files of another site. */
  readonly takeOver: boolean;
}

/** A command: does its work and returns the exit code. */
export type Command = (invocation: Invocation, terminal: Terminal) => Promise<number>;
