import { escapeHtml } from '../content/markdown/html.ts';
import type { LatestQuery } from '../types/query.ts';
import type { Instant } from '../types/story.ts';
import type { Card, Period, PersonView, View } from '../types/views.ts';
import { wordsOf } from '../words.ts';
import type { DateFormatter, DateStyle } from './dates.ts';

/** What templates can call: `helpers.date(view.story.published)`. Documented in docs/templates.md. */
export interface Helpers {
  /** A date in the language and zone of the site (or of the page). */
  date(instant: Instant, style?: DateStyle): string;
  /** A year, month or day of the archive, in words. */
  period(period: Pick<Period, 'year' | 'month' | 'day'>): string;
  /** A path of this site with base path; other addresses stay as they are. */
  url(path: string): string;
  /** HTML: the names, each with a link to its page, as the language lists them: “A, B and C”. */
  names(people: readonly PersonView[]): string;
  /** One plural form or the other, with the number. */
  count(n: number, one: string, many: string): string;
  /** The newest stories by section, topic, author or kind. */
  latest(query?: LatestQuery): readonly Card[];
  /** A story by its source path, if it is public. */
  story(source: string): Card | null;
}

interface HelperContext {
  readonly view: View;
  readonly base: string;
  readonly dates: DateFormatter;
  readonly latest: Helpers['latest'];
  readonly story: Helpers['story'];
}

export function createHelpers({ view, base, dates, latest, story }: HelperContext): Helpers {
  const { language } = view.page;
  return {
    date: (instant, style) => dates.format(instant, style, language),
    period: (period) => dates.period(period),
    url: (path) => (/^\/(?!\/)/.test(path) ? base + path : path),
    names(people) {
      const links = people.map(
        ({ name, url }) => `<a href="${escapeHtml(url)}" rel="author">${escapeHtml(name)}</a>`,
      );
      const { and } = wordsOf(language);
      if (and === null || links.length < 2) return links.join(', ');
      return `${links.slice(0, -1).join(', ')} ${and} ${links.at(-1)}`;
    },
    count: (n, one, many) => `${n} ${n === 1 ? one : many}`,
    latest,
    story,
  };
}
