import type { Instant } from '../types/story.ts';

/** A wall-clock time without a zone. Months and days count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a wall-clock time means in a zone. Times in the hour that is skipped in spring do not exist. */
type Resolution =
  | { readonly kind: 'exact'; readonly ms: number }
  | { readonly kind: 'ambiguous'; readonly ms: number; readonly later: number }
  | { readonly kind: 'missing' };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A time zone of the IANA database. Offsets are looked up in Node's copy and remembered by change of offset. */
export interface Zone {
  readonly name: string;
  /** Milliseconds to add to UTC at that moment. */
  offsetAt(ms: number): number;
  resolve(local: LocalTime): Resolution;
  instant(ms: number): Instant;
}

export function isTimeZone(name: string): boolean {
  // A formatter knows more names, and takes ten times as long to make as the list of those that most people write.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  function lookUpOffset(ms: number): number {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(ms)) parts[type] = value;
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const wall = utc({
      year,
      month: Number(parts.month),
      day: Number(parts.day),
      hour: Number(parts.hour),
      minute: Number(parts.minute),
      second: Number(parts.second),
    });
    return wall - Math.floor(ms / 1000) * 1000;
  }

  // Asking Intl costs microseconds, and an archive asks for every story: a year is probed once.
  const years = new Map<number, readonly { readonly from: number; readonly offset: number }[]>();

  function changesOf(year: number) {
    const known = years.get(year);
    if (known) return known;
    const start = Date.UTC(year, 0, 1);
    const end = Date.UTC(year + 1, 0, 1);
    const changes = [{ from: start, offset: lookUpOffset(start) }];
    // A week is shorter than any spell of daylight saving time, so no pair of changes hides between two probes.
    for (let probe = start; probe < end; probe += 7 * DAY) {
      const next = Math.min(probe + 7 * DAY, end);
      const after = lookUpOffset(next);
      if (after === changes.at(-1)?.offset) continue;
      let low = probe;
      let high = next;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (lookUpOffset(middle) === after) high = middle;
        else low = middle;
      }
      changes.push({ from: high, offset: after });
    }
    years.set(year, changes);
    return changes;
  }

  function offsetAt(ms: number): number {
    const changes = changesOf(new Date(ms).getUTCFullYear());
    return changes.findLast((change) => change.from <= ms)?.offset ?? lookUpOffset(ms);
  }

  return {
    name,
    offsetAt,
    resolve(local) {
      const wall = utc(local);
      const before = wall - offsetAt(wall - DAY);
      const after = wall - offsetAt(wall + DAY);
      const candidates = [...new Set([before, after])]
        .filter((ms) => ms + offsetAt(ms) === wall)
        .sort((a, b) => a - b);
      const [first, second] = candidates;
      if (first === undefined) return { kind: 'missing' };
      if (second === undefined) return { kind: 'exact', ms: first };
      return { kind: 'ambiguous', ms: first, later: second };
    },
    instant(ms) {
      const offset = offsetAt(ms);
      const wall = new Date(ms + offset).toISOString().replace(/\.\d+Z$/, '');
      return { ms, iso: wall + formatOffset(offset) };
    },
  };
}

/** Milliseconds of a wall-clock time read as UTC; `Date.UTC` alone maps years below 100 to 19xx. */
export function utc({ year, month, day, hour, minute, second }: LocalTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

/** `+05:30`. Offsets of local mean time carry seconds, which ISO 8601 cannot; they are dropped. */
function formatOffset(offset: number): string {
  const minutes = Math.trunc(Math.abs(offset) / 60_000);
  const sign = offset < 0 ? '-' : '+';
  return `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
