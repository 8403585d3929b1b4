import type { Link, Story } from './stories.ts';

/** A page of the site: a template and what it sees beside the site. */
export interface Page {
  readonly url: string;
  readonly template: string;
  readonly title: string;
  readonly view: object;
}

interface List extends Page {
  readonly stories: readonly Story[];
}

const TITLE = 'The Tavelund Record';
const PAGE_SIZE = 20;

/** All pages but those of the stories: lists of 20, the front page, the authors, the page for what is missing. */
export function planPages(stories: readonly Story[]): Page[] {
  const sections = groupBy(stories, ({ section }) => [section]);
  const authors = groupBy(stories, (story) => {
    return story.authors.map(({ name, url }) => ({ text: name, url }));
  });
  const lists: List[] = [
    { url: '/latest/', template: 'latest.ejs', title: TITLE, view: {}, stories },
    ...sections.map((group) => listOf(group, 'section')),
    ...groupBy(stories, ({ topics }) => topics).map((group) => listOf(group, 'topic')),
    ...groupBy(stories, ({ series }) => (series ? [series] : [])).map((group) => {
      return { ...listOf(group, 'topic'), template: 'series.ejs' };
    }),
    ...authors.map((group) => listOf(group, 'author')),
    ...planArchive(stories),
  ];
  const people = authors.map(({ text, url }) => ({ name: text, url }));
  return [
    ...lists.flatMap(paginate),
    { url: '/', template: 'front.ejs', title: TITLE, view: frontOf(stories, sections) },
    { url: '/authors/', template: 'authors.ejs', title: TITLE, view: { authors: people } },
    { url: '/404.html', template: '404.ejs', title: TITLE, view: {} },
  ];
}

interface Group extends Link {
  readonly stories: Story[];
}

function groupBy(stories: readonly Story[], linksOf: (story: Story) => readonly Link[]): Group[] {
  const groups = new Map<string, Group>();
  for (const story of stories) {
    for (const { text, url } of linksOf(story)) {
      const group = groups.get(url) ?? { text, url, stories: [] };
      group.stories.push(story);
      groups.set(url, group);
    }
  }
  return [...groups.values()];
}

function listOf({ text, url, stories }: Group, name: 'section' | 'topic' | 'author'): List {
  const view = { [name]: { text, name: text, url } };
  return { url, template: `${name}.ejs`, title: text, view, stories };
}

/** Full pages are numbered from the oldest; the newest 20 to 39 stories stand at the list's own address. */
function paginate({ stories, view, ...page }: List): Page[] {
  const full = Math.max(0, Math.floor(stories.length / PAGE_SIZE) - 1);
  const urlOf = (number: number) => (number > full ? page.url : `${page.url}page/${number}/`);
  return Array.from({ length: full + 1 }, (_, index) => {
    const number = index + 1;
    const end = stories.length - index * PAGE_SIZE;
    const older = number > 1 ? urlOf(number - 1) : null;
    const newer = number <= full ? urlOf(number + 1) : null;
    const shown = stories.slice(number > full ? 0 : end - PAGE_SIZE, end);
    return { ...page, url: urlOf(number), view: { ...view, stories: shown, older, newer } };
  });
}

/** Lengths of ``, `2026`, `2026-03` and `2026-03-01`, the keys of the archive's pages. */
const DEPTHS = [0, 4, 7, 10];

function planArchive(stories: readonly Story[]): List[] {
  const addressOf = (key: string) => (key ? `/archive/${key.replaceAll('-', '/')}/` : '/archive/');
  const levels = DEPTHS.map((length) =>
    groupBy(stories, ({ published }) => {
      const key = published.iso.slice(0, length);
      return [{ text: key, url: addressOf(key) }];
    }),
  );
  return levels.flatMap((level, depth) =>
    level.map(({ text, url, stories: inPeriod }) => {
      const inside = levels[depth + 1]?.filter((group) => group.url.startsWith(url)) ?? [];
      const children = inside.map((group) => {
        const [year, month = null, day = null] = group.text.split('-').map(Number);
        return { year, month, day, url: group.url, count: group.stories.length };
      });
      const shown = depth < 2 ? [] : inPeriod;
      return { url, template: 'archive.ejs', title: text, view: { children }, stories: shown };
    }),
  );
}

function frontOf(stories: readonly Story[], sections: readonly Group[]): object {
  const [lead, ...others] = stories;
  const strips = sections.map(({ text, url, stories: all }) => {
    return { section: { text, url }, stories: all.slice(0, 4) };
  });
  const secondary = others.slice(0, 4);
  return { lead, secondary, latest: others.slice(4, 4 + PAGE_SIZE), strips, more: '/latest/' };
}
