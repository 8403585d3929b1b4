import type { Part } from '../part.ts';
import type { SourcePath, UrlPath } from '../paths.ts';

/** A moment, with the wall-clock time of the site's zone at that moment. */
export interface Instant {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly ms: number;
  /** ISO 8601 with the offset of the site's time zone: `2026-03-01T07:30:00+01:00`. */
  readonly iso: string;
}

/** IPTC ninjs `pubstatus`, and `draft`. */
export type Status = 'draft' | 'usable' | 'withheld' | 'canceled';

export const KINDS = [
  'news',
  'analysis',
  'opinion',
  'review',
  'explainer',
  'obituary',
  'interview',
  'live',
  'sponsored',
] as const;
export type Kind = (typeof KINDS)[number];

export const CORRECTION_KINDS = [
  'correction',
  'clarification',
  'update',
  'editors-note',
  'retraction',
] as const;

export interface Correction {
  readonly date: Instant;
  readonly kind: (typeof CORRECTION_KINDS)[number];
  readonly text: string;
}

/** Where a story's picture is, and until when it may be shown. Its words are in the copy. */
export interface StoryImage {
  /** As written: relative to the story's folder, a path of the site, or an absolute URL. */
  readonly src: string;
  readonly rightsExpire: Instant | null;
}

/** A place on the front page that an editor gave a story. */
export interface Pin {
  /** `lead`, `secondary`, `opinion`, or the slug of a section at the head of whose strip it stands. */
  readonly slot: string;
  /** Null to keep it until the pin is taken out. */
  readonly until: Instant | null;
}

/** What front matter may hold beyond the keys that Broadsheet knows. */
export type Extra = { readonly [key: string]: ExtraValue };
export type ExtraValue = string | number | boolean | null | readonly ExtraValue[] | Extra;

/**
 * What the desk wrote, apart from the body: all that pages show of a story and no decision depends on. Kept as JSON and
 * looked at only when a page with it is made.
 */
export interface Copy {
  readonly headline: string;
  readonly dek: string | null;
  /** For cards and feeds: the summary, else the dek, else the first paragraph. */
  readonly summary: string;
  readonly byline: string | null;
  readonly image: {
    readonly alt: string | null;
    readonly caption: string | null;
    readonly credit: string | null;
    readonly focus: string | null;
  } | null;
  readonly slugline: string | null;
  readonly dateline: string | null;
  readonly wire: {
    readonly source: string | null;
    readonly credit: string | null;
    readonly canonical: string | null;
    readonly usageTerms: string | null;
  };
  readonly free: boolean;
  readonly extra: Extra;
}

/**
 * A story as its file tells it; nothing here depends on other stories or on the clock. The body is not kept: memory
 * grows with metadata, and the body is read again when its page is rendered.
 */
export interface Story {
  readonly source: SourcePath;
  /** Of the file's bytes. */
  readonly hash: string;
  readonly copy: Part<Copy>;
  /** Hash of that part of the copy that cards show. */
  readonly cardHash: string;
  /** The immutable identity that the desk gave it, if it did. */
  readonly id: string | null;
  readonly slug: string;
  /** An address that the desk fixed; else the site's permalink pattern applies. */
  readonly permalink: UrlPath | null;
  readonly aliases: readonly UrlPath[];
  /** Ids of profiles, or names. */
  readonly authors: readonly string[];
  /** Name or slug as written, or the folder's name. */
  readonly section: string;
  readonly tags: readonly string[];
  readonly series: { readonly name: string; readonly part: number | null } | null;
  readonly published: Instant;
  readonly updated: Instant | null;
  readonly embargo: Instant | null;
  readonly expires: Instant | null;
  readonly status: Status;
  readonly kind: Kind;
  /** 1 (highest) to 9; 5 when nobody said. */
  readonly urgency: number;
  readonly breaking: Instant | null;
  readonly pin: Pin | null;
  /** When the coverage of a live blog ended or will end. */
  readonly ended: Instant | null;
  /** The time of the newest update in the text of a live blog. */
  readonly lastUpdate: Instant | null;
  readonly corrections: readonly Correction[];
  readonly image: StoryImage | null;
  /** BCP 47, when it is not the site's. */
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | null;
  readonly words: number;
  /** Destinations in the body that may be files of this site, as written; see `findReferences`. */
  readonly references: readonly string[];
  /**
   * The file speaks another generator's front matter (`title` for `headline`). Its links and pictures were
   * written for another layout, so what is missing there is a warning and not an error.
   */
  readonly imported: boolean;
  /** The original is elsewhere (`canonical`): search engines are told of that one. */
  readonly isCopy: boolean;
}

/** An update of a live blog that has a file of its own, beside the story's `index.md`. */
export interface LiveEntry {
  readonly source: SourcePath;
  readonly hash: string;
  readonly headline: string | null;
  /** In front matter. */
  readonly published: Instant | null;
  /** In the file's name; stands back behind `published`. */
  readonly named: { readonly day: string | null; readonly time: string };
  readonly authors: readonly string[];
  readonly isKey: boolean;
  readonly embargo: Instant | null;
  readonly expires: Instant | null;
  readonly status: Status;
  readonly references: readonly string[];
  readonly imported: boolean;
}

/** A page outside the flow of news: about, ethics, contact. */
export interface StandingPage {
  readonly source: SourcePath;
  readonly hash: string;
  readonly headline: string;
  readonly dek: string | null;
  readonly url: UrlPath;
  readonly aliases: readonly UrlPath[];
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | null;
  readonly status: Status;
  /** A standing page has no date unless it waits for one. */
  readonly published: Instant | null;
  readonly embargo: Instant | null;
  readonly expires: Instant | null;
  readonly extra: Extra;
  readonly references: readonly string[];
  readonly imported: boolean;
}
