import type { Part } from '../part.ts';
import type { Config } from './config.ts';
import type { PlannedFile } from './page.ts';
import type { Problem } from './problem.ts';
import type { PlacedStory, Site } from './site.ts';

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
   * does not say so may quote any story.
   */
  quotes?(site: Site): Iterable<PlacedStory>;
  plan(site: Site, tools: PluginTools): readonly PlannedFile[];
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
}
