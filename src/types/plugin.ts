import type { Part } from '../part.ts';
import type { Config } from './config.ts';
import type { PlannedFile, Quote } from './page.ts';
import type { Problem } from './problem.ts';
import type { PlacedStory, Site } from './site.ts';
import type { HeadSubject, HeadView, StoryItem } from './views.ts';

/**
 * A feature that adds files to the site. A plugin is a pure function of the site: it returns pages and files as data
 * and never writes. Broadsheet's own features are plugins too.
 */
export interface Plugin {
  readonly name: string;
  /**
   * Declares that the plugin's files follow from the site and from this text alone: not from the clock, and not from
   * anything outside. A site whose plugins all declare this is not planned again when nothing has changed. To be
   * changed whenever the plugin, or an option of it, would plan other files for the same site.
   */
  readonly version?: string;
  /**
   * The stories whose text the plugin's files depend on: anything of `story.copy` that is not on the card, the number of
   * words, or `story.hash`. While only texts of other stories are edited, the site is not planned again. A plugin that
   * does not say so may quote any story. Those in the `quotes` of a page, and their items, are known without that.
   */
  quotes?(site: Site): Iterable<PlacedStory>;
  plan?(site: Site, tools: PluginTools): readonly PlannedFile[];
  /** What the plugin adds to the head of a page: a pure function of what the page is about. */
  head?(subject: HeadSubject, tools: Hrefs): Partial<HeadView>;
  /**
   * Moments (milliseconds since 1970) after which the plugin's files are others, although no source has changed: for
   * files that follow from `site.clock`.
   */
  changesAt?(site: Site): Iterable<number>;
}

/** What a site's configuration resolves to: plain data, and plugins. */
export interface ResolvedConfig extends Config {
  readonly plugins: readonly Plugin[];
  /** What should be better in the configuration and keeps nothing from being published. */
  readonly warnings: readonly Problem[];
}

/** Makes paths of the site into addresses. */
export interface Hrefs {
  /** The path of this site with base, for a template or an attribute. */
  href(url: string): string;
  /** The absolute address, or null while the site has no `url`. */
  absolute(url: string): string | null;
}

export interface PluginTools extends Hrefs {
  /**
   * Text, or a piece of a view, that is made only when it is needed. `make` gets `from`, may look at nothing else, and
   * is asked again only when `from` (or its own source code) has changed.
   */
  derive<From, Value>(from: From, make: (from: From) => Value): Part<Value>;
  /** What lists and feeds show of a story, without its text; made only when it is needed. */
  item(placed: PlacedStory): Part<StoryItem>;
  /** The text of a story, for the `quotes` of a page; null while the site has no `url`. */
  quote(placed: PlacedStory): Quote | null;
}
