import { type CommandName, type Parsed, parseCommandLine } from '../commands/arguments.ts';
import type { Command, Terminal } from '../commands/command.ts';
import { HELP } from '../commands/help.ts';
import { formatProblem, jsonFailure } from '../commands/report.ts';
import { BroadsheetError, EXIT, refuseToExit } from '../errors/problem.ts';
import { version } from '../version.ts';

/** Commands are loaded when they are called: `--version` needs none of them. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  build: async () => (await import('../commands/build.ts')).build,
  dev: async () => (await import('../commands/dev.ts')).dev,
  preview: async () => (await import('../commands/preview.ts')).preview,
  check: async () => (await import('../commands/check.ts')).check,
  deploy: async () => (await import('../commands/deploy.ts')).deploy,
  list: async () => (await import('../commands/list.ts')).list,
  clean: async () => (await import('../commands/clean.ts')).clean,
  info: async () => (await import('../commands/info.ts')).info,
};

const { env, stdout, stderr } = process;
const argv = process.argv.slice(2);
const color =
  !argv.includes('--no-color') && !env.NO_COLOR && stderr.isTTY === true && env.TERM !== 'dumb';
const showsProgress =
  stderr.isTTY === true && !env.CI && env.TERM !== 'dumb' && !argv.includes('--quiet');
const interruption = new AbortController();

let progressShown = false;
const clearProgress = () => {
  if (progressShown) stderr.write('\r\u001b[K');
  progressShown = false;
};

const terminal: Terminal = {
  data: (text) => void stdout.write(`${text}\n`),
  note(text) {
    clearProgress();
    stderr.write(`${text}\n`);
  },
  progress(line) {
    clearProgress();
    if (line === null || !showsProgress) return;
    stderr.write(line.slice(0, (stderr.columns || 80) - 1));
    progressShown = true;
  },
  color,
  now: () => performance.now(),
  clock: () => Date.now(),
  signal: interruption.signal,
  env,
};

// A template, a plugin or a configuration that ends the process would leave a lock and half a stage behind, and might
// even report success.
process.exit = refuseToExit;

// Whoever reads our output may stop reading (`broadsheet list | head -1`): that is no error.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** A build ends between two pages and cleans up after itself; a commit that has begun is finished first. */
let signalled: number | null = null;
for (const [signal, code] of [
  ['SIGINT', EXIT.interrupted],
  ['SIGTERM', EXIT.terminated],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    signalled = code;
    interruption.abort();
  });
}

process.exitCode = await main();

async function main(): Promise<number> {
  let parsed: Parsed | null = null;
  try {
    const surroundings = {
      cwd: process.cwd(),
      sourceDateEpoch: env.SOURCE_DATE_EPOCH,
      now: Date.now(),
    };
    parsed = parseCommandLine(argv, surroundings);
    if (parsed.kind === 'help') terminal.data(HELP.trimEnd());
    if (parsed.kind === 'version') terminal.data(version);
    if (parsed.kind !== 'run') return EXIT.ok;
    const command = await LOADERS[parsed.command]();
    return await command(parsed.invocation, terminal);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) {
      terminal.note(
        `Broadsheet itself failed; this is a defect, please report it.\n${error instanceof Error ? error.stack : error}`,
      );
      return EXIT.content;
    }
    if (argv.includes('--json')) {
      const command = parsed?.kind === 'run' ? parsed.command : null;
      terminal.data(jsonFailure(command, error.problems));
    }
    if (error.exitCode === EXIT.interrupted) {
      if (error.problems.length === 0) terminal.note('Interrupted: nothing was published.');
      for (const problem of error.problems) terminal.note(formatProblem(problem, color));
      return signalled ?? EXIT.interrupted;
    }
    for (const problem of error.problems) terminal.note(formatProblem(problem, color));
    return error.exitCode;
  }
}
