/** The newest stories, with their summaries, as RSS. */
const feed = {
  name: 'feed',
  version: '1',
  quotes: () => [],
  plan: ({ config, stories }, { absolute, derive }) => {
    const newest = stories.slice(0, 50).map(({ url, card }) => ({ url: absolute(url), card }));
    const { title, description } = config;
    const from = { home: absolute('/'), title, description, newest };
    return [textFile('feed.xml', derive(from, feedText))];
  },
};

function feedText({ home, title, description, newest }) {
  const items = newest.map(({ url, card }) => {
    const { headline, summary, published } = card.value;
    return `<item>
<title>${escapeText(headline)}</title>
<link>${url}</link>
<guid>${url}</guid>
<pubDate>${new Date(published.ms).toUTCString()}</pubDate>
<description>${escapeText(summary)}</description>
</item>`;
  });
  return `${XML}<rss version="2.0"><channel>
<title>${escapeText(title)}</title>
<link>${home}</link>
<description>${escapeText(description)}</description>
${items.join('\n')}
</channel></rss>
`;
}

/** All stories and sections. */
const sitemap = {
  name: 'sitemap',
  version: '1',
  quotes: () => [],
  plan: ({ sections, stories }, { absolute, derive }) => {
    const urls = [
      ...sections.map(({ url }) => `<url><loc>${absolute(url)}</loc></url>`),
      ...stories.map(({ url, story }) => {
        const { iso } = story.updated ?? story.published;
        return `<url><loc>${absolute(url)}</loc><lastmod>${iso}</lastmod></url>`;
      }),
    ];
    return [textFile('sitemap.xml', derive(urls.join('\n'), sitemapText))];
  },
};

function sitemapText(urls) {
  const open = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return `${XML}${open}\n${urls}\n</urlset>\n`;
}

const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

function textFile(path, text) {
  return { type: 'text', path, phase: 'list', origin: `the plugin for ${path}`, owner: null, text };
}

function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// biome-ignore lint/style/noDefaultExport: this is how a configuration is handed over
export default {
  title: 'The Tavelund Record',
  description: 'News from an invented country.',
  url: 'https://record.tavelund.example',
  language: 'en-GB',
  timeZone: 'Europe/London',
  pageSize: 20,
  // As many on the front page as the other generators have there.
  theme: { front: { secondary: 4, latest: 20 } },
  sections: {
    national: { name: 'National' },
    world: { name: 'World' },
    business: { name: 'Business' },
    city: { name: 'City' },
    sport: { name: 'Sport' },
    culture: { name: 'Culture' },
    science: { name: 'Science' },
    opinion: { name: 'Opinion' },
  },
  // Only what the other generators are asked for, written by the two plugins above.
  hosting: { host: 'github-pages' },
  discovery: { metadata: false, feeds: false, sitemaps: false, robots: false },
  plugins: [feed, sitemap],
};
