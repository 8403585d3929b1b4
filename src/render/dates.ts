import dayjs from 'dayjs';
import advancedFormat from 'dayjs/plugin/advancedFormat.js';
import localizedFormat from 'dayjs/plugin/localizedFormat.js';
import utc from 'dayjs/plugin/utc.js';
import type { Instant } from '../types/story.ts';
import type { Period } from '../types/views.ts';

dayjs.extend(utc);
dayjs.extend(localizedFormat);
dayjs.extend(advancedFormat);

/** How a date is written; the words and their order are those of the language. */
const STYLES = {
  date: 'LL',
  time: 'LT',
  datetime: 'LLL',
  weekday: 'dddd',
  day: 'dddd, LL',
  month: 'MMMM YYYY',
  year: 'YYYY',
} as const;
export type DateStyle = keyof typeof STYLES;

/**
 * Writes dates in the site's time zone. Node's own `Intl` would follow the version of ICU that each Node brings, and
 * pages would change with it; Day.js carries its locales as plain files.
 */
export interface DateFormatter {
  format(instant: Instant, style?: DateStyle, language?: string): string;
  period(period: Pick<Period, 'year' | 'month' | 'day'>, language?: string): string;
}

/** @param languages BCP 47 tags; the first is the site's, and stands in for those that Day.js does not know */
export async function loadDateFormatter(languages: readonly string[]): Promise<DateFormatter> {
  const known = new Map<string, string>();
  for (const language of languages) known.set(language, (await loadLocale(language)) ?? 'en');
  const [first = 'en'] = languages;

  // The date of a story stands on a dozen pages, and so do those of all other stories of that day.
  const recent = new Map<string, string>();

  function format(iso: string, pattern: string, language: string): string {
    const precision = HAS_TIME.has(pattern) ? TO_THE_MINUTE : TO_THE_DAY;
    const key = `${iso.slice(0, precision)} ${pattern} ${language}`;
    let text = recent.get(key);
    if (text === undefined) {
      if (recent.size > RECENT) recent.clear();
      text = write(iso, pattern, language);
      recent.set(key, text);
    }
    return text;
  }

  function write(iso: string, pattern: string, language: string): string {
    // The wall-clock time of the zone stands in the ISO text: read as UTC, it is printed as it stands.
    const locale = known.get(language) ?? known.get(first) ?? 'en';
    return dayjs
      .utc(Date.parse(`${iso.slice(0, 19)}Z`))
      .locale(locale)
      .format(pattern);
  }

  return {
    format(instant, style = 'date', language = first) {
      // A date that was written without a time is midnight: nobody publishes at 00:00.
      const isDay = style === 'datetime' && instant.iso.slice(11, 19) === '00:00:00';
      return format(instant.iso, STYLES[isDay ? 'date' : style], language);
    },
    period({ year, month, day }, language = first) {
      const two = (n: number | null) => String(n ?? 1).padStart(2, '0');
      const iso = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T00:00:00`;
      return format(
        iso,
        day !== null ? STYLES.date : month !== null ? STYLES.month : STYLES.year,
        language,
      );
    },
  };
}

const RECENT = 10_000;
/** Lengths of `2026-03-01` and `2026-03-01T07:30`. */
const TO_THE_DAY = 10;
const TO_THE_MINUTE = 16;
const HAS_TIME: ReadonlySet<string> = new Set([STYLES.time, STYLES.datetime]);

async function loadLocale(language: string): Promise<string | null> {
  const tag = language.toLowerCase();
  for (const name of [tag, tag.split('-', 1).join('')]) {
    if (name === 'en' || name === 'en-us') return 'en';
    if (!/^[a-z]{2,3}(?:-[a-z0-9]+)*$/.test(name)) continue;
    try {
      await import(`dayjs/locale/${name}.js`);
      return name;
    } catch {
      // Not a locale of Day.js: the next, more general name is tried.
    }
  }
  return null;
}
