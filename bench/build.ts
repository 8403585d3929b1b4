import { broadsheet, type Generator } from './generators.ts';
import { type Measurement, measure } from './measure.ts';
import type { Workshop } from './workshop.ts';

export interface Build extends Measurement {
  /** Paths below the output folder whose bytes changed, as Broadsheet reports them; null for other generators. */
  readonly changed: readonly string[] | null;
}

/** A build into a new folder, by a generator that knows nothing of earlier ones. */
export function buildCold(generator: Generator, workshop: Workshop): Promise<Build> {
  if (generator.state) workshop.setAside(generator.state(workshop));
  workshop.moveOutput(generator.name);
  return rebuild(generator, workshop);
}

/** A build on top of the last one. */
export async function rebuild(generator: Generator, workshop: Workshop): Promise<Build> {
  const { name } = generator;
  const measurement = await measure({ name, ...generator.command(workshop) });
  const changed = name === broadsheet.name ? reportedChanges(measurement.stdout) : null;
  return { ...measurement, changed };
}

/** The fields of `broadsheet build --json` that are needed here. */
interface BuildReport {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

function reportedChanges(stdout: string): readonly string[] {
  const { written, removed }: BuildReport = JSON.parse(stdout);
  return [...written, ...removed].sort();
}
