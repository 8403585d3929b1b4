import { readFileSync } from 'node:fs';

const packageJson: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** The version of Broadsheet, from its package.json. */
export const version = String((packageJson as { version: unknown }).version);
