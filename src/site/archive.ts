import type { Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { ArchiveView, CountedPeriod, Period } from '../types/views.ts';
import { createHrefs } from './hrefs.ts';
import { type List, planList } from './lists.ts';
import { pageAt, type ViewOf } from './page.ts';

/** A year, a month or a day with its stories, and the periods inside it. */
interface ArchivePeriod {
  readonly period: Period;
  readonly parents: readonly Period[];
  readonly children: readonly ArchivePeriod[];
  readonly stories: readonly PlacedStory[];
}

const ARCHIVE_URL = '/archive/';

/** The archive by date: an index of years, and a page a year, a month and a day. */
export function planArchive(site: Site, viewOf: ViewOf): Page[] {
  const { href } = createHrefs(site.config);
  const years = archiveOf(site.stories, href);
  const index = href(ARCHIVE_URL);
  const view: Recipe<ArchiveView> = {
    ...viewOf({ kind: 'archive', url: ARCHIVE_URL, title: site.config.title }),
    period: null,
    parents: [],
    children: years.map(counted),
    stories: [],
    older: null,
    newer: null,
    index,
  };
  const top = pageAt(site, {
    url: ARCHIVE_URL,
    template: 'archive.ejs',
    phase: 'list',
    origin: 'the archive',
    view,
  });
  return [top, ...years.flatMap((year) => planPeriod(year))];

  function planPeriod({ period, parents, children, stories }: ArchivePeriod): Page[] {
    const parts = [period.year, period.month, period.day].filter((part) => part !== null);
    const name = parts.map((part) => String(part).padStart(2, '0')).join('-');
    const list: List = {
      kind: 'archive',
      url: `${ARCHIVE_URL}${name.replaceAll('-', '/')}/`,
      title: name,
      template: 'archive.ejs',
      origin: `the archive of ${name}`,
      // A year's stories would be thousands: it shows its months only.
      stories: period.month === null ? [] : stories,
      more: {},
      frame: { period, parents, children: children.map(counted), index },
    };
    return [...planList(site, list, viewOf), ...children.flatMap((child) => planPeriod(child))];
  }
}

/** The years from which there are stories, the latest first. */
export function yearsOf({ stories, config }: Site): readonly Period[] {
  const { href } = createHrefs(config);
  const years = new Set(stories.map(({ story }) => Number(story.published.iso.slice(0, 4))));
  return [...years].map((year) =>
    Object.freeze({ year, month: null, day: null, url: href(`${ARCHIVE_URL}${year}/`) }),
  );
}

/** Years, the newest first, with the months and days inside them. */
function archiveOf(
  newestFirst: readonly PlacedStory[],
  href: (url: string) => string,
): readonly ArchivePeriod[] {
  return periods(newestFirst, [], href);
}

/** Lengths of `2026`, `2026-03` and `2026-03-01`. */
const DEPTHS = [4, 7, 10];

function periods(
  stories: readonly PlacedStory[],
  parents: readonly Period[],
  href: (url: string) => string,
): readonly ArchivePeriod[] {
  const length = DEPTHS[parents.length];
  if (length === undefined) return [];
  const groups = new Map<string, PlacedStory[]>();
  for (const placed of stories) {
    const key = placed.story.published.iso.slice(0, length);
    const group = groups.get(key);
    if (group) group.push(placed);
    else groups.set(key, [placed]);
  }
  return [...groups].map(([key, group]) => {
    const [year, month, day] = key.split('-').map(Number);
    const period: Period = Object.freeze({
      year: year ?? 0,
      month: month ?? null,
      day: day ?? null,
      url: href(`${ARCHIVE_URL}${key.replaceAll('-', '/')}/`),
    });
    return {
      period,
      parents,
      children: periods(group, [...parents, period], href),
      stories: group,
    };
  });
}

function counted({ period, stories }: ArchivePeriod): CountedPeriod {
  return { ...period, count: stories.length };
}
