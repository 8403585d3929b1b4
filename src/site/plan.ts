import type { Survey } from '../content/survey.ts';
import type { KeyProblem } from '../errors/problem.ts';
import { badOutputPath, pluginFailed } from '../errors/site.ts';
import type { Recipe } from '../part.ts';
import {
  fold,
  type OutputPath,
  outputPath,
  type SourcePath,
  type UrlPath,
  whyNotOutput,
} from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Page, Phase, PlannedFile, ThemeAssets } from '../types/page.ts';
import type { Plugin, PluginTools } from '../types/plugin.ts';
import type { Site } from '../types/site.ts';
import type { AuthorsView, FrontView, NotFoundView, SearchView } from '../types/views.ts';
import { planArchive, yearsOf } from './archive.ts';
import { findCollisions } from './collisions.ts';
import { CORRECTIONS_URL, planCorrections } from './corrections.ts';
import { frontOf } from './front.ts';
import { checkFront } from './front-settings.ts';
import { CUSTOM_STYLES, planFurniture } from './furniture.ts';
import { createHeadOf, type HeadOf } from './head.ts';
import { createHrefs } from './hrefs.ts';
import { derive } from './key.ts';
import { LATEST_URL, planLists } from './lists.ts';
import { findNeighbours, type Neighbours } from './neighbours.ts';
import { createViews, pageAt, type ViewOf } from './page.ts';
import { createSite } from './site.ts';
import type { Slugger } from './slug.ts';
import { createStoryTools, planStanding, planStories } from './stories.ts';
import type { Release } from './visibility.ts';

interface PlanInput {
  readonly config: Config;
  readonly release: Release;
  readonly survey: Survey;
  readonly slugger: Slugger;
  readonly plugins: readonly Plugin[];
  readonly assets: ThemeAssets;
}

/** All that is public, and every file that it becomes, in the order in which they are published. */
export interface Plan {
  readonly site: Site;
  readonly neighbours: Neighbours;
  readonly headOf: HeadOf;
  /** BCP 47 tags of all that is public; the first is the site's. */
  readonly languages: readonly string[];
  /** Stories whose text stands in a plugin's files; null when that may be any story. */
  readonly quoted: readonly SourcePath[] | null;
  /** Stories whose text stands on pages that say so: see `Page.quotes`. */
  readonly quotedInPages: ReadonlySet<SourcePath>;
  /** Milliseconds since 1970: when files of plugins change by themselves, or null. */
  readonly pluginsLastUntil: number | null;
  readonly files: readonly PlannedFile[];
  readonly problems: readonly KeyProblem[];
}

/** A plan of which the front page is there already. */
export interface BegunPlan {
  /** What is public, the front page, and what stands around every page: nothing else has an address yet. */
  readonly front: Plan;
  /** Plans everything. */
  finish(): Plan;
}

/**
 * Plans the site as data. Pure: the same sources, configuration and clock give the same plan. In two steps, because
 * whoever waits for the front page need not wait for all others.
 */
