import { loadConfig } from '../config/load.ts';
import { EXIT } from '../errors/problem.ts';
import { openDiskOutput } from '../output/disk.ts';
import type { Command } from './command.ts';

/** `broadsheet clean`: removes what builds made, and nothing else. */
export const clean: Command = async (invocation, terminal) => {
  const { root, json, quiet } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const output = openDiskOutput({ root, out: config.out });
  let removed: string[];
  let foreign: readonly string[];
  try {
    removed = [...output.manifest.keys()];
    foreign = output.foreign();
    output.removeAll();
  } finally {
    output.close();
  }
  if (json) terminal.data(JSON.stringify({ removed, foreign }, null, 2));
  if (!quiet) {
    terminal.note(
      `Removed ${removed.length} files from ${config.out}, and the state of earlier builds.`,
    );
    if (foreign.length > 0)
      terminal.note(
        `Kept ${foreign.length} that Broadsheet did not write: ${foreign.slice(0, 5).join(', ')}${foreign.length > 5 ? ' …' : ''}`,
      );
  }
  return EXIT.ok;
};
