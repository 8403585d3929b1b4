import type { Link, Story } from './stories.ts';
import { escapeText } from './templates.ts';

const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

/** The newest 50 stories, as RSS. */
export function feedText(title: string, origin: string, stories: readonly Story[]): string {
  const items = stories.slice(0, 50).map(
    ({ headline, url, published, summary }) => `<item>
<title>${escapeText(headline)}</title>
<link>${origin}${url}</link>
<guid>${origin}${url}</guid>
<pubDate>${new Date(published.iso).toUTCString()}</pubDate>
<description>${escapeText(summary)}</description>
</item>`,
  );
  const description = '<description>News from an invented country.</description>';
  const channel = `<title>${title}</title>\n<link>${origin}/</link>\n${description}\n${items.join('\n')}`;
  return `${XML}<rss version="2.0"><channel>\n${channel}\n</channel></rss>\n`;
}

/** All sections and stories. */
export function sitemapText(
  origin: string,
  sections: readonly Link[],
  stories: readonly Story[],
): string {
  const urls = [
    ...sections.map(({ url }) => `<url><loc>${origin}${url}</loc></url>`),
    ...stories.map(({ url, published, updated }) => {
      const { iso } = updated ?? published;
      return `<url><loc>${origin}${url}</loc><lastmod>${iso}</lastmod></url>`;
    }),
  ];
  const open = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return `${XML}${open}\n${urls.join('\n')}\n</urlset>\n`;
}
