import { availableParallelism } from 'node:os';
import { createBuilder } from '../builder.ts';
import { loadConfig } from '../config/load.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { openDiskOutput } from '../output/disk.ts';
import { wakeAt } from '../preview/alarm.ts';
import type { Command, Invocation, Terminal } from './command.ts';
import { profileOf, workInWords } from './profile.ts';
import {
  countProblems,
  createPaint,
  jsonReport,
  plural,
  pollingInWords,
  printProblems,
  progressOf,
} from './report.ts';
import { untilStopped } from './until-stopped.ts';

/** `broadsheet build`: stories in, a site out. */
export const build: Command = async (invocation, terminal) => {
  const { exitCode, nextChange } = await makeSite(invocation, terminal);
  return invocation.watch ? keepBuilding(nextChange, invocation, terminal) : exitCode;
};

interface Outcome {
  readonly exitCode: number;
  readonly nextChange: number | null;
}

async function makeSite(invocation: Invocation, terminal: Terminal): Promise<Outcome> {
  const { root, clock, drafts, future, json, quiet, verbose, clean, profile } = invocation;
  const start = terminal.now();
  const config = await loadConfig(root, invocation.config, invocation);
  const builder = createBuilder(
    { root, config, release: { clock, drafts, future } },
    {
      openOutput: () => openDiskOutput({ root, out: config.out, forget: clean }),
      threads: invocation.threads ?? Math.min(availableParallelism(), 8),
      now: terminal.now,
      signal: terminal.signal,
      progress: progressOf(terminal),
    },
  );
  const report = await builder.build();
  terminal.progress(null);

  const problems = report.problems.filter(({ code }) => !LINT_ONLY.has(code));
  printProblems(problems, invocation, terminal);
  if (json) terminal.data(jsonReport('build', { ...report, problems }, invocation));
  const { nextChange } = report;
  const { errors, warnings } = countProblems(problems);
  const paint = createPaint(terminal.color);
  if (!report.ok) {
    terminal.note(
      paint(
        'red',
        `${errors} ${plural(errors, 'error')}: nothing was published; ${config.out} is as it was.`,
      ),
    );
    return { exitCode: EXIT.content, nextChange };
  }
  if (!quiet) {
    if (report.recovered) terminal.note('Finished a build that was interrupted.');
    const took = ((terminal.now() - start) / 1000).toFixed(2);
    const counts = `${report.written.length} written, ${report.kept.length} unchanged, ${report.removed.length} removed`;
    const noted = warnings > 0 ? `, ${warnings} ${plural(warnings, 'warning')}` : '';
    terminal.note(
      `${paint('green', `${config.out}: ${report.stories} ${report.stories === 1 ? 'story' : 'stories'}`)}, ${counts}${noted} in ${took} s`,
    );
    if (nextChange !== null && !invocation.watch) {
      terminal.note(
        `The site next changes by itself at ${new Date(nextChange).toISOString()}: build it again then.`,
      );
    }
    if (verbose) terminal.note(workInWords(report));
    if (profile) for (const line of profileOf(report)) terminal.note(line);
  }
  return { exitCode: EXIT.ok, nextChange };
}

/** Builds again with each change, and when the clock passes a moment. An error ends a build and not the watch. */
async function keepBuilding(
  firstChange: number | null,
  invocation: Invocation,
  terminal: Terminal,
): Promise<number> {
  const { root, isClockFixed } = invocation;
  const clock = isClockFixed ? () => invocation.clock : terminal.clock;
  let queue = Promise.resolve();
  let isWaiting = false;
  let cancelAlarm = setAlarm(firstChange);

  function setAlarm(at: number | null): () => void {
    return at === null || isClockFixed ? () => {} : wakeAt(at, clock, again);
  }

  /** Changes during a build are one more build, however many they are. */
  function again(): void {
    if (isWaiting) return;
    isWaiting = true;
    queue = queue.then(async () => {
      isWaiting = false;
      const next = await tryToMake({ ...invocation, clean: false, clock: clock() }, terminal);
      cancelAlarm();
      cancelAlarm = setAlarm(next);
    });
  }

  const { watchSite } = await import('../preview/watch.ts');
  const watching = watchSite({
    root,
    config: invocation.config,
    onChange: again,
    onPolling: (reason) => terminal.note(pollingInWords(reason)),
  });
  await watching.isReady;
  // What changed since the first build read it.
  again();
  terminal.note('Watching for changes. Ctrl-C ends it.');
  await untilStopped(terminal.signal);
  cancelAlarm();
  await watching.close();
  await queue;
  return EXIT.ok;
}

/** @returns when the site changes by itself; null also where that is not known */
async function tryToMake(invocation: Invocation, terminal: Terminal): Promise<number | null> {
  try {
    return (await makeSite(invocation, terminal)).nextChange;
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    if (error.exitCode === EXIT.interrupted) return null;
    printProblems(error.problems, invocation, terminal);
    return null;
  }
}

/** Advice for the desk, which a build on deadline does not repeat. */
const LINT_ONLY = new Set(['unknown-key']);
