import { digest } from '../hash.ts';
import { originalOf } from '../paths.ts';
import type { Shard } from '../types/manifest.ts';
import type { PlannedFile } from '../types/page.ts';

/**
 * The files of a plan that one of several machines makes. Every file belongs to one of them, and each of them comes to
 * the same division, because they have the same plan. What many stories share (lists, feeds, sitemaps) belongs to the
 * first. All have as many files to make, as far as that goes: the first gets stories only until it has its share. The
 * files of a story stay together, because they have one text.
 */
export function filesOfShard(
  files: readonly PlannedFile[],
  { index, count }: Shard,
): readonly PlannedFile[] {
  const shared = files.filter(isShared).length;
  const others = files.length - shared;
  const share = files.length / count;
  const shareOfFirst = others === 0 ? 0 : Math.max(0, share - shared) / others;
  const byPath = new Map(files.map((file) => [file.path as string, file]));
  return files.filter((file) => {
    const main = mainFileOf(file, byPath);
    if (isShared(main) || count === 1) return index === 1;
    return shardAt(placeOf(main.owner ?? main.path), { shareOfFirst, count }) === index;
  });
}

/** A file that the newsroom compressed is made where the other one is: there it takes the place of a copy. */
function mainFileOf(file: PlannedFile, byPath: ReadonlyMap<string, PlannedFile>): PlannedFile {
  return byPath.get(originalOf(file.path) ?? '') ?? file;
}

/** @param place from 0 to just under 1; the first machine has what lies below its share, and the others the rest, in equal parts */
function shardAt(
  place: number,
  { shareOfFirst, count }: { readonly shareOfFirst: number; readonly count: number },
): number {
  if (place < shareOfFirst) return 1;
  const inRest = (place - shareOfFirst) / (1 - shareOfFirst);
  return 2 + Math.floor(inRest * (count - 1));
}

function isShared({ phase }: PlannedFile): boolean {
  return phase === 'list';
}

/** A number from 0 to just under 1 that follows from a name alone. */
function placeOf(name: string): number {
  return Buffer.from(digest(name), 'base64url').readUInt32BE() / 2 ** 32;
}
