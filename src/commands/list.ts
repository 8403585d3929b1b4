import { makePlan, readSite } from '../builder.ts';
import { loadConfig } from '../config/load.ts';
import { BroadsheetError, EXIT, listOf, printable } from '../errors/problem.ts';
import { suggest } from '../errors/suggest.ts';
import { createHrefs } from '../site/hrefs.ts';
import { createSlugger } from '../site/slug.ts';
import { visibilityOf } from '../site/visibility.ts';
import type { PlacedStory } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { Command, Invocation } from './command.ts';
import { countProblems, plural } from './report.ts';

const STATUSES = [
  'published',
  'draft',
  'embargoed',
  'scheduled',
  'expired',
  'withheld',
  'canceled',
  'held',
] as const;

/** A row of the list; with --json these are the objects. */
interface Row {
  readonly source: string;
  /** Path with base; null while the story is not public. */
  readonly url: string | null;
  readonly status: string;
  readonly headline: string;
  /** ISO 8601 with the offset of the site's time zone. */
  readonly published: string;
  readonly section: string;
  readonly slug: string;
  readonly authors: readonly string[];
  readonly words: number;
  readonly kind: string;
  readonly urgency: number;
  readonly embargo: string | null;
  readonly expires: string | null;
}

/** `broadsheet list`: every story of the desk, also those that are held. */
export const list: Command = async (invocation, terminal) => {
  checkStatus(invocation.status);
  const { root, clock, drafts, future, json, quiet } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const request = { root, config, release: { clock, drafts, future } };
  const survey = await readSite(request, { signal: terminal.signal });
  const { stories, problems } = survey;
  const { site } = await makePlan(request, survey);
  const slugger = await createSlugger(config.slugs);
  const placed = new Map(site.stories.map((each) => [each.story.source, each]));
  const { href } = createHrefs(config);
  const rows = stories
    .flatMap(({ content }) => (content === null ? [] : [content]))
    .filter((story) => isBy(story, invocation.author))
    .map((story) => row(story, placed.get(story.source)))
    .filter((each) => matches(each, invocation))
    .sort((a, b) =>
      a.published === b.published
        ? a.source < b.source
          ? -1
          : 1
        : Date.parse(b.published) - Date.parse(a.published),
    );

  if (json) terminal.data(JSON.stringify(rows, null, 2));
  else for (const line of table(rows)) terminal.data(line);
  const { errors } = countProblems(problems);
  if (errors > 0 && !quiet) {
    terminal.note(
      `${errors} ${plural(errors, 'error')} in stories; broadsheet check tells more. Stories that cannot be read are not listed.`,
    );
  }
  return EXIT.ok;

  function sectionSlugOf({ section }: Story): string {
    const configured = Object.entries(config.sections).find(([, { name }]) => same(name, section));
    return configured?.[0] ?? slugger(section || config.defaultSection);
  }

  /** By name, by id of a profile, or by name with hyphens. */
  function isBy({ authors }: Story, wanted: string | undefined): boolean {
    if (wanted === undefined) return true;
    const names = authors.flatMap((author) => [author, config.authors[author]?.name ?? author]);
    return names.some((name) => same(name, wanted) || same(slugger(name), wanted));
  }

  function row(story: Story, place: PlacedStory | undefined): Row {
    return {
      source: story.source,
      url: place ? href(place.url) : null,
      status: visibilityOf(story, clock),
      headline: story.copy.value.headline,
      published: story.published.iso,
      section: place?.section.slug ?? sectionSlugOf(story),
      slug: slugger(story.slug),
      authors: story.authors.map((author) => config.authors[author]?.name ?? author),
      words: story.words,
      kind: story.kind,
      urgency: story.urgency,
      embargo: story.embargo?.iso ?? null,
      expires: story.expires?.iso ?? null,
    };
  }
};

function checkStatus(status: string | undefined): void {
  if (status === undefined || STATUSES.some((known) => known === status)) return;
  const guess = suggest(status, STATUSES);
  const hint = guess ? `Did you mean "${guess}"?` : `Use ${listOf(STATUSES)}.`;
  throw new BroadsheetError(
    [{ code: 'bad-flag', severity: 'error', message: `There is no status "${status}".`, hint }],
    EXIT.usage,
  );
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function matches({ status, section }: Row, wanted: Invocation): boolean {
  const hasStatus =
    wanted.status === undefined ||
    (wanted.status === 'held' ? status !== 'published' : status === wanted.status);
  return hasStatus && (wanted.section === undefined || same(section, wanted.section));
}

function table(rows: readonly Row[]): string[] {
  const cells = rows.map((row) =>
    [
      row.status,
      row.published.slice(0, 16).replace('T', ' '),
      row.section,
      row.slug,
      String(row.words),
      row.source,
    ].map(printable),
  );
  const head = ['STATUS', 'PUBLISHED', 'SECTION', 'SLUG', 'WORDS', 'SOURCE'];
  const widths = head.map((title, i) =>
    Math.min(
      48,
      cells.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), title.length),
    ),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        if (i === row.length - 1) return cell;
        const room = widths[i] ?? 0;
        const short = cell.length > room ? `${cell.slice(0, room - 1)}…` : cell;
        return i === 4 ? short.padStart(room) : short.padEnd(room);
      })
      .join('  ')
      .trimEnd();
  return [head, ...cells].map(line);
}
