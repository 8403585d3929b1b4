import type { BuildReport } from '../builder.ts';
import { configFiles } from '../config/load.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { wakeAt } from '../preview/alarm.ts';
import { createDoubt } from '../preview/doubt.ts';
import { watchSite } from '../preview/watch.ts';
import type { Invocation, Terminal } from './command.ts';
import { pollingInWords, printProblems } from './report.ts';
import { untilStopped } from './until-stopped.ts';

/** What became of a build. */
export interface Outcome {
  readonly exitCode: number;
  /** Milliseconds since 1970: when a file of the site changes by itself; null also where that is not known. */
  readonly lastsUntil: number | null;
}

/** Whether somebody who watches should hear of a build. */
export type IsWorthSaying = (
  report: Pick<BuildReport, 'ok' | 'problems' | 'written' | 'removed'>,
) => boolean;

interface Watch {
  readonly make: (
    invocation: Invocation,
    terminal: Terminal,
    isWorthSaying: IsWorthSaying,
  ) => Promise<Outcome>;
  readonly invocation: Invocation;
  readonly terminal: Terminal;
}

/** Builds again with each change, and when the clock passes a moment. An error ends a build and not the watch. */
export async function keepBuilding({ make, invocation, terminal }: Watch): Promise<number> {
  const { root, isClockFixed } = invocation;
  const clock = isClockFixed ? () => invocation.clock : terminal.clock;
  let queue = Promise.resolve();
  let isWaiting = false;
  let cancelAlarm = () => {};
  let isFirst = true;
  let lastProblems = '';

  function setAlarm(at: number | null): () => void {
    // Also one that came during the build.
    return at === null || isClockFixed ? () => {} : wakeAt(at, clock, again);
  }

  /** Changes during a build are one more build, however many they are. */
  function again(): void {
    if (isWaiting) return;
    isWaiting = true;
    queue = queue.then(async () => {
      isWaiting = false;
      await makeNow(() => true);
      doubt.postpone();
    });
  }

  const isNews: IsWorthSaying = ({ ok, written, removed, problems }) => {
    const before = lastProblems;
    lastProblems = JSON.stringify(problems);
    return (ok && written.length + removed.length > 0) || lastProblems !== before;
  };

  async function makeNow(isAlwaysWorthSaying: IsWorthSaying): Promise<void> {
    cancelAlarm();
    cancelAlarm = setAlarm(
      await tryToMake((report) => isNews(report) || isAlwaysWorthSaying(report)),
    );
  }

  async function tryToMake(isWorthSaying: IsWorthSaying): Promise<number | null> {
    try {
      const now = { ...invocation, clean: invocation.clean && isFirst, clock: clock() };
      isFirst = false;
      return (await make(now, terminal, isWorthSaying)).lastsUntil;
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      const { problems, exitCode } = error;
      if (exitCode === EXIT.interrupted) return null;
      if (isWorthSaying({ ok: false, problems, written: [], removed: [] }))
        printProblems(problems, invocation, terminal);
      return null;
    }
  }

  const doubt = createDoubt(() => {
    queue = queue.then(() => makeNow(() => false));
    return queue;
  }, terminal.now);
  const watching = watchSite({
    root,
    configFiles: () => configFiles(root, invocation.config),
    onChange: again,
    onPolling: (reason) => terminal.note(pollingInWords(reason)),
  });
  await watching.isReady;
  again();
  await queue;
  terminal.note('Watching for changes. Ctrl-C ends it.');
  await untilStopped(terminal.signal);
  doubt.close();
  cancelAlarm();
  await watching.close();
  await queue;
  return EXIT.ok;
}
