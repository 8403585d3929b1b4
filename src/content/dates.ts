import type { Instant } from '../types/story.ts';
import { type LocalTime, utc, type Zone } from './zone.ts';

/** What became of a written date. Everything but `ok` and `ambiguous` is an error. */
export type DateReading =
  | { readonly kind: 'ok'; readonly instant: Instant }
  | { readonly kind: 'ambiguous'; readonly instant: Instant; readonly later: Instant }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'impossible'; readonly why: string }
  | { readonly kind: 'unreadable' };

const DATE =
  /^(\d{4})([-/])(\d\d)\2(\d\d)(?:[Tt ]\s*(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/;

/**
 * Reads a date strictly: `2026-03-01`, `2026-03-01 07:30`, `2026-03-01T07:30:00+01:00` and the forms between. Without
 * an offset it is a wall-clock time in the zone; a date alone is that day's midnight.
 */
export function readDate(written: string, zone: Zone): DateReading {
  const match = DATE.exec(written.trim());
  if (!match) return { kind: 'unreadable' };
  const [, year, , month, day, hour = '0', minute = '0', second = '0', part = '', offset] = match;
  const local: LocalTime = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  const why = impossible(local);
  if (why !== null) return { kind: 'impossible', why };
  // An embargo ends at its millisecond, and not up to a second before.
  const millis = Number(part.slice(0, 3).padEnd(3, '0'));

  if (offset !== undefined) {
    const minutes = offsetMinutes(offset);
    if (minutes === null)
      return { kind: 'impossible', why: `there is no offset ${offset} from UTC` };
    return { kind: 'ok', instant: zone.instant(utc(local) - minutes * 60_000 + millis) };
  }
  const resolution = zone.resolve(local);
  switch (resolution.kind) {
    case 'exact':
      return { kind: 'ok', instant: zone.instant(resolution.ms + millis) };
    case 'ambiguous': {
      const later = zone.instant(resolution.later + millis);
      return { kind: 'ambiguous', instant: zone.instant(resolution.ms + millis), later };
    }
    case 'missing':
      return { kind: 'skipped' };
  }
}

function impossible({ year, month, day, hour, minute, second }: LocalTime): string | null {
  // Surely a slip: `0026` for `2026`.
  if (year < 1000) return `the year ${year} lies before the first newspaper`;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) return `that month has ${days} days, not ${day}`;
  if (hour > 23) return `there is no hour ${hour} (a day runs from 00:00 to 23:59)`;
  if (minute > 59) return `there is no minute ${minute}`;
  if (second > 59) return `there is no second ${second}`;
  return null;
}

/** ISO 8601 offsets in use reach from -12:00 to +14:00. */
function offsetMinutes(written: string): number | null {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(written);
  if (!match) return 0;
  const [, sign, hours, minutes = '0'] = match;
  const total = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || total > 14 * 60) return null;
  return sign === '-' ? -total : total;
}

/** The date in a file's name or in an address (`2026-03-01-flood`, `2026/03/01/flood`), as `readDate` reads it. */
export function dateInPath(path: string): string | null {
  const match = /(?:^|\/)(\d{4})([-/])(\d\d)\2(\d\d)(?=$|[-_./ ])/.exec(path);
  return match ? `${match[1]}-${match[3]}-${match[4]}` : null;
}

/** A file's name without the date in front of it. */
export function withoutDate(name: string): string {
  return name.replace(/^\d{4}-\d\d-\d\d[-_ ]+(?=.)/, '');
}
