import { availableParallelism } from 'node:os';
import { configFiles, loadConfig } from '../config/load.ts';
import { EXIT } from '../errors/problem.ts';
import { openBrowser } from '../preview/open-browser.ts';
import { openSession, type Update } from '../preview/session.ts';
import type { Command, Invocation, Terminal } from './command.ts';
import { countProblems, createPaint, plural, pollingInWords, printProblems } from './report.ts';
import { untilStopped } from './until-stopped.ts';

/** `broadsheet dev`: shows the site while it is being written. */
export const dev: Command = async (invocation, terminal) => {
  const { root, clock, isClockFixed, drafts, future, host, port, strictPort } = invocation;
  const start = terminal.now();
  const paint = createPaint(terminal.color);
  const session = await openSession({
    root,
    configFiles: () => configFiles(root, invocation.config),
    loadConfig: () => loadConfig(root, invocation.config, invocation),
    drafts,
    future,
    clock: isClockFixed ? () => clock : terminal.clock,
    isClockFixed,
    threads: invocation.threads ?? Math.min(availableParallelism(), 8),
    host,
    port,
    strictPort,
    now: terminal.now,
    onListening(url, listening) {
      if (port !== 0 && listening !== port)
        terminal.note(`Port ${port} is taken by another program; this is ${listening}.`);
      terminal.note(`${paint('bold', url)} (the desk: ${url}_desk/). Ctrl-C ends it.`);
      if (invocation.open) openBrowser(url);
    },
    onUpdate: (update) => report(update, invocation, terminal),
    onFound: (found) => printProblems(found, { ...invocation, quiet: true }, terminal),
    onPolling: (reason) => terminal.note(pollingInWords(reason)),
  });
  const { stories, problems } = session;
  if (!invocation.quiet) printProblems(problems, invocation, terminal);
  const took = Math.round(terminal.now() - start);
  terminal.note(
    `${paint('green', `${stories} ${stories === 1 ? 'story' : 'stories'}`)} in ${took} ms.`,
  );
  await untilStopped(terminal.signal);
  await session.close();
  return EXIT.ok;
};

const MAX_NAMES = 3;

function report(update: Update, invocation: Invocation, terminal: Terminal): void {
  const { cause, changed, hasSite, problems, refreshed, reloads, durationMs } = update;
  if (refreshed.isIdle || invocation.quiet) return;
  const paint = createPaint(terminal.color);
  const { errors } = countProblems(problems);
  if (errors > 0) printProblems(problems, { ...invocation, quiet: true }, terminal);
  const what = cause === 'clock' ? 'By the clock' : 'Files came or went';
  const shown = changed?.slice(0, MAX_NAMES).join(', ') ?? what;
  const more =
    changed !== null && changed.length > MAX_NAMES ? ` and ${changed.length - MAX_NAMES} more` : '';
  const state =
    errors > 0
      ? paint(
          'red',
          `${errors} ${plural(errors, 'error')}${hasSite ? '; the last good site is shown' : ''}`,
        )
      : paint(
          'green',
          reloads === 0 ? 'taken in' : `${reloads} ${plural(reloads, 'browser')} told`,
        );
  terminal.note(`${shown}${more}: ${state} in ${Math.round(durationMs)} ms.`);
}
