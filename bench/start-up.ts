import { CLI } from './generators.ts';
import { measure } from './measure.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** How much longer `broadsheet --version` takes than a program that does nothing: their ratio, run by run. */
export async function measureStartUp(runs: number): Promise<Spread> {
  const file = process.execPath;
  const found: number[] = [];
  for (let run = 0; run < runs; run++) {
    const nothing = await measure({ name: 'node', file, args: ['-e', '0'] });
    const version = await measure({ name: 'Broadsheet', file, args: [CLI, '--version'] });
    found.push(version.wallMs / nothing.wallMs);
  }
  return spreadOf(found);
}
