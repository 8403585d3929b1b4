import { part, type Recipe } from '../part.ts';
import { outputPath, type SourcePath, type UrlPath } from '../paths.ts';
import { EMPTY_HEAD } from '../site/head.ts';
import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { RedirectView } from '../types/views.ts';

/** A small page at every old address (`aliases`) that leads to the new one. */
export const redirects: Plugin = {
  name: 'redirects',
  version: '1',
  quotes: () => [],
  plan(site, { href, absolute }) {
    const targets: Target[] = [
      // Most stories have none.
      ...site.stories
        .filter(({ story }) => story.aliases.length > 0)
        .map(({ story, url, card }) => ({
          source: story.source,
          aliases: story.aliases,
          url,
          title: part(card.hash, () => card.value.headline),
        })),
      ...site.pages.map(({ page }) => ({
        source: page.source,
        aliases: page.aliases,
        url: page.url,
        title: page.headline,
      })),
    ];
    return targets.flatMap((target) =>
      [...new Set(target.aliases)]
        // An alias that became the address again is no redirect.
        .filter((alias) => outputPath(alias) !== outputPath(target.url))
        .map((alias): PlannedFile => redirect(alias, target)),
    );

    function redirect(alias: UrlPath, { source, url, title }: Target): PlannedFile {
      const { language, direction } = site.config;
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
        path: outputPath(alias),
        url: alias,
        phase: 'list',
        origin: `${source} (alias)`,
        owner: source,
        template: 'redirect.ejs',
        view,
        body: null,
      };
    }
  },
};

interface Target {
  readonly source: SourcePath;
  readonly aliases: readonly UrlPath[];
  readonly url: UrlPath;
  readonly title: Recipe<string>;
}
