import type { MessageKey } from '../messages/en.ts';
import type { PolicyName, StoryOptions } from './config.ts';
import type { Correction, Extra, Instant, Kind } from './story.ts';

/*
 * What templates see. In a plan, what is large and shared stands in these shapes as a part. Every URL here is ready for an attribute: with base path, percent-encoded. A value that is
 * absent is null, never undefined, so that a misspelt name can be told from a missing one.
 */

export interface LinkView {
  readonly text: string;
  readonly url: string;
}

/** What every page knows of the site: it changes with the configuration, never with a story. */
export interface SiteView {
  readonly title: string;
  readonly tagline: string | null;
  readonly description: string | null;
  /** Absolute address of the front page, or null while the site has no `url`. */
  readonly home: string | null;
  /** Path of the front page, with base. */
  readonly root: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly masthead: {
    readonly name: string;
    /** Pictures in place of the name. */
    readonly logo: { readonly light: LogoView; readonly dark: LogoView | null } | null;
  };
  readonly nav: readonly LinkView[];
  readonly footer: {
    readonly text: string | null;
    readonly columns: readonly {
      readonly title: string | null;
      readonly links: readonly LinkView[];
    }[];
    readonly links: readonly LinkView[];
  };
  readonly social: readonly LinkView[];
  /** Who publishes the site. */
  readonly publisher: PublisherView;
  /** The newsroom's promises that have a page here: `helpers.t(policy.name)` is their title. */
  readonly policies: readonly PolicyView[];
  /** What stands around a story. */
  readonly story: StoryOptions;
  /** Colours of the browser's own bars. */
  readonly themeColor: { readonly light: string; readonly dark: string };
  readonly stylesheet: string | null;
  readonly script: string | null;
  /** How feeds look in a browser. */
  readonly feedStyles: string | null;
  /** A font that pages should begin to load at once. */
  readonly font: string | null;
  /** `public/favicon.svg`, `.ico` or `.png`, if there is one. */
  readonly icon: string | null;
  /** `public/apple-touch-icon.png`, if there is one. */
  readonly touchIcon: string | null;
  readonly manifest: string;
  readonly extra: Readonly<Record<string, unknown>>;
  /** The page is a preview with stories that are not public. */
  readonly preview: boolean;
}

export interface PublisherView {
  readonly name: string;
  /** Null while there is none. */
  readonly logo: LogoView | null;
  /** Addresses of the same publisher elsewhere. */
  readonly sameAs: readonly string[];
}

export interface PolicyView {
  /** As the configuration calls it. */
  readonly policy: PolicyName;
  readonly name: MessageKey;
  readonly url: string;
}

