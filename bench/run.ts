import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkGenerators } from './check.ts';
import { type Flags, HELP, parseFlags } from './flags.ts';
import { chooseGenerators, type Generator } from './generators.ts';
import { formatResults } from './report.ts';
import { type Round, rowsOf, runRound } from './rounds.ts';
import { measureStartUp } from './start-up.ts';
import type { Findings } from './table.ts';
import { formatWatched, watchAll } from './watch.ts';
import { furnish } from './workshop.ts';

const RESULTS = fileURLToPath(new URL('../../bench/RESULTS.md', import.meta.url));
const SEED = 1;

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags === null) process.stdout.write(HELP);
  else await run(flags);
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Removes what it has written only when all went well: else somebody will want to look at it. */
async function run({ sizes, runs, folder, peers, write, watch }: Flags): Promise<void> {
  const generators = chooseGenerators(peers);
  const work = mkdtempSync(join(resolve(folder ?? tmpdir()), 'broadsheet-bench-'));
  note(`working in ${work}`);
  if (watch) {
    for (const stories of sizes) {
      const workshop = furnish(join(work, String(stories)), { stories, seed: SEED });
      process.stdout.write(`${formatWatched(stories, await watchAll(generators, workshop))}\n`);
    }
    rmSync(work, { recursive: true });
    return;
  }
  const findings: Findings[] = [];
  for (const stories of sizes) {
    const place = join(work, String(stories));
    findings.push(await findOut({ stories, place, runs, generators }));
  }
  const startUp = await measureStartUp(Math.max(runs, 5));
  const results = formatResults({ generators, runs, folder: work, startUp, findings });
  process.stdout.write(results);
  if (write) writeFileSync(RESULTS, results);
  note('removing what was written');
  rmSync(work, { recursive: true });
}

/** Checks and times all generators with a corpus of one size. */
async function findOut({
  stories,
  place,
  runs,
  generators,
}: {
  readonly stories: number;
  readonly place: string;
  readonly runs: number;
  readonly generators: readonly Generator[];
}): Promise<Findings> {
  note(`${stories} stories: writing them`);
  const workshop = furnish(place, { stories, seed: SEED });
  note(`${stories} stories: checking what is built from them`);
  const checked = await checkGenerators(generators, workshop);
  const rounds: Round[] = [];
  for (let round = 1; round <= runs; round++) {
    const prefix = `${stories} stories, run ${round} of ${runs}: `;
    rounds.push(await runRound(generators, workshop, (message) => note(prefix + message)));
  }
  return { stories, rows: rowsOf(generators), rounds, checked };
}

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}
