import { loadConfig } from '../config/load.ts';
import { scanSources } from '../content/scan.ts';
import { EXIT } from '../errors/problem.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';

/** `broadsheet info`: what runs here, and how the site is configured. For reports of problems. */
export const info: Command = async (invocation, terminal) => {
  const { root, clock, json } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const sources = scanSources(root);
  const facts = {
    broadsheet: version,
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    root,
    out: config.out,
    url: config.origin === null ? null : config.origin + config.base,
    base: config.base,
    language: config.language,
    timeZone: config.timeZone,
    clock: new Date(clock).toISOString(),
    stories: sources.stories.length,
    pages: sources.pages.length,
    publicFiles: sources.publicFiles.length,
    plugins: config.plugins.map(({ name }) => name),
  };
  if (json) terminal.data(JSON.stringify(facts, null, 2));
  else {
    for (const [name, value] of Object.entries(facts)) {
      terminal.data(
        `${name.padEnd(12)} ${Array.isArray(value) ? value.join(', ') || '-' : (value ?? '-')}`,
      );
    }
  }
  return EXIT.ok;
};
