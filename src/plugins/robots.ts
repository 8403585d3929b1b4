import type { Plugin } from '../types/plugin.ts';
import { textFile } from './text-file.ts';

/** `robots.txt`: everything may be read, and here are the sitemaps. See https://www.rfc-editor.org/rfc/rfc9309. */
export const robots: Plugin = {
  name: 'robots',
  version: '1',
  quotes: () => [],
  plan({ config }, { absolute }) {
    // Robots ask at the root of a domain, which belongs to another site then.
    if (config.base !== '') return [];
    const sitemaps = config.discovery.sitemaps ? ['/sitemap.xml', '/news-sitemap.xml'] : [];
    const lines = sitemaps.flatMap((url) => {
      const address = absolute(url);
      return address === null ? [] : [`Sitemap: ${address}\n`];
    });
    const text = `User-agent: *\nAllow: /\n${lines.length === 0 ? '' : `\n${lines.join('')}`}`;
    return [textFile('robots.txt', text, 'the file for robots')];
  },
};
