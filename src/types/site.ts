import type { Part } from '../part.ts';
import type { SourcePath, UrlPath } from '../paths.ts';
import type { Config } from './config.ts';
import type { LinkTable, PictureFile } from './page.ts';
import type { Instant, LiveEntry, StandingPage, Story } from './story.ts';
import type { AuthorView, Card, LinkView, PersonView, SiteView } from './views.ts';

/** Whether a story is public now, and why not. */
export type Visibility =
  | 'published'
  | 'draft'
  | 'embargoed'
  | 'scheduled'
  | 'expired'
  | 'withheld'
  | 'canceled';

/** A story with its place in the site. */
export interface PlacedStory {
  readonly story: Story;
  readonly url: UrlPath;
  readonly card: Part<Card>;
  /** Its picture, or null when there is none that may be shown. */
  readonly picture: Picture | null;
  /** The time of the newest public update of a live blog that lies in a file of its own. */
  readonly lastEntry: Instant | null;
  readonly section: Section;
  readonly topics: readonly Topic[];
  readonly authors: readonly Author[];
  readonly links: LinkTable;
}

export interface Picture {
  /** Where it is, with base. */
  readonly src: string;
  /** Null where it is not known. */
  readonly size: PictureFile | null;
}

/** An update of a live blog that is public now. */
export interface PlacedEntry {
  readonly entry: LiveEntry;
  readonly at: Instant;
  readonly authors: readonly Author[];
  readonly links: LinkTable;
}

/** A group without its members: what pages show of it beside one of its stories. */
export type Label<Of extends Group> = Omit<Of, 'stories'>;

/** What the page of a story shows of it: its place, without the ways to all other stories. */
export interface ShownStory extends Omit<PlacedStory, 'section' | 'topics' | 'authors'> {
  readonly section: Label<Section>;
  readonly topics: readonly Label<Topic>[];
  readonly authors: readonly Label<Author>[];
}

export interface PlacedPage {
  readonly page: StandingPage;
  readonly links: LinkTable;
}

/** What groups stories. `stories` holds the newest first, like every list of the site. */
interface Group {
  readonly slug: string;
  readonly name: string;
  readonly url: UrlPath;
  readonly link: LinkView;
  /** Of all that pages show of the group itself. */
  readonly hash: string;
  readonly stories: readonly PlacedStory[];
}

export interface Section extends Group {
  readonly description: string | null;
}
export type Topic = Group;
export type Series = Group;
export interface Author extends Group {
  readonly person: PersonView;
  readonly view: AuthorView;
}

/** A file of a visible story, published at its page's address. */
export interface StoryFile {
  readonly source: SourcePath;
  readonly url: UrlPath;
  readonly owner: SourcePath;
}

/** All that is public now. Nothing that is held can be reached from here. */
export interface Site {
  readonly config: Config;
  readonly view: Part<SiteView>;
  readonly stories: readonly PlacedStory[];
  /** Updates of live blogs that lie in files of their own, by their story. */
  readonly entries: ReadonlyMap<SourcePath, readonly PlacedEntry[]>;
  readonly pages: readonly PlacedPage[];
  readonly sections: readonly Section[];
  readonly topics: readonly Topic[];
  readonly series: readonly Series[];
  readonly authors: readonly Author[];
  readonly files: readonly StoryFile[];
  /**
   * Addresses of stories that were killed, for a server that says so (410). Only where the site names one that keeps
   * this to itself: everywhere else nothing at all is said of a story that is held.
   */
  readonly gone: readonly UrlPath[];
  /** Milliseconds; the one clock of the run. Decides what is breaking. */
  readonly clock: number;
}
