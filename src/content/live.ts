import { basename, dirname, type SourcePath } from '../paths.ts';
import type { Instant } from '../types/story.ts';
import { readDate } from './dates.ts';
import { isBundle } from './own-name.ts';
import type { Zone } from './zone.ts';

/** When an update of a live blog was written, as it stands in a heading or in a file's name. */
export interface EntryTime {
  /** `2026-05-01`; null for the day of the update before it. */
  readonly day: string | null;
  /** `14:05` */
  readonly time: string;
}

/** The heading of an update: `## 14:05 The first count {key}`. */
export interface EntryHeading extends EntryTime {
  readonly headline: string | null;
  /** It is one of the key events. */
  readonly isKey: boolean;
}

const HEADING =
  /^(?:(\d{4}-\d{2}-\d{2})[\sT,]+)?(\d{1,2})([:.]|\s?h\s?)(\d{2})(?:\s*([ap])\.?m\b\.?)?(?!\d|:\d)\s*(?:[–—|:-]\s*)?(.*)$/is;
/** What makes a number of `12.15`. */
const MEASURE = /^(?:%|‰|[€$£]|(?:per|percent|million|billion|bn|m|km|kg)\b)/i;
const KEY_MARK = /\s*\{key\}\s*$/i;

/** @returns null when the words do not begin with a time of day */
export function readEntryHeading(words: string): EntryHeading | null {
  const isKey = KEY_MARK.test(words);
  const match = HEADING.exec(words.replace(KEY_MARK, '').trim());
  if (!match) return null;
  const [, day = null, hours = '', sign, minutes = '', half, rest = ''] = match;
  // `3.25 per cent` is no time of day.
  const isNumber = sign === '.' && half === undefined && (hours.length < 2 || MEASURE.test(rest));
  if (isNumber) return null;
  const time = timeOfDay(Number(hours), Number(minutes), half?.toLowerCase());
  return time === null ? null : { day, time, headline: rest.trim() || null, isKey };
}

/** @param half `a` or `p` where the clock has twelve hours */
function timeOfDay(hours: number, minutes: number, half: string | undefined): string | null {
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || minutes > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const NAME = /^(?:(\d{4}-\d{2}-\d{2})(?:[-_T]|$))?(?:([01]\d|2[0-3])-?([0-5]\d)(?=[-_.]|$))?/;

/** The time in the name of an update's file: `1405-first-count.md`, `2026-05-01-1405.md`. Null when there is none. */
export function readEntryName(source: SourcePath): EntryTime | null {
  const name = basename(source).replace(/\.(?:md|markdown)$/i, '');
  const [, day = null, hours, minutes] = NAME.exec(name) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  // `2026-05-01` is a date and not half past eight in the evening.
  if (day === null && /^\d{4}-\d{2}-\d{2}/.test(name)) return null;
  return { day, time: `${hours}:${minutes}` };
}

/** The story in whose own folder an update lies: `vote/1405-first-count.md` belongs to `vote/index.md`. */
export function liveBlogOf(
  source: SourcePath,
  stories: ReadonlySet<SourcePath>,
): SourcePath | null {
  if (readEntryName(source) === null) return null;
  const names = ['index.md', 'index.markdown'].map((name) => `${dirname(source)}/${name}`);
  const found = names.find((name) => stories.has(name as SourcePath)) as SourcePath | undefined;
  // The folder of all stories belongs to none of them.
  return found !== undefined && isBundle(found) ? found : null;
}

/**
 * The moment of an update. Of an hour that the clock goes through twice, the first is taken.
 *
 * @param day `2026-05-01`, for a time that has none of its own
 * @returns null when there is no such day, or no such time on it
 */
export function instantOf({ day: own, time }: EntryTime, day: string, zone: Zone): Instant | null {
  const reading = readDate(`${own ?? day}T${time}`, zone);
  return reading.kind === 'ok' || reading.kind === 'ambiguous' ? reading.instant : null;
}

/** A heading of the first two levels that is not inside of a block of code. */
const BLOCK = /^(?:(`{3,}|~{3,})[\s\S]*?^\1|#{1,2}[ \t]+(.+?)[ \t#]*$)/gm;

/**
 * The time of the newest update in the text of a live blog.
 *
 * @param day `2026-05-01`: of the first time of day that stands without one
 */
export function lastUpdateIn(
  body: string,
  { day: first, zone }: { readonly day: string; readonly zone: Zone },
): Instant | null {
  let day = first;
  let last: Instant | null = null;
  for (const [, , words] of body.matchAll(BLOCK)) {
    const heading = words === undefined ? null : readEntryHeading(words);
    if (heading === null) continue;
    day = heading.day ?? day;
    const at = instantOf(heading, day, zone);
    if (at !== null && (last === null || at.ms > last.ms)) last = at;
  }
  return last;
}
