import { createBuilder } from '../builder.ts';
import { loadConfig } from '../config/load.ts';
import { placeProblem } from '../content/locate.ts';
import { EXIT } from '../errors/problem.ts';
import { openMemoryOutput } from '../output/memory.ts';
import { createLint } from '../render/lint.ts';
import type { Command } from './command.ts';
import {
  countProblems,
  createPaint,
  jsonReport,
  plural,
  printProblems,
  progressOf,
} from './report.ts';

/** `broadsheet check`: makes the whole site in memory and says everything that is wrong with it. Writes nothing. */
export const check: Command = async (invocation, terminal) => {
  const { root, clock, drafts, future, json, quiet } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const lint = createLint(config);
  const builder = createBuilder(
    { root, config, release: { clock, drafts, future } },
    {
      openOutput: () => openMemoryOutput(root, { keep: false }),
      now: terminal.now,
      signal: terminal.signal,
      progress: progressOf(terminal),
      inspect: lint.inspect,
    },
  );
  const report = await builder.build();
  terminal.progress(null);

  const advice = lint
    .finish(report.planned)
    .map((found) => ('describe' in found ? placeProblem(root, found) : found));
  const problems = [...report.problems, ...advice];
  printProblems(problems, { quiet, verbose: true }, terminal);
  if (json)
    terminal.data(
      jsonReport('check', { ...report, problems, written: [], kept: [], removed: [] }, invocation),
    );
  const { errors, warnings } = countProblems(problems);
  const paint = createPaint(terminal.color);
  if (!quiet || errors > 0) {
    const verdict = `${report.stories} ${report.stories === 1 ? 'story' : 'stories'} checked: ${errors} ${plural(errors, 'error')}, ${warnings} ${plural(warnings, 'warning')}.`;
    terminal.note(paint(errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green', verdict));
  }
  return errors > 0 ? EXIT.content : EXIT.ok;
};
