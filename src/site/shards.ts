import { digest } from '../hash.ts';
import type { Shard } from '../types/manifest.ts';
import type { PlannedFile } from '../types/page.ts';

/**
 * The files of a plan that one of several machines makes. Every file belongs to one of them, and each of them comes to
 * the same division, because they have the same plan. What many stories share (lists, feeds, sitemaps) belongs to the
 * first, which makes the fewer stories for it; the files of a story stay together, because they have one text.
 */
export function filesOfShard(
  files: readonly PlannedFile[],
  { index, count }: Shard,
): readonly PlannedFile[] {
  const others = files.filter((file) => !isShared(file)).length;
  const shared = files.length - others;
  /** Of all that is not shared, the part that is left for the first machine. */
  const ofFirst = Math.max(0, files.length / count - shared) / Math.max(1, others);
  return files.filter((file) => shardOf(file) === index);

  function shardOf(file: PlannedFile): number {
    if (isShared(file) || count === 1) return 1;
    const place = placeOf(file.owner ?? file.path);
    if (place < ofFirst) return 1;
    return 2 + Math.floor(((place - ofFirst) / (1 - ofFirst)) * (count - 1));
  }
}

function isShared({ phase }: PlannedFile): boolean {
  return phase === 'list';
}

/** A number from 0 to just under 1 that follows from a name alone. */
function placeOf(name: string): number {
  return Buffer.from(digest(name), 'base64url').readUInt32BE() / 2 ** 32;
}
