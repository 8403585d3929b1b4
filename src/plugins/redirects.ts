import { outputPath, type SourcePath, type UrlPath } from '../paths.ts';
import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { RedirectView } from '../types/views.ts';

/** A small page at every old address (`aliases`) that leads to the new one. */
export const redirects: Plugin = {
  name: 'redirects',
  plan(site, { href, absolute }) {
    const targets = [
      ...site.stories.map(({ story, url }) => ({
        source: story.source,
        aliases: story.aliases,
        url,
        title: story.headline,
      })),
      ...site.pages.map(({ page }) => ({
        source: page.source,
        aliases: page.aliases,
        url: page.url,
        title: page.headline,
      })),
    ];
    return targets.flatMap(({ source, aliases, url, title }) =>
      [...new Set(aliases)]
        // An alias that became the address again is no redirect.
        .filter((alias) => outputPath(alias) !== outputPath(url))
        .map((alias): PlannedFile => redirect(alias, { source, url, title })),
    );

    function redirect(
      alias: UrlPath,
      { source, url, title }: { source: SourcePath; url: UrlPath; title: string },
    ): PlannedFile {
      const { language, direction } = site.config;
      const view: RedirectView = {
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