/** Sizes are in pixels, and null where they are not known. */
export interface LogoView {
  readonly src: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface PageView {
  readonly kind: PageKind;
  readonly title: string;
  readonly description: string | null;
  /** Path with base. */
  readonly url: string;
  /** Absolute, or null while the site has no `url`. */
  readonly canonical: string | null;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

export type PageKind =
  | 'front'
  | 'latest'
  | 'story'
  | 'live'
  | 'section'
  | 'topic'
  | 'series'
  | 'author'
  | 'authors'
  | 'archive'
  | 'corrections'
  | 'search'
  | 'standing'
  | 'feed'
  | 'redirect'
  | '404';

/** What every template sees. */
export interface View {
  readonly site: SiteView;
  readonly page: PageView;
  readonly head: HeadView;
}

/** What plugins add to the head of a page, for search engines, social networks and feed readers. */
export interface HeadView {
  /** Attributes of a `<meta>` each. */
  readonly meta: readonly Attributes[];
  /** Attributes of a `<link>` each. */
  readonly links: readonly Attributes[];
  /** Structured data, each in a script of its own: see https://www.w3.org/TR/json-ld11/. */
  readonly jsonLd: readonly JsonObject[];
}

/** Attributes of an element by name, not escaped. */
export type Attributes = { readonly [name: string]: string };

/** Plain data that can be written as JSON. */
export type JsonObject = { readonly [name: string]: JsonValue };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** What a page is about, for whoever writes its head: its view, without lists of stories. */
export interface HeadSubject extends Pick<View, 'site' | 'page'> {
  readonly story?: StoryDetail;
  readonly blog?: LivePageView['blog'];
  readonly section?: SectionView['section'];
  readonly topic?: LinkView;
  readonly author?: AuthorView;
}

export interface PersonView {
  readonly name: string;
  readonly url: string;
  readonly photo: string | null;
}

export interface ImageView {
  readonly src: string;
  /** In pixels; both null where they are not known, as those of a picture elsewhere. */
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string;
  readonly caption: string | null;
  readonly credit: string | null;
  /** What of the picture must stay visible when it is cropped, as the desk wrote it. */
  readonly focus: string | null;
}

/** A story as lists show it. */
export interface Card {
  readonly url: string;
  readonly headline: string;
  readonly dek: string | null;
  readonly summary: string;
  readonly section: LinkView;
  readonly authors: readonly PersonView[];
  readonly byline: string | null;
  readonly published: Instant;
  readonly kind: Kind;
  /** It is a live blog that has not ended. */
  readonly isLive: boolean;
  /** The newsroom took it back, and says why in a correction. */
  readonly isRetracted: boolean;
  readonly image: ImageView | null;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

export interface SeriesNav {
  readonly name: string;
  readonly url: string;
  /** From 1. */
  readonly part: number;
  readonly previous: Card | null;
  readonly next: Card | null;
}

export interface StoryDetail extends Card {
  /** The identity that the desk gave it, and the desk's working name. */
  readonly id: string | null;
  /**
   * What the story is known by for ever: the desk's `id`, or the absolute address under which it was first published,
   * which is the first of its `aliases`. Null while the site has no `url` and the story no id.
   */
  readonly identity: string | null;
  readonly slugline: string | null;
  readonly updated: Instant | null;
  /** When anything of it last changed: an update of a live blog and a correction count, too. */
  readonly changed: Instant;
  readonly dateline: string | null;
  readonly topics: readonly LinkView[];
  readonly corrections: readonly Correction[];
  readonly source: string | null;
  readonly credit: string | null;
  readonly canonical: string | null;
  readonly usageTerms: string | null;
  readonly urgency: number;
  readonly free: boolean;
  readonly words: number;
  readonly people: readonly AuthorView[];
  /** Of these, those whom the page names: nobody where a byline says something else. */
  readonly credited: readonly AuthorView[];
  readonly extra: Extra;
}

export interface AuthorView extends PersonView {
  readonly jobTitle: string | null;
  readonly bio: string | null;
  readonly email: string | null;
  readonly links: readonly LinkView[];
}

/** `story.ejs` */
export interface StoryPageView extends View {
  readonly story: StoryDetail;
  readonly series: SeriesNav | null;
  readonly related: readonly Card[];
}

/** `live.ejs` and `live-json.ejs` */
export interface LivePageView extends StoryPageView {
  readonly blog: {
    /** When the coverage ended or will end. */
    readonly ended: Instant | null;
    /** A small JSON file of the updates, for pages that wait for new ones. */
    readonly poll: string;
  };
}

/** What the renderer adds to the view of a page with a body. */
export interface BodyView {
  /** HTML, safe to print as it is. Of a live blog, what stands above its first update. */
  readonly body: string;
  /** The updates of a live blog, the newest first; empty on all other pages. */
  readonly updates: readonly UpdateView[];
  /** HTML: the footnotes of a live blog's own text, safe to print as it is. */
  readonly notes: string;
  /** The texts of other stories that stand on this page, in the order in which it was planned. */
  readonly quoted: readonly QuotedView[];
}

/** The text of a story on a page that is not its own: every address in it is absolute. */
export interface QuotedView {
  /** HTML, safe to print as it is. */
  readonly html: string;
  /** The updates of a live blog, the newest first. */
  readonly updates: readonly UpdateView[];
  /** HTML: the footnotes of a live blog's own text, safe to print as it is. */
  readonly notes: string;
}

/** An update of a live blog. */
export interface UpdateView {
  /** Of the element that holds it. Newer updates never change it. */
  readonly id: string;
  readonly headline: string | null;
  readonly at: Instant;
  readonly isKey: boolean;
  readonly authors: readonly PersonView[];
  /** HTML, safe to print as it is. */
  readonly html: string;
}

/** `front.ejs` */
export interface FrontView extends View {
  readonly breaking: Card | null;
  /** When the banner of breaking news ends. */
  readonly breakingUntil: Instant | null;
  readonly lead: Card | null;
  readonly secondary: readonly Card[];
  readonly latest: readonly Card[];
  readonly strips: readonly { readonly section: LinkView; readonly stories: readonly Card[] }[];
  readonly opinion: readonly Card[];
  /** The list of all stories. */
  readonly more: string;
}

/** A page of a list: `latest.ejs`, and the base of all lists. Newest first. */
export interface ListView extends View {
  readonly stories: readonly Card[];
  /** The next page on the way to the oldest story, and back. */
  readonly older: string | null;
  readonly newer: string | null;
}

/** `section.ejs` */
export interface SectionView extends ListView {
  readonly section: LinkView & { readonly description: string | null };
}

/** `topic.ejs` and `series.ejs` */
export interface TopicView extends ListView {
  readonly topic: LinkView;
}

/** `author.ejs` */
export interface AuthorPageView extends ListView {
  readonly author: AuthorView;
}

/** `authors.ejs` */
export interface AuthorsView extends View {
  readonly authors: readonly AuthorView[];
}

/** A year, a month or a day; months and days count from 1 and are null where they do not apply. */
export interface Period {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly url: string;
}

/** Counts stand only where the period is listed: on its own pages they would change with every story. */
export interface CountedPeriod extends Period {
  readonly count: number;
}

/** `archive.ejs` */
export interface ArchiveView extends ListView {
  /** Null on the index of years. */
  readonly period: Period | null;
  /** From the index down to the period around this one. */
  readonly parents: readonly Period[];
  readonly children: readonly CountedPeriod[];
  readonly index: string;
}

/** `corrections.ejs`: what was put right, the latest first. */
export interface CorrectionsView extends View {
  readonly corrections: readonly CorrectionView[];
  /** The next page on the way to the oldest correction, and back. */
  readonly older: string | null;
  readonly newer: string | null;
}

export interface CorrectionView extends Correction {
  readonly story: Card;
}

/** `search.ejs` */
export interface SearchView extends View {
  readonly sections: readonly LinkView[];
  /** Of the archive, the latest first. */
  readonly years: readonly Period[];
}

/** `standing.ejs` */
export interface StandingView extends View {
  readonly standing: {
    readonly headline: string;
    readonly dek: string | null;
    readonly extra: Extra;
  };
}

export const FEED_FORMATS = ['rss', 'atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** What a feed says of itself. Every address is absolute. */
export interface FeedView {
  readonly format: FeedFormat;
  /** The page that people read. */
  readonly home: string;
  readonly self: string;
  /** When something that it shows last changed; null while it is empty. */
  readonly updated: Instant | null;
  /** WebSub hubs. */
  readonly hubs: readonly string[];
  /** How many items it has at most, and whether with their texts. */
  readonly limit: number;
  readonly content: 'full' | 'summary';
}

/** `feeds/stories.ejs`, and `feeds/live.ejs`, in which the blog is the only item */
export interface FeedPageView extends View {
  readonly feed: FeedView;
  /** The newest first. `view.quoted` has their texts in the same order, unless the site wants summaries. */
  readonly items: readonly StoryItem[];
}

/** `feeds/corrections.ejs` */
export interface CorrectionsFeedView extends View {
  readonly feed: FeedView;
  /** `id` tells it from the others of its story. */
  readonly corrections: readonly (Correction & {
    readonly id: string;
    readonly story: StoryItem;
  })[];
}

/** What lists and feeds show of a story, without its text, and without numbers that follow from that. */
export interface StoryItem extends Omit<StoryDetail, 'words'> {
  /** How large the file of its picture is; null where that is not known. */
  readonly imageBytes: number | null;
}

/** `ninjs.ejs`: a story for other newsrooms. `view.quoted` has its text. */
export interface NinjsView extends View {
  readonly item: StoryItem;
  readonly embargo: Instant | null;
  readonly expires: Instant | null;
}

/** `ninjs-index.ejs` */
export interface NinjsIndexView extends View {
  /** The newest first. */
  readonly items: readonly StoryItem[];
  /** Where the file of each is, absolute. */
  readonly files: readonly string[];
}

/** `redirect.ejs` */
export interface RedirectView extends View {
  readonly to: string;
}

/** `404.ejs` */
export interface NotFoundView extends View {
  readonly sections: readonly LinkView[];
  readonly latest: readonly Card[];
}