export function beginPlan({
  config,
  release,
  survey,
  slugger,
  plugins,
  assets,
}: PlanInput): BegunPlan {
  const hrefs = createHrefs(config);
  const headOf = createHeadOf(plugins, hrefs);
  const { stories, pages, entries, sizes, sources } = survey;
  const publicFiles = sources.publicFiles.filter((file) => file !== CUSTOM_STYLES);
  const { furniture, files: furnishing } = planFurniture({
    config,
    assets,
    publicFiles,
    sizes,
    hrefs,
  });
  const { site, problems: found } = createSite({
    config,
    slugger,
    release,
    stories,
    pages,
    entries,
    files: sources.files,
    sizes,
    furniture,
  });
  const neighbours = findNeighbours(site);
  const viewOf = createViews(site, headOf);
  const front = planFront(site, viewOf);
  const common = { site, neighbours, headOf, languages: languagesOf(site) };
  return {
    front: {
      ...common,
      quoted: null,
      quotedInPages: new Set(),
      pluginsLastUntil: null,
      files: [...furnishing, front],
      problems: [],
    },
    finish,
  };

  function finish(): Plan {
    const problems: KeyProblem[] = [
      ...found,
      ...checkFront(site, { stories: sources.stories, publicFiles }),
    ];
    const tools: PluginTools = { ...hrefs, derive, ...createStoryTools(site, hrefs) };
    const all: PlannedFile[] = [
      ...publicFiles.map((source): PlannedFile => {
        const path = source.slice('public/'.length) as OutputPath;
        return { type: 'asset', path, phase: 'asset', origin: source, owner: source, source };
      }),
      ...furnishing,
      ...site.files.map(({ source, url, owner }): PlannedFile => {
        const path = url.slice(1) as OutputPath;
        return {
          type: 'asset',
          path,
          phase: 'asset',
          origin: `${source} (of ${owner})`,
          owner: source,
          source,
        };
      }),
      ...planPages(site, { neighbours, headOf, viewOf, front }),
      ...plugins.flatMap((plugin) => runPlugin(plugin, { site, tools, problems })),
    ];
    const files = withoutGivingWay(all);
    return {
      ...common,
      quoted: quotedBy(plugins, site),
      quotedInPages: quotedIn(files),
      pluginsLastUntil: firstChangeOf(plugins, site),
      files: inOrder(files),
      problems: [...problems, ...checkPaths(files), ...findCollisions(files, config.urls)],
    };
  }
}

function runPlugin(
  plugin: Plugin,
  { site, tools, problems }: { site: Site; tools: PluginTools; problems: KeyProblem[] },
): readonly PlannedFile[] {
  try {
    return plugin.plan?.(site, tools) ?? [];
  } catch (error) {
    problems.push({ source: '', keys: [], describe: () => pluginFailed(plugin.name, error) });
    return [];
  }
}

function languagesOf({ config, stories, pages }: Site): readonly string[] {
  const languages = new Set([config.language]);
  for (const { story } of stories) if (story.language !== null) languages.add(story.language);
  for (const { page } of pages) if (page.language !== null) languages.add(page.language);
  return [...languages];
}

function quotedBy(plugins: readonly Plugin[], site: Site): readonly SourcePath[] | null {
  const quoted = new Set<SourcePath>(liveBlogs(site));
  for (const plugin of plugins) {
    if (plugin.quotes === undefined) return null;
    for (const { story } of plugin.quotes(site)) quoted.add(story.source);
  }
  return [...quoted];
}

function quotedIn(files: readonly PlannedFile[]): ReadonlySet<SourcePath> {
  const quoted = new Set<SourcePath>();
  for (const file of files) {
    if (file.type !== 'page' || file.quotes === undefined) continue;
    for (const { source } of file.quotes) quoted.add(source);
  }
  return quoted;
}

function firstChangeOf(plugins: readonly Plugin[], site: Site): number | null {
  let next: number | null = null;
  for (const plugin of plugins)
    for (const at of plugin.changesAt?.(site) ?? [])
      if (at > site.clock && (next === null || at < next)) next = at;
  return next;
}

/** Without the files that give way to others at their place. */
function withoutGivingWay(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const taken = new Set<string>();
  for (const { path, givesWay } of files) {
    if (givesWay) continue;
    const folded = fold(path);
    taken.add(folded);
    // A folder takes the place of a file, too.
    for (
      let slash = folded.lastIndexOf('/');
      slash > 0;
      slash = folded.lastIndexOf('/', slash - 1)
    ) {
      const folder = folded.slice(0, slash);
      if (taken.has(folder)) break;
      taken.add(folder);
    }
  }
  return files.filter(({ givesWay, path }) => !givesWay || !taken.has(fold(path)));
}

/** A live blog stands in two files, its page and its JSON. */
function liveBlogs({ stories }: Site): readonly SourcePath[] {
  return stories.filter(({ story }) => story.kind === 'live').map(({ story }) => story.source);
}

/** Whoever planned a file, it can be written, and below the output folder. */
function checkPaths(files: readonly PlannedFile[]): KeyProblem[] {
  return files.flatMap(({ path, owner }) => {
    const why = whyNotOutput(path);
    return why === null
      ? []
      : [
          {
            source: owner ?? '',
            keys: [],
            describe: (place) => badOutputPath(place, { path, why }),
          },
        ];
  });
}

