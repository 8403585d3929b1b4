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
  readonly nav: readonly LinkView[];
  readonly footer: { readonly text: string | null; readonly links: readonly LinkView[] };
  readonly social: readonly LinkView[];
  readonly stylesheet: string | null;
  /** `public/favicon.svg`, `.ico` or `.png`, if there is one. */
  readonly icon: string | null;
  readonly theme: Readonly<Record<string, unknown>>;
  /** The page is a preview with stories that are not public. */
  readonly preview: boolean;
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
  | 'section'
  | 'topic'
  | 'series'
  | 'author'
  | 'authors'
  | 'archive'
  | 'standing'
  | 'redirect'
  | '404';

/** What every template sees. */
export interface View {
  readonly site: SiteView;
  readonly page: PageView;
}

export interface PersonView {
  readonly name: string;
  readonly url: string;
}

export interface ImageView {
  readonly src: string;
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
  readonly slugline: string | null;
  readonly updated: Instant | null;
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
  readonly extra: Extra;
}

export interface AuthorView extends PersonView {
  readonly jobTitle: string | null;
  readonly bio: string | null;
  readonly photo: string | null;
  readonly email: string | null;
  readonly links: readonly LinkView[];
}

/** `story.ejs` */
export interface StoryPageView extends View {
  readonly story: StoryDetail;
  readonly series: SeriesNav | null;
  readonly related: readonly Card[];
}

/** What the renderer adds to the view of a page with a body. */
export interface BodyView {
  /** HTML, safe to print as it is. */
  readonly body: string;
}

/** `front.ejs` */
export interface FrontView extends View {
  readonly breaking: Card | null;
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

/** `standing.ejs` */
export interface StandingView extends View {
  readonly standing: {
    readonly headline: string;
    readonly dek: string | null;
    readonly extra: Extra;
  };
}

/** `redirect.ejs` */
export interface RedirectView extends View {
  readonly to: string;
}

/** `404.ejs` */
export interface NotFoundView extends View {
  readonly sections: readonly LinkView[];
}
