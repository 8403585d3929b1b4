import { instantOf } from '../content/live.ts';
import { isBundle } from '../content/own-name.ts';
import type { Parsed } from '../content/row.ts';
import { createZone, type Zone } from '../content/zone.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { dirname, type SourcePath, type UrlPath } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { LinkTable } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Author, PlacedEntry, PlacedStory } from '../types/site.ts';
import type { Instant, LiveEntry, Story } from '../types/story.ts';
import { isShown, type Release } from './visibility.ts';

interface Contents {
  readonly config: Pick<Config, 'timeZone'>;
  readonly stories: readonly Parsed<Story>[];
  readonly entries: readonly Parsed<LiveEntry>[];
}

interface Surroundings {
  /** All that are public. */
  readonly stories: readonly PlacedStory[];
  authorsOf(entry: LiveEntry): readonly Author[];
  linksOf(entry: LiveEntry, blogUrl: UrlPath): LinkTable;
  report(problem: KeyProblem): void;
}

interface PlacedEntries {
  /** By the story to which they belong. */
  readonly entries: ReadonlyMap<SourcePath, readonly PlacedEntry[]>;
  /** Those that are not public now. */
  readonly held: readonly SourcePath[];
}

/** Finds the updates that are public, of live blogs that are. One that lies beside another story is a mistake. */
export function placeEntries(
  input: Contents & { readonly release: Release },
  { stories, authorsOf, linksOf, report }: Surroundings,
): PlacedEntries {
  const entries = new Map<SourcePath, PlacedEntry[]>();
  const held: SourcePath[] = [];
  if (input.entries.length === 0) return { entries, held };
  const visible = new Map(stories.map((placed) => [placed.story.source, placed]));
  for (const { source, entry, blog, at } of datedEntries(input)) {
    if (blog !== null && blog.kind !== 'live') {
      report({
        source,
        keys: [],
        describe: (place) => softened(errors.entryWithoutBlog(place, blog.source), entry),
      });
    }
    if (entry !== null && blog !== null && at === null)
      report({
        source,
        keys: [],
        describe: (place) => softened(errors.badEntryTime(place), entry),
      });
    const placed = blog?.kind === 'live' ? visible.get(blog.source) : undefined;
    if (!entry || !placed || at === null || !isShown({ ...entry, published: at }, input.release)) {
      held.push(source);
      continue;
    }
    const siblings = entries.get(placed.story.source) ?? [];
    const links = linksOf(entry, placed.url);
    siblings.push({ entry, at, authors: authorsOf(entry), links });
    entries.set(placed.story.source, siblings);
  }
  return { entries, held };
}

/** A draft in work cannot stop the presses. */
function softened(problem: Problem, entry: LiveEntry | null): Problem {
  return entry === null || entry.status === 'usable'
    ? problem
    : { ...problem, severity: 'warning' };
}

interface DatedEntry {
  readonly source: SourcePath;
  readonly entry: LiveEntry | null;
  /** The story beside it; null when that one is broken. */
  readonly blog: Story | null;
  readonly at: Instant | null;
}

/** All updates with their moments: a time in a file's name is one of the day on which its live blog was published. */
export function* datedEntries({ config, stories, entries }: Contents): Iterable<DatedEntry> {
  if (entries.length === 0) return;
  const zone = createZone(config.timeZone);
  const byFolder = new Map(
    stories
      .filter(({ source }) => isBundle(source))
      .map(({ source, content }) => [dirname(source), content]),
  );
  for (const { source, content: entry } of entries) {
    const blog = byFolder.get(dirname(source)) ?? null;
    yield { source, entry, blog, at: entry && blog && momentOf(entry, blog, zone) };
  }
}

function momentOf({ published, named }: LiveEntry, blog: Story, zone: Zone): Instant | null {
  return published ?? instantOf(named, blog.published.iso.slice(0, 10), zone);
}