/** What others refer to is published first. The files of a story follow each other: its text is made once for all. */
function inOrder(files: readonly PlannedFile[]): PlannedFile[] {
  const of = (phase: Phase) => files.filter((file) => file.phase === phase);
  const byOwner = new Map<string, PlannedFile[]>();
  for (const file of of('story')) {
    const owner = file.owner ?? file.path;
    const others = byOwner.get(owner);
    if (others === undefined) byOwner.set(owner, [file]);
    else others.push(file);
  }
  return [...of('asset'), ...[...byOwner.values()].flat(), ...of('list')];
}

function planPages(
  site: Site,
  beside: {
    readonly neighbours: Neighbours;
    readonly headOf: HeadOf;
    readonly viewOf: ViewOf;
    readonly front: Page;
  },
): Page[] {
  const { viewOf, front } = beside;
  return [
    ...planStories(site, beside),
    ...planStanding(site, viewOf),
    front,
    ...planLists(site, viewOf),
    ...planArchive(site, viewOf),
    planAuthors(site, viewOf),
    planNotFound(site, viewOf),
    ...withoutOwn(site, [...planCorrections(site, viewOf), planSearch(site, viewOf)]),
  ];
}

const SEARCH_URL = '/search/';
/** Built-in pages that may give way, the further pages of a list with its first. */
const OPTIONAL = [CORRECTIONS_URL, SEARCH_URL] as UrlPath[];

/** A newsroom may have a page of its own at these addresses, as archives of other generators often do. */
function withoutOwn({ pages, config }: Site, builtIn: readonly Page[]): readonly Page[] {
  const pathOf = (url: UrlPath) => outputPath(url, config.urls);
  const own = new Set(pages.map(({ page }) => pathOf(page.url)));
  const isReplaced = (url: string) =>
    OPTIONAL.some((top) => url.startsWith(top) && own.has(pathOf(top)));
  return builtIn.filter(({ url }) => !isReplaced(url));
}

function planFront(site: Site, viewOf: ViewOf): Page {
  const { title, description } = site.config;
  const view: Recipe<FrontView> = {
    ...viewOf({ kind: 'front', url: '/', title, description }),
    ...frontOf(site),
    more: createHrefs(site.config).href(LATEST_URL),
  };
  return pageAt(site, {
    url: '/',
    template: 'front.ejs',
    phase: 'list',
    origin: 'the front page',
    view,
  });
}

const AUTHORS_URL = '/authors/';

function planAuthors(site: Site, viewOf: ViewOf): Page {
  const view: Recipe<AuthorsView> = {
    ...viewOf({ kind: 'authors', url: AUTHORS_URL, title: site.config.title }),
    authors: site.authors.map((author) => author.view),
  };
  return pageAt(site, {
    url: AUTHORS_URL,
    template: 'authors.ejs',
    phase: 'list',
    origin: 'the list of authors',
    view,
  });
}

function planNotFound(site: Site, viewOf: ViewOf): Page {
  const view: Recipe<NotFoundView> = {
    ...viewOf({ kind: '404', url: '/404.html', title: site.config.title }),
    sections: site.sections.map((section) => section.link),
    latest: site.stories.slice(0, LATEST_ON_404).map(({ card }) => card),
  };
  return pageAt(site, {
    url: '/404.html',
    template: '404.ejs',
    phase: 'list',
    origin: 'the page for addresses that do not exist',
    view,
  });
}

const LATEST_ON_404 = 6;

function planSearch(site: Site, viewOf: ViewOf): Page {
  const view: Recipe<SearchView> = {
    ...viewOf({ kind: 'search', url: SEARCH_URL, title: site.config.title }),
    sections: site.sections.map((section) => section.link),
    years: yearsOf(site),
  };
  return pageAt(site, {
    url: SEARCH_URL,
    template: 'search.ejs',
    phase: 'list',
    origin: 'the search page',
    view,
  });
}
