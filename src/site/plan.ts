import { outputPath, type SourcePath, type UrlPath } from '../paths.ts';
import type { Page, Phase, PlannedFile } from '../types/page.ts';
import type { PluginTools } from '../types/plugin.ts';
import type { PlacedPage, PlacedStory, Series, Site, Topic } from '../types/site.ts';
import type {
  ArchiveView,
  AuthorPageView,
  AuthorsView,
  FrontView,
  ListView,
  NotFoundView,
  PageKind,
  PageView,
  SectionView,
  SeriesNav,
  StandingView,
  StoryDetail,
  StoryPageView,
  TopicView,
  View,
} from '../types/views.ts';
import { ARCHIVE_URL, type ArchivePeriod, archiveOf } from './archive.ts';
import { frontOf } from './front.ts';
import { createHrefs } from './hrefs.ts';
import { paginate } from './paginate.ts';
import { relateStories } from './related.ts';

const LATEST_URL = '/latest/';
const AUTHORS_URL = '/authors/';

interface PageWords {
  readonly kind: PageKind;
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
}

/** Plans every page of the site as data: its address, its template, and all that the template may see. Pure. */
export function planPages(site: Site): PlannedFile[] {
  const tools = createHrefs(site.config);
  const common = (words: PageWords): View => ({
    site: site.view,
    page: pageView(site, tools, words),
  });
  return [
    ...planStories(site, common),
    ...planStanding(site, common),
    planFront(site, tools, common),
    ...planLists(site, tools, common),
    ...planArchive(site, tools, common),
    planAuthors(site, common),
    planNotFound(site, common),
    ...site.files.map(
      ({ source, url, owner }): PlannedFile => ({
        type: 'asset',
        path: url.slice(1) as Page['path'],
        phase: 'asset',
        origin: `${source} (of ${owner})`,
        source,
      }),
    ),
  ];
}

type Common = (words: PageWords) => View;

function page(words: {
  readonly url: string;
  readonly template: string;
  readonly phase: Phase;
  readonly origin: string;
  readonly view: View;
  readonly body?: Page['body'];
}): Page {
  const { url, body = null, ...rest } = words;
  return { type: 'page', url: url as UrlPath, path: outputPath(url as UrlPath), body, ...rest };
}

function pageView(site: Site, tools: PluginTools, words: PageWords): PageView {
  const { config } = site;
  return {
    kind: words.kind,
    title: words.title,
    description: words.description ?? null,
    url: tools.href(words.url),
    canonical: tools.absolute(words.url),
    language: words.language ?? config.language,
    direction: words.direction ?? config.direction,
  };
}

function planStories(site: Site, common: Common): Page[] {
  const related = relateStories(site.stories);
  const positions = seriesPositions(site.series);
  return site.stories.map((placed) => {
    const { story, url, card, links } = placed;
    const view: StoryPageView = {
      ...common({
        kind: 'story',
        url,
        title: story.headline,
        description: story.dek ?? (story.summary || null),
        language: card.language,
        direction: card.direction,
      }),
      story: storyDetail(placed),
      series: positions.get(placed) ?? null,
      related: (related.get(placed) ?? []).map((other) => other.card),
    };
    const body = { source: story.source, hash: story.hash, links, language: card.language };
    return page({ url, template: 'story.ejs', phase: 'story', origin: story.source, view, body });
  });
}

function storyDetail({ story, card, topics, authors }: PlacedStory): StoryDetail {
  return {
    ...card,
    updated: story.updated,
    dateline: story.dateline,
    topics: topics.map((topic) => topic.link),
    corrections: story.corrections,
    source: story.wire.source,
    credit: story.wire.credit,
    canonical: story.wire.canonical,
    usageTerms: story.wire.usageTerms,
    urgency: story.urgency,
    free: story.free,
    words: story.words,
    people: authors.map((author) => author.view),
    extra: story.extra,
  };
}

/** Where each story stands in its series: by the number that the desk gave it, else by date. */
function seriesPositions(series: readonly Series[]): Map<PlacedStory, SeriesNav> {
  const positions = new Map<PlacedStory, SeriesNav>();
  for (const { name, link, stories } of series) {
    const inOrder = seriesOrder(stories);
    for (const [index, placed] of inOrder.entries()) {
      positions.set(placed, {
        name,
        url: link.url,
        part: index + 1,
        previous: inOrder[index - 1]?.card ?? null,
        next: inOrder[index + 1]?.card ?? null,
      });
    }
  }
  return positions;
}

function seriesOrder(newestFirst: readonly PlacedStory[]): readonly PlacedStory[] {
  const part = (placed: PlacedStory) => placed.story.series?.part ?? Number.POSITIVE_INFINITY;
  return newestFirst.toReversed().sort((a, b) => (part(a) === part(b) ? 0 : part(a) - part(b)));
}

