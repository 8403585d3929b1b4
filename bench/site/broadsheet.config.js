/** The newest stories, with their summaries, as RSS. */
const feed = {
  name: 'feed',
  version: '1',
  plan: (site, { absolute }) => {
    const items = site.stories.slice(0, 50).map(({ url, card }) => {
      const { headline, summary, published } = card.value;
      return `<item>
<title>${escapeText(headline)}</title>
<link>${absolute(url)}</link>
<guid>${absolute(url)}</guid>
<pubDate>${new Date(published.ms).toUTCString()}</pubDate>
<description>${escapeText(summary)}</description>
</item>`;
    });
    const channel = `<title>${escapeText(site.config.title)}</title>
<link>${absolute('/')}</link>
<description>${escapeText(site.config.description)}</description>
${items.join('\n')}`;
    const text = `${XML}<rss version="2.0"><channel>\n${channel}\n</channel></rss>\n`;
    return [textFile('feed.xml', text)];
  },
};

/** All stories and sections. */
const sitemap = {
  name: 'sitemap',
  version: '1',
  plan: (site, { absolute }) => {
    const sections = site.sections.map(({ url }) => `<url><loc>${absolute(url)}</loc></url>`);
    const stories = site.stories.map(({ url, story }) => {
      const { iso } = story.copy.value.updated ?? story.published;
      return `<url><loc>${absolute(url)}</loc><lastmod>${iso}</lastmod></url>`;
    });
    const urls = [...sections, ...stories].join('\n');
    const open = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
    return [textFile('sitemap.xml', `${XML}${open}\n${urls}\n</urlset>\n`)];
  },
};

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
  plugins: [feed, sitemap],
};
