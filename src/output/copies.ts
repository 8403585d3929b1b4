import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isCompressible, mediaType, WORTH_COMPRESSING_BYTES } from '../media-types.ts';
import type { OutputPath } from '../paths.ts';
import type { ManifestEntry } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';
import type { Output } from './output.ts';
import type { Changes } from './publish.ts';

/** Brotli's best takes almost three times as long as this, for 3 % fewer bytes. */
const QUALITY = 10;

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** What is put behind the name of a file, and how the copy is made. A copy of other bytes or by other means has another key. */
const KINDS = [
  {
    extension: '.br',
    means: `br-${QUALITY}`,
    compress: (bytes: Buffer) =>
      brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
  },
  { extension: '.gz', means: 'gz-9', compress: (bytes: Buffer) => deflate(bytes, { level: 9 }) },
];

/** Copies that are made at once: the system has a few threads for that. */
const AT_ONCE = 8;

/** A file that was made by compressing another one. */
export function isCopy({ key }: Pick<ManifestEntry, 'key'>): boolean {
  return KINDS.some(({ means }) => key.startsWith(`${means} `));
}

export interface Copies {
  /** All files of the site in the order of their publication, each followed by its copies. */
  readonly order: readonly OutputPath[];
  /** What keeps copies from being written. */
  readonly problems: readonly Problem[];
}

interface Copy {
  readonly path: OutputPath;
  readonly of: ManifestEntry;
  readonly original: OutputPath;
  readonly kind: (typeof KINDS)[number];
}

interface Site {
  readonly changes: Changes;
  readonly output: Output;
  /** All files but copies, in the order of their publication. */
  readonly order: readonly OutputPath[];
  /** Is told how many copies must be made, and gives what is told how many are done. */
  readonly begin: (total: number) => (done: number) => Promise<void> | undefined;
}

/**
 * Puts compressed copies beside the files that are worth it, which servers then send without compressing them again and
 * again. Only copies of files that changed are made.
 */
export async function addCopies({ changes, output, order, begin }: Site): Promise<Copies> {
  const planned = new Set(order);
  const withCopies: OutputPath[] = [];
  const missing: Copy[] = [];
  for (const original of order) {
    withCopies.push(original);
    const entry = changes.entryOf(original);
    if (entry === null || !isWorthIt(original, entry)) continue;
    for (const kind of KINDS) {
      const path = `${original}${kind.extension}` as OutputPath;
      // The newsroom brought its own.
      if (planned.has(path)) continue;
      withCopies.push(path);
      if (!changes.keepSame(path, keyOf(entry, kind)))
        missing.push({ path, of: entry, original, kind });
    }
  }
  const problems = output.blocked(missing.map(({ path }) => path));
  if (problems.length > 0) return { order: withCopies, problems };
  const step = begin(missing.length);
  for (let i = 0; i < missing.length; i += AT_ONCE) {
    await step(i);
    const batch = missing.slice(i, i + AT_ONCE);
    const contents = batch.map(({ original, kind }) => kind.compress(changes.read(original)));
    for (const [at, content] of (await Promise.all(contents)).entries()) {
      const copy = batch[at];
      if (copy !== undefined) deliver(copy, content);
    }
  }
  return { order: withCopies, problems };

  function deliver({ path, of, kind }: Copy, content: Buffer): void {
    const { phase } = of;
    const reason = { key: keyOf(of, kind), phase, trace: null, warnings: [] };
    changes.add(path, output.deliver(path, content, changes.placeOf(path)), reason);
  }
}

/** Larger files are data that few ask for, and would take minutes and the memory of several copies. */
const MOST_BYTES = 16 * 1024 * 1024;

function isWorthIt(path: OutputPath, { size }: ManifestEntry): boolean {
  return size >= WORTH_COMPRESSING_BYTES && size <= MOST_BYTES && isCompressible(mediaType(path));
}

function keyOf({ hash }: ManifestEntry, { means }: Copy['kind']): string {
  return `${means} ${hash}`;
}
