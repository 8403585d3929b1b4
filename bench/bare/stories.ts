import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import matter from 'gray-matter';
import yaml from 'js-yaml';

export interface Link {
  readonly text: string;
  readonly url: string;
}

interface Moment {
  readonly iso: string;
}

/** A story in the shape that the templates of the bench's site expect, of a card as well as of a whole story. */
export interface Story {
  /** Below the site's folder. */
  readonly source: string;
  readonly url: string;
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly section: Link;
  readonly authors: readonly { readonly name: string; readonly url: string }[];
  readonly byline: string | null;
  readonly published: Moment;
  readonly updated: Moment | null;
  readonly dateline: string | null;
  readonly topics: readonly Link[];
  readonly series: Link | null;
  readonly corrections: readonly { readonly date: Moment; readonly text: string }[];
  readonly markdown: string;
}

/** What the corpus writes between the fences. */
interface FrontMatter {
  readonly headline: string;
  readonly dek: string;
  readonly published: string;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly updated?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly series?: string;
  readonly summary?: string;
  readonly corrections?: readonly { readonly date: string; readonly text: string }[];
}

/** Dates stay text, as the corpus writes them: with the offset of the site's zone. */
const ENGINES = {
  yaml: (text: string) => yaml.load(text, { schema: yaml.CORE_SCHEMA }) as object,
};

/** Reads all stories, the newest first. */
export function readStories(site: string): Story[] {
  const entries = readdirSync(join(site, 'stories'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readStory(site, relative(site, join(entry.parentPath, entry.name))))
    .sort((a, b) => Date.parse(b.published.iso) - Date.parse(a.published.iso));
}

function readStory(site: string, source: string): Story {
  const file = matter(readFileSync(join(site, source), 'utf8'), { engines: ENGINES });
  const data = file.data as FrontMatter;
  const [, section = '', , name = ''] = source.split('/');
  const day = data.published.slice(0, 10).replaceAll('-', '/');
  return {
    source,
    url: `/${section}/${day}/${name.replace('.md', '')}/`,
    headline: data.headline,
    dek: data.dek,
    summary: data.summary ?? data.dek,
    section: { text: section.charAt(0).toUpperCase() + section.slice(1), url: `/${section}/` },
    authors: data.authors.map((author) => ({ name: author, url: addressOf('authors', author) })),
    byline: data.byline ?? null,
    published: { iso: data.published },
    updated: data.updated ? { iso: data.updated } : null,
    dateline: data.dateline ?? null,
    topics: data.tags.map((tag) => ({ text: tag, url: addressOf('topics', tag) })),
    series: data.series ? { text: data.series, url: addressOf('series', data.series) } : null,
    corrections: (data.corrections ?? []).map(({ date, text }) => ({ date: { iso: date }, text })),
    markdown: file.content,
  };
}

function addressOf(folder: string, name: string): string {
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return encodeURI(`/${folder}/${slug}/`);
}

/** For each story the five older ones that share the most topics, out of the 40 newest of each topic. */
export function relateStories(newestFirst: readonly Story[]): Map<Story, readonly Story[]> {
  const related = new Map<Story, readonly Story[]>();
  const byTopic = new Map<string, Story[]>();
  for (const story of newestFirst.toReversed()) {
    const shared = new Map<Story, number>();
    for (const { url } of story.topics) {
      const older = byTopic.get(url) ?? [];
      for (const other of older.slice(-40)) shared.set(other, (shared.get(other) ?? 0) + 1);
      byTopic.set(url, older);
      older.push(story);
    }
    shared.delete(story);
    const best = [...shared].sort((a, b) => b[1] - a[1]).slice(0, 5);
    related.set(
      story,
      best.map(([other]) => other),
    );
  }
  return related;
}
