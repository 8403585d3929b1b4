import { spawnSync } from 'node:child_process';
import { type Build, buildCold, rebuild } from './build.ts';
import type { Generator } from './generators.ts';
import { TASKS, type Task, type Workshop } from './workshop.ts';

/** A build that is timed in every round: by which generator, and after what. */
export interface Row {
  readonly generator: string;
  readonly task: Task | 'cold';
}

/** The builds of one round, by row. */
export type Round = ReadonlyMap<string, Build>;

export function keyOf({ generator, task }: Row): string {
  return `${generator}, ${task}`;
}

export function rowsOf(generators: readonly Generator[]): readonly Row[] {
  return generators.flatMap(({ name: generator, repeats }) => {
    return (['cold', ...(repeats ? TASKS : [])] as const).map((task) => ({ generator, task }));
  });
}

/**
 * Every generator once from nothing, one after the other, then every edit with all that can build on top of what
 * they have: what else the machine does hits all of them alike.
 */
export async function runRound(
  generators: readonly Generator[],
  workshop: Workshop,
  note: (message: string) => void,
): Promise<Round> {
  const round = new Map<string, Build>();
  const time = async (row: Row, build: () => Promise<Build>) => {
    settle();
    const done = await build();
    round.set(keyOf(row), done);
    note(`${keyOf(row)}: ${Math.round(done.wallMs)} ms`);
  };
  for (const generator of generators) {
    const row = { generator: generator.name, task: 'cold' } as const;
    await time(row, () => buildCold(generator, workshop));
  }
  for (const task of TASKS) {
    workshop.edit(task);
    for (const generator of generators.filter(({ repeats }) => repeats))
      await time({ generator: generator.name, task }, () => rebuild(generator, workshop));
  }
  return round;
}

/** Lets the system write out what the last command left in memory, so that the next does not wait for it. */
function settle(): void {
  spawnSync('sync');
}
