import { posix } from 'node:path';
import { planLists, relate, slugUrl } from './lists.js';

const ZONE = 'Europe/London';
const numbers = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: ZONE };
const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: ZONE });
const digits = new Intl.DateTimeFormat('en-CA', numbers);

/** The same newspaper as bench/site/, for Eleventy. The stories are a link in news/, which run.ts makes. */
function configure(eleventy) {
  /** By input path, for links; by address, for related stories. Filled when Eleventy has read all stories. */
  const urls = new Map();
  let related = new Map();

  eleventy.addGlobalData('site', {
    title: 'The Tavelund Record',
    description: 'News from an invented country.',
    origin: 'https://record.tavelund.example',
    sections: 'National World Business City Sport Culture Science Opinion'.split(' '),
  });
  eleventy.addCollection('news', (api) => {
    const byDate = (a, b) => b.data.published - a.data.published;
    const news = api.getFilteredByGlob('news/**/*.md').sort(byDate);
    for (const { inputPath, url } of news) urls.set(inputPath, url);
    related = relate(news);
    return news;
  });
  eleventy.addCollection('lists', (api) => {
    const byDate = (a, b) => b.data.published - a.data.published;
    const news = api.getFilteredByGlob('news/**/*.md').sort(byDate);
    return planLists(news, (date) => digits.format(date));
  });

  eleventy.addFilter('limit', (items, count) => items.slice(0, count));
  eleventy.addFilter('related', (url) => related.get(url) ?? []);
  eleventy.addFilter('longDate', (date) => words.format(date));
  eleventy.addFilter('iso', (date) => date.toISOString());
  eleventy.addFilter('utc', (date) => date.toUTCString());
  eleventy.addFilter('slugUrl', (name, folder) => slugUrl(folder, name));

  eleventy.amendLibrary('md', (md) => {
    md.set({ typographer: true });
    md.renderer.rules.link_open = (tokens, index, options, env, self) => {
      const href = tokens[index].attrGet('href');
      const url = urls.get(`./${posix.join(posix.dirname(env.page.inputPath), href)}`);
      if (url) tokens[index].attrSet('href', url);
      return self.renderToken(tokens, index, options);
    };
  });
  eleventy.addPassthroughCopy('assets');
}

export const config = { markdownTemplateEngine: false, htmlTemplateEngine: false };

// biome-ignore lint/style/noDefaultExport: this is how a configuration is handed over
export default configure;
