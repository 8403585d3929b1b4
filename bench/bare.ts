/*
 * The yardstick: what a newspaper's site costs without any care. One thread reads all stories, renders all pages with
 * gray-matter, marked and EJS, and writes them: no checks, no typography, no state, nothing incremental.
 *
 *   node bare.js <site> <output folder>
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { Marked } from 'marked';
import { feedText, sitemapText } from './bare/feeds.ts';
import { type Page, planPages } from './bare/pages.ts';
import { readStories, relateStories, type Story } from './bare/stories.ts';
import { loadTemplates } from './bare/templates.ts';

const [site = '.', out = 'dist'] = process.argv.slice(2);
const ORIGIN = 'https://record.tavelund.example';
const SECTIONS = 'National World Business City Sport Culture Science Opinion'.split(' ');

const render = loadTemplates(join(site, 'templates'));
const siteView = {
  title: 'The Tavelund Record',
  root: '/',
  nav: SECTIONS.map((text) => ({ text, url: `/${text.toLowerCase()}/` })),
  stylesheet: '/assets/site.css',
};

const stories = readStories(site);
const related = relateStories(stories);
const urls = new Map(stories.map(({ source, url }) => [source, url]));

/** The folder of the story that is being rendered: its links to other stories count from there. */
let folder = '';
const marked = new Marked({
  walkTokens(token) {
    if (token.type === 'link') token.href = urls.get(posix.join(folder, token.href)) ?? token.href;
  },
});

for (const story of stories) writeStory(story);
for (const page of planPages(stories)) writePage(page, null);
write('feed.xml', feedText(siteView.title, ORIGIN, stories));
write('sitemap.xml', sitemapText(ORIGIN, siteView.nav, stories));
mkdirSync(join(out, 'assets'), { recursive: true });
copyFileSync(join(site, 'templates/assets/site.css'), join(out, siteView.stylesheet));

function writeStory(story: Story): void {
  const { source, url, headline, dek, markdown } = story;
  folder = posix.dirname(source);
  const body = marked.parse(markdown, { async: false });
  const series = story.series ? { name: story.series.text, url: story.series.url } : null;
  const view = { story, series, related: related.get(story) ?? [], body };
  writePage({ url, template: 'story.ejs', title: headline, view }, dek);
}

function writePage({ url, template, title, view }: Page, description: string | null): void {
  const page = { url, title, description, canonical: ORIGIN + url, language: 'en-GB' };
  const path = url.endsWith('/') ? `${decodeURI(url)}index.html` : url;
  write(path, render(template, { ...view, site: siteView, page }));
}

function write(path: string, text: string): void {
  const file = join(out, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