function planStanding(site: Site, common: Common): Page[] {
  return site.pages.map(({ page: standing, links }: PlacedPage) => {
    const { url, source, hash, headline, dek, extra } = standing;
    const language = standing.language ?? site.config.language;
    const view: StandingView = {
      ...common({ kind: 'standing', url, title: headline, description: dek, language }),
      standing: { headline, dek, extra },
    };
    const body = { source, hash, links, language };
    return page({ url, template: 'standing.ejs', phase: 'story', origin: source, view, body });
  });
}

function planFront(site: Site, tools: PluginTools, common: Common): Page {
  const { title, description } = site.config;
  const view: FrontView = {
    ...common({ kind: 'front', url: '/', title, description }),
    ...frontOf(site, site.config.pageSize),
    more: tools.href(LATEST_URL),
  };
  return page({ url: '/', template: 'front.ejs', phase: 'list', origin: 'the front page', view });
}

interface List {
  readonly kind: PageKind;
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly template: string;
  readonly origin: string;
  readonly stories: readonly PlacedStory[];
  readonly more: object;
}

function planLists(site: Site, tools: PluginTools, common: Common): Page[] {
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
  return lists.flatMap((list) => planList(list, site.config.pageSize, tools, common));
}

/** The pages of one list: the front of it at its own address, full older pages at `page/1/`, `page/2/` … */
function planList(list: List, pageSize: number, tools: PluginTools, common: Common): Page[] {
  const { head, full } = paginate(list.stories, pageSize);
  const urlOf = (number: number) =>
    number > full.length ? list.url : `${list.url}page/${number}/`;
  const listPage = (stories: readonly PlacedStory[], number: number): Page => {
    const url = urlOf(number);
    const { kind, title, description = null } = list;
    const view: ListView = {
      ...common({ kind, url, title, description }),
      ...list.more,
      stories: stories.map(({ card }) => card),
      older: number > 1 ? tools.href(urlOf(number - 1)) : null,
      newer: number <= full.length ? tools.href(urlOf(number + 1)) : null,
    };
    return page({ url, template: list.template, phase: 'list', origin: list.origin, view });
  };
  return [
    ...full.map((stories, index) => listPage(stories, index + 1)),
    listPage(head, full.length + 1),
  ];
}

function planArchive(site: Site, tools: PluginTools, common: Common): Page[] {
  const years = archiveOf(site.stories, tools.href);
  const index = tools.href(ARCHIVE_URL);
  const view: ArchiveView = {
    ...common({ kind: 'archive', url: ARCHIVE_URL, title: site.config.title }),
    period: null,
    parents: [],
    children: years.map(({ period }) => period),
    stories: [],
    older: null,
    newer: null,
    index,
  };
  const top = page({
    url: ARCHIVE_URL,
    template: 'archive.ejs',
    phase: 'list',
    origin: 'the archive',
    view,
  });
  return [top, ...years.flatMap((year) => planPeriod(year))];

  function planPeriod({ period, parents, children, stories }: ArchivePeriod): Page[] {
    const parts = [period.year, period.month, period.day].filter((part) => part !== null);
    const name = parts.map((part) => String(part).padStart(2, '0')).join('-');
    const list: List = {
      kind: 'archive',
      url: `${ARCHIVE_URL}${name.replaceAll('-', '/')}/`,
      title: name,
      template: 'archive.ejs',
      origin: `the archive of ${name}`,
      // A year's stories would be thousands: it shows its months only.
      stories: period.month === null ? [] : stories,
      more: { period, parents, children: children.map((child) => child.period), index },
    };
    return [
      ...planList(list, site.config.pageSize, tools, common),
      ...children.flatMap((child) => planPeriod(child)),
    ];
  }
}

function planAuthors(site: Site, common: Common): Page {
  const view: AuthorsView = {
    ...common({ kind: 'authors', url: AUTHORS_URL, title: site.config.title }),
    authors: site.authors.map((author) => author.view),
  };
  return page({
    url: AUTHORS_URL,
    template: 'authors.ejs',
    phase: 'list',
    origin: 'the list of authors',
    view,
  });
}

function planNotFound(site: Site, common: Common): Page {
  const view: NotFoundView = {
    ...common({ kind: '404', url: '/404.html', title: site.config.title }),
    sections: site.sections.map((section) => section.link),
  };
  return page({
    url: '/404.html',
    template: '404.ejs',
    phase: 'list',
    origin: 'the page for addresses that do not exist',
    view,
  });
}

/** Where a source is published: for lists of stories. */
export function urlsBySource(site: Site): ReadonlyMap<SourcePath, UrlPath> {
  return new Map(site.stories.map(({ story, url }) => [story.source, url]));
}
