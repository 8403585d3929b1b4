import { parseArgs } from 'node:util';

export interface Flags {
  /** Numbers of stories. */
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly folder: string | undefined;
  readonly peers: readonly string[] | undefined;
  readonly write: boolean;
  /** Time the servers that watch, and not the builds. */
  readonly watch: boolean;
}

export const HELP = `Times Broadsheet beside a bare loop, cp -r, Hugo and Eleventy, on invented stories.

  npm run bench -- [flags]         times builds
  npm run bench -- watch [flags]   times the servers that watch: start, and save to new text

  --stories <numbers>  how many stories, one number or several (default: 1000,10000)
  --runs <number>      how often everything is timed (default: 5)
  --folder <folder>    where to work: on the disk or the tmpfs that is to be measured
                       (default: the folder for temporary files)
  --peers <names>      hugo, eleventy, both or none ('') (default: those on the PATH)
  --write              store the results in bench/RESULTS.md
  --help               print this
`;

/**
 * @returns null when help is asked for
 * @throws Error for a flag that is not known or makes no sense
 */
export function parseFlags(args: readonly string[]): Flags | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    args: [...args],
    options: {
      stories: { type: 'string', default: '1000,10000' },
      runs: { type: 'string', default: '5' },
      folder: { type: 'string' },
      peers: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [mode, ...others] = positionals;
  if ((mode !== undefined && mode !== 'watch') || others.length > 0)
    throw new Error(`"${positionals.join(' ')}" is not known; there is watch`);
  return {
    sizes: split(values.stories).map((text) => countOf('--stories', text, 100)),
    runs: countOf('--runs', values.runs, 1),
    folder: values.folder,
    peers: values.peers === undefined ? undefined : split(values.peers),
    write: values.write,
    watch: mode === 'watch',
  };
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function countOf(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  throw new Error(`${flag}: "${text}" is no whole number of at least ${least}`);
}
