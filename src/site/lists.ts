import type { Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedStory, Site, Topic } from '../types/site.ts';
import type {
  AuthorPageView,
  HeadSubject,
  ListView,
  PageKind,
  SectionView,
  TopicView,
} from '../types/views.ts';
import { createHrefs } from './hrefs.ts';
import { pageAt, type ViewOf } from './page.ts';
import { paginate } from './paginate.ts';
import { seriesOrder } from './series.ts';

export const LATEST_URL = '/latest/';

/** A list of stories, and what its template shows above it. */
export interface List {
  readonly kind: PageKind;
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly template: string;
  readonly origin: string;
  readonly stories: readonly PlacedStory[];
  /** What its template shows beside the stories, and what its head is about. */
  readonly more: Recipe<Pick<HeadSubject, 'section' | 'topic' | 'author'>>;
  /** What else its template shows. */
  readonly frame?: object;
}

/** The lists of all stories: of the site, of each section, topic, series and author. */
export function planLists(site: Site, viewOf: ViewOf): Page[] {
  const topicView = (topic: Topic): Omit<TopicView, keyof ListView> => ({ topic: topic.link });
  const lists: List[] = [
    {
      kind: 'latest',
      url: LATEST_URL,
      title: site.config.title,
      template: 'latest.ejs',
      origin: 'the list of all stories',
      stories: site.stories,
      more: {},
    },
    ...site.sections.map((section): List => {
      const { name, url, description, stories } = section;
      const more: Omit<SectionView, keyof ListView> = { section: { ...section.link, description } };
      return {
        kind: 'section',
        url,
        title: name,
        description,
        template: 'section.ejs',
        origin: `the section "${name}"`,
        stories,
        more,
      };
    }),
    ...site.topics.map((topic): List => {
      const { name, url, stories } = topic;
      return {
        kind: 'topic',
        url,
        title: name,
        template: 'topic.ejs',
        origin: `the topic "${name}"`,
        stories,
        more: topicView(topic),
      };
    }),
    ...site.series.map((series): List => {
      const { name, url } = series;
      const stories = seriesOrder(series.stories).toReversed();
      return {
        kind: 'series',
        url,
        title: name,
        template: 'series.ejs',
        origin: `the series "${name}"`,
        stories,
        more: topicView(series),
      };
    }),
    ...site.authors.map((author): List => {
      const { name, url, stories, view } = author;
      const more: Omit<AuthorPageView, keyof ListView> = { author: view };
      return {
        kind: 'author',
        url,
        title: name,
        description: view.bio,
        template: 'author.ejs',
        origin: `the author "${name}"`,
        stories,
        more,
      };
    }),
  ];
  return lists.flatMap((list) => planList(site, list, viewOf));
}

/** The pages of one list of stories. */
export function planList(site: Site, list: List, viewOf: ViewOf): Page[] {
  const { kind, title, description = null, template, origin, stories } = list;
  return planPages(site, { url: list.url, items: stories }, ({ items, url, older, newer }) => {
    const view: Recipe<ListView> = {
      ...viewOf({ kind, url, title, description, about: list.more }),
      ...list.more,
      ...list.frame,
      stories: items.map(({ card }) => card),
      older,
      newer,
    };
    return pageAt(site, { url, template, phase: 'list', origin, view });
  });
}

interface Leaf<Item> {
  readonly items: readonly Item[];
  readonly url: string;
  /** The pages beside it, with base. */
  readonly older: string | null;
  readonly newer: string | null;
}

/** Cuts a list into pages: the front of it at its own address, full older pages at `page/1/`, `page/2/` … */
export function planPages<Item>(
  { config }: Site,
  { url: top, items }: { readonly url: string; readonly items: readonly Item[] },
  planPage: (leaf: Leaf<Item>) => Page,
): Page[] {
  const { href } = createHrefs(config);
  const { head, full } = paginate(items, config.pageSize);
  const urlOf = (number: number) => (number > full.length ? top : `${top}page/${number}/`);
  const leaf = (onPage: readonly Item[], number: number): Page =>
    planPage({
      items: onPage,
      url: urlOf(number),
      older: number > 1 ? href(urlOf(number - 1)) : null,
      newer: number <= full.length ? href(urlOf(number + 1)) : null,
    });
  return [...full.map((onPage, index) => leaf(onPage, index + 1)), leaf(head, full.length + 1)];
}
