import { part, type Recipe } from '../part.ts';
import { outputPath, type SourcePath, type UrlPath } from '../paths.ts';
import { EMPTY_HEAD } from '../site/head.ts';
import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { Site } from '../types/site.ts';
import type { RedirectView } from '../types/views.ts';

/** A small page at every old address (`aliases`) that leads to the new one. */
export const redirects: Plugin = {
  name: 'redirects',
  version: '1',
  quotes: () => [],
  plan(site, { href, absolute }) {
    const { language, direction } = site.config;
    return aliasesOf(site).map(({ alias, source, url, title }): PlannedFile => {
      const view: Recipe<RedirectView> = {
        site: site.view,
        page: {
          kind: 'redirect',
          title,
          description: null,
          url: href(alias),
          canonical: absolute(url),
          language,
          direction,
        },
        head: EMPTY_HEAD,
        to: href(url),
      };
      return {
        type: 'page',
        // An old address is written as it was: not every host finds `old.html` at `/old/`.
        path: outputPath(alias, alias.endsWith('/') ? 'directory' : site.config.urls),
        url: alias,
        phase: 'list',
        origin: `${source} (alias)`,
        owner: source,
        template: 'redirect.ejs',
        view,
        body: null,
      };
    });
  },
};

interface Alias {
  readonly alias: UrlPath;
  /** Where it leads now. */
  readonly url: UrlPath;
  readonly source: SourcePath;
  readonly title: Recipe<string>;
}

/** Old addresses of stories and standing pages. */
export function aliasesOf({ stories, pages, config }: Site): readonly Alias[] {
  const targets = [
    // Most stories have none.
    ...stories
      .filter(({ story }) => story.aliases.length > 0)
      .map(({ story: { source, aliases }, url, card }) => ({
        source,
        aliases,
        url,
        title: part(card.hash, () => card.value.headline),
      })),
    ...pages.map(({ page: { source, aliases, url, headline } }) => ({
      source,
      aliases,
      url,
      title: headline,
    })),
  ];
  return targets.flatMap(({ aliases, ...target }) =>
    [...new Set(aliases)]
      // Of two forms of an address, that of the folder is enough: hosts lead there from the other.
      .filter((alias, _, all) => !all.includes(`${alias}/` as UrlPath))
      // An alias that became the address again is no redirect.
      .filter((alias) => outputPath(alias, config.urls) !== outputPath(target.url, config.urls))
      .map((alias) => ({ alias, ...target })),
  );
}
