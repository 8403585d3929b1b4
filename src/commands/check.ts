import { createBuilder } from '../builder.ts';
import { loadConfig } from '../config/load.ts';
import { placeProblem } from '../content/locate.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { openDiskOutput } from '../output/disk.ts';
import { openMemoryOutput } from '../output/memory.ts';
import { DamagedMemory } from '../output/row-file.ts';
import { createLint } from '../render/lint.ts';
import { createTargetLint } from '../render/targets.ts';
import { type KnownStory, knownStoriesIn } from '../site/placements.ts';
import type { Problem } from '../types/problem.ts';
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
  const { root, clock, drafts, future, json, quiet, targets } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const lint = createLint(config);
  const byTarget = createTargetLint(targets, {
    config,
    clock,
    before: targets.includes('rss') ? publishedStories(root, config.out) : [],
  });
  const builder = createBuilder(
    { root, config, release: { clock, drafts, future } },
    {
      openOutput: () => openMemoryOutput(root, { keep: false }),
      now: terminal.now,
      signal: terminal.signal,
      progress: progressOf(terminal),
      inspect(page, view, rendered) {
        lint.inspect(page, view, rendered);
        byTarget.inspect(page, view, rendered);
      },
    },
  );
  const report = await builder.build();
  terminal.progress(null);

  const advice = [...lint.finish(report.planned), ...byTarget.finish()].map((found) =>
    'describe' in found ? placeProblem(root, found) : found,
  );
  const problems = distinct([...report.problems, ...advice]);
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

/** Two targets may object to the same. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Stories as feeds knew them when the site was last built; none where that is not known, or a build is running. */
function publishedStories(root: string, out: string): readonly KnownStory[] {
  try {
    const output = openDiskOutput({ root, out });
    try {
      const { edition } = output;
      const placements = edition && output.knownPlacements(edition.plan);
      return placements === null ? [] : knownStoriesIn(placements);
    } finally {
      output.close();
    }
  } catch (error) {
    if (error instanceof BroadsheetError || error instanceof DamagedMemory) return [];
    throw error;
  }
}
