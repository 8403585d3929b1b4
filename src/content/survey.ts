import type { SourcePath } from '../paths.ts';
import type { PictureFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { LiveEntry, StandingPage, Story } from '../types/story.ts';
import { type Parsed, unpackRow } from './row.ts';
import { type Sources, sourcesToRead } from './scan.ts';
import type { KnownSource } from './stock.ts';

/** A site as its files tell it: everything, also what is held. */
export interface Survey {
  readonly sources: Sources;
  readonly stories: readonly Parsed<Story>[];
  readonly pages: readonly Parsed<StandingPage>[];
  readonly entries: readonly Parsed<LiveEntry>[];
  /** Of pictures, by path. One whose size cannot be told is not in it. */
  readonly sizes: ReadonlyMap<SourcePath, PictureFile>;
  readonly problems: readonly Problem[];
}

/**
 * Unpacks all that is known of a site. A story with an error is null; all problems are listed.
 *
 * @param drafts drafts are to be published: then their errors count
 */
export function surveyOf(
  sources: Sources,
  known: ReadonlyMap<SourcePath, KnownSource>,
  drafts: boolean,
): Survey {
  const problems: Problem[] = [...sources.problems];
  function unpackAll<Content extends { readonly hash: string }>(
    paths: readonly SourcePath[],
  ): Parsed<Content>[] {
    const all: Parsed<Content>[] = [];
    for (const source of paths) {
      const entry = known.get(source);
      if (entry === undefined) continue;
      const parsed = unpackRow<Content>(entry.row);
      all.push(parsed);
      const isHeld = isHeldStatus(parsed, drafts);
      problems.push(...(isHeld ? parsed.problems.map(asWarning) : parsed.problems));
    }
    return all;
  }
  const stories = unpackAll<Story>(sources.stories);
  const pages = unpackAll<StandingPage>(sources.pages);
  const entries = unpackAll<LiveEntry>(sources.entries);
  return { sources, stories, pages, entries, sizes: sizesOf(), problems };

  function sizesOf(): ReadonlyMap<SourcePath, PictureFile> {
    const sizes = new Map<SourcePath, PictureFile>();
    for (const [role, paths] of sourcesToRead(sources)) {
      if (role !== 'picture') continue;
      for (const { source, content } of unpackAll<PictureFile & { hash: string }>(paths)) {
        if (content === null) continue;
        const { width, height, bytes } = content;
        sizes.set(source, { width, height, bytes });
      }
    }
    return sizes;
  }
}

/** A draft in work cannot stop the presses. */
function isHeldStatus({ status }: Parsed<unknown>, drafts: boolean): boolean {
  return status !== null && status !== 'usable' && !(status === 'draft' && drafts);
}

function asWarning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' };
}
