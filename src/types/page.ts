import type { Part } from '../part.ts';
import type { OutputPath, SourcePath, UrlPath } from '../paths.ts';
import type { Severity } from './problem.ts';
import type { Instant } from './story.ts';
import type { PersonView } from './views.ts';

/** Of a picture, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PictureFile extends Size {
  readonly bytes: number;
}

/** Where a destination in a body leads, as the plan decided. */
export type LinkTarget =
  /** A page or a file of this site; `href` is ready for an attribute, with base path. */
  | { readonly kind: 'found'; readonly href: string; readonly size?: Size }
  /** A story that is not visible now: the words stay, the link goes. */
  | { readonly kind: 'held' }
  | { readonly kind: 'missing'; readonly severity: Severity; readonly guess: string | null }
  /** Leads above the folder of the site's sources. */
  | { readonly kind: 'outside'; readonly severity: Severity };

export type LinkTable = Readonly<Record<string, LinkTarget>>;

/** The markdown that a page carries: rendered when the page is, from the file, and never kept. */
export interface Body {
  readonly source: SourcePath;
  /** Of the file when it was parsed: the body must still be the one that was planned. */
  readonly hash: string;
  readonly links: LinkTable;
  readonly language: string;
  /** Stands before addresses that are relative to the page's folder: see `ownFolder`. */
  readonly folder: string;
  /** Null for a body that is one text, and no live blog. */
  readonly live: LiveBody | null;
}

/** The text of a story on a page that is not its own, as in a feed. */
export interface Quote extends Body {
  /** The absolute address of the story's page, to which addresses in the text are relative. */
  readonly address: string;
}

/** What a live blog's body consists of, beside its own text. */
export interface LiveBody {
  /** `2026-05-01`: the day of the first time of day that stands without one. */
  readonly day: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly entries: readonly LiveBodyEntry[];
}

/** An update in a file of its own. */
export interface LiveBodyEntry {
  readonly source: SourcePath;
  readonly hash: string;
  readonly links: LinkTable;
  readonly at: Instant;
  readonly headline: string | null;
  readonly isKey: boolean;
  readonly authors: readonly PersonView[];
}

/** Kinds decide the order in which files are published: what others refer to comes first. */
export type Phase = 'asset' | 'story' | 'list';

interface Planned {
  readonly path: OutputPath;
  readonly phase: Phase;
  /** What the file comes from, for a message: source files or `topic "rail"`. */
  readonly origin: string;
  /** The source in which a person can mend what is wrong with the file's place; null for what no single source makes. */
  readonly owner: SourcePath | null;
  /** It is left out where another file of the site wants its place. */
  readonly givesWay?: boolean;
}

/** A page: a template and all that it may see. */
export interface Page extends Planned {
  readonly type: 'page';
  readonly url: UrlPath;
  /** Relative to the templates folder. */
  readonly template: string;
  /**
   * Plain data, of which any piece may still be a part. Whatever a template prints is in here, or is asked for by a
   * named query.
   */
  readonly view: object;
  readonly body: Body | null;
  /** Texts of other stories that the page shows: `view.quoted`, in this order. */
  readonly quotes?: readonly Quote[];
}

/** A file that is copied byte by byte. */
export interface Asset extends Planned {
  readonly type: 'asset';
  /** A file of the site, relative to its root; or the absolute path of one that comes with Broadsheet. */
  readonly source: SourcePath;
}

/** A file of text that no template makes; as a part, its text is made only when the file must be written. */
export interface TextFile extends Planned {
  readonly type: 'text';
  readonly text: string | Part<string>;
}

/** The theme's style sheet and script, as they are published: under names that change with their texts. */
export interface ThemeAssets {
  readonly styles: ThemeAsset | null;
  readonly script: ThemeAsset | null;
  /** How feeds look in a browser. */
  readonly feedStyles: ThemeAsset | null;
  /** Files that come with Broadsheet, by their absolute paths, and where they go. */
  readonly fonts: readonly { readonly url: string; readonly file: string }[];
}

interface ThemeAsset {
  readonly text: string;
  /** The file that it comes from, for messages. */
  readonly origin: string;
}

export type PlannedFile = Page | Asset | TextFile;
