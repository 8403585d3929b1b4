import { escapeHtml, withoutControls } from '../content/markdown/html.ts';
import { knownMediaType } from '../media-types.ts';
import { listNames, type Messages, type Words } from '../messages/messages.ts';
import { type AddressStyle, writtenAddress } from '../paths.ts';
import type { LatestQuery } from '../types/query.ts';
import type { Correction, Instant } from '../types/story.ts';
import type { Attributes, Card, Period, PersonView, View } from '../types/views.ts';
import type { DateFormatter, DateStyle } from './dates.ts';
import { withAbsoluteUrls } from './texts.ts';

/** What templates can call: `helpers.date(view.story.published)`. Documented in docs/theming.md. */
export interface Helpers extends Tongue {
  /** The same words and dates in another language: `helpers.in(view.site.language).t('sections')`. */
  in(language: string): Tongue;
  /** A path of this site as its pages write it, with base path; other addresses stay as they are. */
  url(path: string): string;
  /** The absolute address of what stands at an address of this site (with base path, as views have it), if the site has a `url`. */
  absolute(url: string): string | null;
  /** Attributes for a tag, escaped, with a space before each. */
  attributes(attributes: Attributes): string;
  /** JSON that may stand in a script of a page. */
  json(value: unknown): string;
  /** The media type of a file by its name, `image/jpeg`; null where the name does not say. */
  mediaType(url: string): string | null;
  /** An identity as an address: one of the desk's that is none becomes a part of the site's. */
  uri(identity: string): string;
  /** A moment as RSS and mail write it: `Fri, 01 May 2026 08:00:00 +0200`. */
  rfc822(instant: Instant): string;
  /** Stories under the day or the month on which they were published, in the order in which they come. */
  groups(stories: readonly Card[], by: 'day' | 'month'): readonly Group[];
  /** HTML in which every address is absolute; those in it are relative to `address`. */
  withAbsoluteUrls(html: string, address: string): string;
  /** HTML: a body whose first paragraph begins with the dateline. */
  withDateline(body: string, dateline: string | null): string;
  /** The newest stories by section, topic, author or kind. */
  latest(query?: LatestQuery): readonly Card[];
  /** A story by its source path, if it is public. */
  story(source: string): Card | null;
}

/** What is said differently in each language: in that of the page, unless another is asked for by `in`. */
interface Tongue extends Words {
  /** A date in the site's time zone. */
  date(instant: Instant, style?: DateStyle): string;
  /** A year, month or day of the archive, in words. */
  period(period: Pick<Period, 'year' | 'month' | 'day'>): string;
  /** What a notice is called: “Correction”. */
  notice(kind: Correction['kind']): string;
  /** HTML: the names, each with a link to its page, as the language lists them: “A, B and C”. */
  names(people: readonly Pick<PersonView, 'name' | 'url'>[]): string;
}

interface Group {
  /** The moment of its first story. */
  readonly instant: Instant;
  readonly stories: readonly Card[];
}

interface HelperContext extends AddressStyle {
  readonly view: View;
  readonly origin: string | null;
  readonly dates: DateFormatter;
  readonly messages: Messages;
  readonly latest: Helpers['latest'];
  readonly story: Helpers['story'];
}

/** Lengths of `2026-03` and `2026-03-01`. */
const PRECISION = { month: 7, day: 10 } as const;

export function createHelpers(context: HelperContext): Helpers {
  const { view, base, origin, latest, story } = context;
  return {
    ...tongueOf(view.page.language, context),
    in: (language) => tongueOf(language, context),
    url: (path) => writtenAddress(path, context),
    absolute: (url) => absoluteUrl(url, origin),
    attributes: (attributes) =>
      Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escapeHtml(withoutControls(value))}"`)
        .join(''),
    json: jsonForScript,
    mediaType: (url) => knownMediaType(url.replace(/[?#].*$/s, '')),
    uri: (identity) =>
      URI.test(identity)
        ? identity
        : `${absoluteUrl(`${base}/`, origin) ?? ''}#${encodeURIComponent(identity)}`,
    rfc822,
    groups(stories, by) {
      const groups: { instant: Instant; stories: Card[] }[] = [];
      const nameOf = ({ iso }: Instant) => iso.slice(0, PRECISION[by]);
      for (const card of stories) {
        const last = groups.at(-1);
        if (last && nameOf(last.instant) === nameOf(card.published)) last.stories.push(card);
        else groups.push({ instant: card.published, stories: [card] });
      }
      return groups;
    },
    withDateline(body, dateline) {
      if (dateline === null) return body;
      const words = `<span class="dateline">${escapeHtml(dateline)}</span>`;
      const opening = /^<p(?: [^<>]*)?>/.exec(body)?.[0];
      if (opening === undefined) return `<p>${words}</p>\n${body}`;
      return `${opening}${words} ${body.slice(opening.length)}`;
    },
    withAbsoluteUrls,
    latest,
    story,
  };
}

const NOTICES = {
  correction: 'correction',
  clarification: 'clarification',
  update: 'update',
  'editors-note': 'editorsNote',
  retraction: 'retraction',
} as const;

function absoluteUrl(url: string, origin: string | null): string | null {
  if (origin === null) return /^https?:/i.test(url) ? url : null;
  return URL.canParse(url, origin) ? new URL(url, origin).href : null;
}

/** https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements: `<` must not begin a tag. */
function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** https://www.rfc-editor.org/rfc/rfc3986: a scheme, and nothing that must be escaped. */
const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 822 in the form of RFC 1123, with the site's offset. The names are English by the standard. */
function rfc822({ iso }: Instant): string {
  const [, year = '', month = '', day = '', time = '', offset = ''] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(.*)$/.exec(iso) ?? [];
  const weekday = DAYS[new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay()];
  const zone = offset === 'Z' ? '+0000' : offset.replace(':', '');
  return `${weekday}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${time} ${zone}`;
}

function tongueOf(language: string, { dates, messages }: HelperContext): Tongue {
  const words = messages(language);
  return {
    ...words,
    date: (instant, style) => dates.format(instant, style, language),
    period: (period) => dates.period(period, language),
    notice: (kind) => words.t(NOTICES[kind]),
    names(people) {
      const links = people.map(
        ({ name, url }) => `<a href="${escapeHtml(url)}" rel="author">${escapeHtml(name)}</a>`,
      );
      return listNames(links, words.t);
    },
  };
}
