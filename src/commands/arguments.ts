import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readDate } from '../content/dates.ts';
import { createZone } from '../content/zone.ts';
import { BroadsheetError, EXIT, listOf } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';
import type { Shard } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';
import { TARGET_NAMES, type TargetName } from '../types/targets.ts';
import type { Invocation } from './command.ts';

const OPTIONS = {
  out: { type: 'string' },
  config: { type: 'string' },
  url: { type: 'string' },
  base: { type: 'string' },
  clock: { type: 'string' },
  threads: { type: 'string' },
  shard: { type: 'string' },
  clean: { type: 'boolean' },
  profile: { type: 'boolean' },
  drafts: { type: 'boolean' },
  future: { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  verbose: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  status: { type: 'string' },
  section: { type: 'string' },
  author: { type: 'string' },
  watch: { type: 'boolean' },
  port: { type: 'string' },
  'strict-port': { type: 'boolean' },
  host: { type: 'string' },
  open: { type: 'boolean' },
  target: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  'allow-deletions': { type: 'boolean' },
  'take-over': { type: 'boolean' },
  'no-drafts': { type: 'boolean' },
  'no-future': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const COMMANDS = ['build', 'dev', 'preview', 'check', 'deploy', 'list', 'clean', 'info'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Flags that only some commands have. */
const OWNERS: Readonly<Record<string, readonly CommandName[]>> = {
  threads: ['build', 'dev'],
  shard: ['build'],
  clean: ['build'],
  profile: ['build'],
  watch: ['build'],
  port: ['dev', 'preview'],
  'strict-port': ['dev', 'preview'],
  host: ['dev', 'preview'],
  open: ['dev', 'preview'],
  'no-drafts': ['dev'],
  target: ['check', 'deploy'],
  'dry-run': ['deploy'],
  'allow-deletions': ['deploy'],
  'take-over': ['deploy'],
  'no-future': ['dev'],
};

export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: CommandName; readonly invocation: Invocation };

/** What of the process the command line needs. */
export interface Surroundings {
  readonly cwd: string;
  readonly sourceDateEpoch: string | undefined;
  readonly now: number;
}

/**
 * Reads the command line.
 *
 * @throws BroadsheetError (exit 2) with a suggestion for what is not known
 */
export function parseCommandLine(
  argv: readonly string[],
  { cwd, sourceDateEpoch, now }: Surroundings,
): Parsed {
  const { values, positionals } = read(argv);
  if (values.version) return { kind: 'version' };
  const [name, root = '.', ...others] = positionals;
  if (values.help || (name === undefined && argv.length === 0)) return { kind: 'help' };
  if (name === undefined)
    throw usage('No command was given.', `Commands are ${listOf(COMMANDS, 'and')}.`);
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) {
    throw usage(
      `There is no command "${name}".`,
      didYouMean(name, COMMANDS) ?? `Commands are ${listOf(COMMANDS, 'and')}.`,
    );
  }
  if (others.length > 0)
    throw usage(
      `${command} takes one folder, not ${others.length + 1}.`,
      `For example: broadsheet ${command} ${root}`,
    );
  for (const filter of ['status', 'section', 'author'] as const) {
    if (values[filter] !== undefined && command !== 'list')
      throw usage(
        `--${filter} belongs to list.`,
        `For example: broadsheet list --${filter} ${values[filter]}`,
      );
  }
  for (const [flag, owners] of Object.entries(OWNERS)) {
    const value = values[flag as keyof typeof values];
    if (value === undefined || owners.includes(command)) continue;
    throw usage(
      `--${flag} belongs to ${listOf(owners, 'and')}.`,
      `For example: broadsheet ${owners[0]} --${flag}${value === true ? '' : ` ${value}`}`,
    );
  }
  const isClockFixed = values.clock !== undefined || Boolean(sourceDateEpoch);
  const shard = shardOf(values.shard);
  if (shard !== null && !isClockFixed)
    throw usage(
      '--shard needs a clock: all parts of a site must show the same moment.',
      'Give each machine the same one: --clock 2026-03-01T07:30:00Z',
    );
  return {
    kind: 'run',
    command,
    invocation: {
      root: resolve(cwd, root),
      config: values.config,
      out: values.out,
      url: values.url,
      base: values.base,
      clock: clockOf(values.clock, sourceDateEpoch, now),
      isClockFixed,
      threads: threadsOf(values.threads),
      shard,
      clean: values.clean ?? false,
      profile: values.profile ?? false,
      // Who writes a story looks at it before it is public.
      drafts: command === 'dev' ? !values['no-drafts'] : (values.drafts ?? false),
      future: command === 'dev' ? !values['no-future'] : (values.future ?? false),
      json: values.json ?? false,
      quiet: values.quiet ?? false,
      verbose: values.verbose ?? false,
      status: values.status,
      section: values.section,
      author: values.author,
      watch: values.watch ?? false,
      port: portOf(values.port),
      strictPort: values['strict-port'] ?? false,
      host: values.host ?? 'localhost',
      open: values.open ?? false,
      targets: command === 'check' ? targetsOf(values.target) : [],
      targetNames: values.target ?? [],
      isDry: values['dry-run'] ?? false,
      allowDeletions: values['allow-deletions'] ?? false,
      takeOver: values['take-over'] ?? false,
    },
  };
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const flag = /'(-[^']+)'/.exec(message)?.[1] ?? '';
      const flags = Object.keys(OPTIONS).map((option) => `--${option}`);
      throw usage(
        `There is no flag "${flag}".`,
        didYouMean(flag, flags) ?? 'broadsheet --help lists all flags.',
      );
    }
    throw usage(
      message.split('. ', 1).join('').replace(/\.?$/, '.'),
      'broadsheet --help lists all flags.',
    );
  }
}

