import { availableParallelism } from 'node:os';
import { createBuilder } from '../builder.ts';
import { loadConfig } from '../config/load.ts';
import { EXIT } from '../errors/problem.ts';
import { openDiskOutput } from '../output/disk.ts';
import type { IsWorthSaying, Outcome } from './build-watch.ts';
import type { Command, Invocation, Terminal } from './command.ts';
import { profileOf, workInWords } from './profile.ts';
import {
  countProblems,
  createPaint,
  jsonReport,
  plural,
  printProblems,
  progressOf,
} from './report.ts';

/** `broadsheet build`: stories in, a site out. */
export const build: Command = async (invocation, terminal) => {
  if (!invocation.watch) return (await makeSite(invocation, terminal)).exitCode;
  const { keepBuilding } = await import('./build-watch.ts');
  return keepBuilding({ make: makeSite, invocation, terminal });
};

async function makeSite(
  invocation: Invocation,
  terminal: Terminal,
  isWorthSaying: IsWorthSaying = () => true,
): Promise<Outcome> {
  const { root, clock, drafts, future, json, quiet, verbose, clean, profile, shard } = invocation;
  const start = terminal.now();
  const config = await loadConfig(root, invocation.config, invocation);
  const builder = createBuilder(
    { root, config, release: { clock, drafts, future }, shard },
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
  const { nextChange, lastsUntil } = report;
  if (!isWorthSaying(report)) return { exitCode: EXIT.ok, lastsUntil };

  const problems = report.problems.filter(({ code }) => !LINT_ONLY.has(code));
  printProblems(problems, invocation, terminal);
  if (json) terminal.data(jsonReport('build', { ...report, problems }, invocation));
  const { errors, warnings } = countProblems(problems);
  const paint = createPaint(terminal.color);
  if (!report.ok) {
    terminal.note(
      paint(
        'red',
        `${errors} ${plural(errors, 'error')}: nothing was published; ${config.out} is as it was.`,
      ),
    );
    return { exitCode: EXIT.content, lastsUntil };
  }
  if (!quiet) {
    if (report.recovered) terminal.note('Finished a build that was interrupted.');
    const took = ((terminal.now() - start) / 1000).toFixed(2);
    const counts = `${report.written.length} written, ${report.kept.length} unchanged, ${report.removed.length} removed`;
    const part = shard === null ? '' : `part ${shard.index} of ${shard.count} of a site with `;
    const noted = warnings > 0 ? `, ${warnings} ${plural(warnings, 'warning')}` : '';
    terminal.note(
      `${paint('green', `${config.out}: ${part}${report.stories} ${report.stories === 1 ? 'story' : 'stories'}`)}, ${counts}${noted} in ${took} s`,
    );
    if (nextChange !== null && !invocation.watch) {
      terminal.note(
        `The site next changes by itself at ${new Date(nextChange).toISOString()}: build it again then.`,
      );
    }
    if (verbose) terminal.note(workInWords(report));
    if (profile) for (const line of profileOf(report)) terminal.note(line);
  }
  return { exitCode: EXIT.ok, lastsUntil };
}

/** Advice for the desk, which a build on deadline does not repeat. */
const LINT_ONLY = new Set(['unknown-key']);
