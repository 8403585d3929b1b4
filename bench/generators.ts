import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './measure.ts';
import type { Workshop } from './workshop.ts';

export interface Generator {
  readonly name: string;
  /** Null for what is part of the bench itself. */
  readonly version: string | null;
  /** Whether it is also measured on top of its own earlier output. */
  readonly repeats: boolean;
  /** The folder in which it keeps what it knows of its last build. */
  state?(workshop: Workshop): string;
  /** The build into `workshop.output(name)`. */
  command(workshop: Workshop): Omit<Command, 'name'>;
}

export const CLI = fileURLToPath(new URL('../cli.js', import.meta.url));
const BARE = fileURLToPath(new URL('bare.js', import.meta.url));

export const bare: Generator = {
  name: 'bare loop',
  version: null,
  repeats: false,
  command(workshop) {
    return { file: process.execPath, args: [BARE, workshop.site, workshop.output(this.name)] };
  },
};

/** Copies what the bare loop has written: the work of the file system alone. */
const copy: Generator = {
  name: 'cp -r',
  version: null,
  repeats: false,
  command(workshop) {
    return { file: 'cp', args: ['-r', workshop.output(bare.name), workshop.output(this.name)] };
  },
};

export const broadsheet: Generator = {
  name: 'Broadsheet',
  version: versionOf(process.execPath, [CLI, '--version']),
  repeats: true,
  state: ({ site }) => join(site, '.broadsheet'),
  command(workshop) {
    const flags = ['--out', workshop.output(this.name), '--json', '--quiet'];
    return { file: process.execPath, args: [CLI, 'build', workshop.site, ...flags] };
  },
};

const hugo: Generator = {
  name: 'Hugo',
  version: versionOf('hugo', ['version']),
  repeats: true,
  command(workshop) {
    const content = relative(workshop.hugo, join(workshop.site, 'stories'));
    const folders = ['--source', workshop.hugo, '--contentDir', content];
    const flags = ['--destination', workshop.output(this.name), '--noBuildLock', '--quiet'];
    return { file: 'hugo', args: [...folders, ...flags] };
  },
};

const eleventy: Generator = {
  name: 'Eleventy',
  version: versionOf('eleventy', ['--version']),
  repeats: false,
  command(workshop) {
    const out = relative(workshop.eleventy, workshop.output(this.name));
    return { file: 'eleventy', args: ['--quiet', `--output=${out}`], cwd: workshop.eleventy };
  },
};

const PEERS = [hugo, eleventy];

/**
 * All that is measured, in the order of a run.
 *
 * @param peers names of the other generators, or undefined for those that are on the PATH
 * @throws Error for one that is not known or cannot be run
 */
export function chooseGenerators(peers: readonly string[] | undefined): readonly Generator[] {
  const chosen = (peers ?? PEERS.map(({ name }) => name)).map((wanted) => {
    const peer = PEERS.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    if (!peer) throw new Error(`--peers: "${wanted}" is not known; there are hugo and eleventy`);
    if (peer.version === null && peers) throw new Error(`${wanted} is not on the PATH`);
    return peer;
  });
  return [bare, copy, ...chosen.filter(({ version }) => version !== null), broadsheet];
}

/** What a program prints as its version, shortened to the number; null if it cannot be run. */
function versionOf(file: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) return null;
  return /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? 'of unknown version';
}
