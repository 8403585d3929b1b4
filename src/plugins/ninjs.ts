import type { Recipe } from '../part.ts';
import { fileBeside } from '../paths.ts';
import type { Page } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { NinjsIndexView, NinjsView } from '../types/views.ts';
import { addressesOf } from './addresses.ts';
import { machinePage } from './machine-page.ts';

const NAME = 'ninjs.json';
const NEWEST = 50;

/**
 * Stories for other newsrooms, as IPTC ninjs 3.1 has them: a file beside each, and a list of the newest at the root.
 * See https://www.iptc.org/std/ninjs/.
 */
export const ninjs: Plugin = {
  name: 'ninjs',
  version: '1',
  quotes: () => [],
  plan(site, tools) {
    const addressOf = addressesOf(tools);
    if (addressOf === null) return [];
    const pageAt = (url: string, title: string) =>
      machinePage(site, { url, title }, { ...tools, addressOf });

    const stories = site.stories.map((placed): Page => {
      const { story, url } = placed;
      const page = pageAt(fileBeside(url, NAME), story.source);
      const quote = tools.quote(placed);
      const { embargo, expires } = story;
      return {
        ...page,
        phase: 'story',
        origin: `${story.source} (ninjs)`,
        owner: story.source,
        template: 'ninjs.ejs',
        view: {
          ...page.view,
          item: tools.item(placed),
          embargo,
          expires,
        } satisfies Recipe<NinjsView>,
        quotes: quote === null ? [] : [quote],
      };
    });
    const newest = site.stories.slice(0, NEWEST);
    const page = pageAt(`/${NAME}`, site.config.title);
    const index: Page = {
      ...page,
      phase: 'list',
      origin: 'the list of the newest stories (ninjs)',
      owner: null,
      template: 'ninjs-index.ejs',
      view: {
        ...page.view,
        items: newest.map(tools.item),
        files: newest.map(({ url }) => addressOf(fileBeside(url, NAME))),
      } satisfies Recipe<NinjsIndexView>,
    };
    return [...stories, index];
  },
};