/** ISO 8601 with an offset: the clock decides what is public, so nothing about it is guessed. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

function clockOf(
  written: string | undefined,
  sourceDateEpoch: string | undefined,
  now: number,
): number {
  if (written !== undefined) {
    const reading = INSTANT.test(written) ? readDate(written, createZone('UTC')) : null;
    if (reading?.kind === 'ok') return reading.instant.ms;
    throw usage(
      `--clock "${written}" is not a moment.`,
      'Write date, time and offset: --clock 2026-03-01T07:30:00Z',
    );
  }
  if (sourceDateEpoch === undefined || sourceDateEpoch === '') return now;
  // https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970, as decimal digits
  if (/^\d{1,12}$/.test(sourceDateEpoch)) return Number(sourceDateEpoch) * 1000;
  throw usage(
    `SOURCE_DATE_EPOCH is "${sourceDateEpoch}"; it must be a number of seconds.`,
    'Unset it, or give the clock with --clock.',
  );
}

const DEFAULT_PORT = 4321;

function portOf(written: string | undefined): number {
  if (written === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(written) ? Number(written) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw usage(
    `--port "${written}" is not a port.`,
    `Give a number up to 65535; without the flag it is ${DEFAULT_PORT}.`,
  );
}

/** `--target rss,flipboard`, or the flag more than once. */
function targetsOf(written: readonly string[] = []): readonly TargetName[] {
  const names = written.flatMap((each) => each.split(',')).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))].map((name) => {
    const target = TARGET_NAMES.find((known) => known === name);
    if (target !== undefined) return target;
    throw usage(
      `--target "${name}" is not known.`,
      didYouMean(name, TARGET_NAMES) ?? `Targets are ${listOf(TARGET_NAMES, 'and')}.`,
    );
  });
}

const MAX_THREADS = 64;

function threadsOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const count = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  if (count >= 1 && count <= MAX_THREADS) return count;
  throw usage(
    `--threads "${written}" is not a number of threads.`,
    `Give a whole number from 1 to ${MAX_THREADS}; without the flag there are as many as processor cores.`,
  );
}

const MAX_SHARDS = 1000;

/** `2/4`: the second of four parts. */
function shardOf(written: string | undefined): Shard | null {
  if (written === undefined) return null;
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? []).map(Number);
  if (index >= 1 && index <= count && count <= MAX_SHARDS) return { index, count };
  throw usage(
    `--shard "${written}" is not a part of a site.`,
    `Write which part, from 1, and of how many, up to ${MAX_SHARDS}: --shard 2/4`,
  );
}

function usage(message: string, hint: string): BroadsheetError {
  const problem: Problem = { code: 'usage', severity: 'error', message, hint };
  return new BroadsheetError([problem], EXIT.usage);
}
