import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { placeProblem } from './content/locate.ts';
import { createMarkdown } from './content/markdown/markdown.ts';
import { type Sources, scanSources } from './content/scan.ts';
import { type Parsed, parseStandingPage, parseStory } from './content/story.ts';
import { createZone } from './content/zone.ts';
import { cannotRead, foreignFiles } from './errors/output.ts';
import { BroadsheetError, EXIT } from './errors/problem.ts';
import { digest } from './hash.ts';
import type { Output } from './output/output.ts';
import { publish } from './output/publish.ts';
import type { OutputPath, SourcePath, UrlPath } from './paths.ts';
import { redirects } from './plugins/redirects.ts';
import { loadDateFormatter } from './render/dates.ts';
import { keyOfTrace, type RenderContext, type RenderedPage, renderPage } from './render/page.ts';
import { readTemplates } from './render/templates.ts';
import { findCollisions } from './site/collisions.ts';
import { createHrefs } from './site/hrefs.ts';
import { fingerprint, pageKey } from './site/key.ts';
import { planPages } from './site/plan.ts';
import { createQueries } from './site/queries.ts';
import { createSite } from './site/site.ts';
import { createSlugger } from './site/slug.ts';
import { nextChange, type Release } from './site/visibility.ts';
import type { Config } from './types/config.ts';
import type { Page, PlannedFile } from './types/page.ts';
import type { Problem } from './types/problem.ts';
import type { Site } from './types/site.ts';
import type { StandingPage, Story } from './types/story.ts';
import { version } from './version.ts';

/** What a build may do to the world around it. */
export interface Effects {
  /** Opens the place to which the site is written; called once, before anything is read. */
  readonly openOutput: () => Output;
  /** Milliseconds of a clock that only runs forward, for durations. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: {
    readonly stage: Stage;
    readonly done: number;
    readonly total: number;
  }) => void;
  /** Sees every page that is rendered: for checks of the finished site. */
  readonly inspect?: (page: Page, rendered: RenderedPage) => void;
}

export interface BuildRequest {
  /** Absolute path of the site. */
  readonly root: string;
  readonly config: Config;
  readonly release: Release;
}

export type Stage = 'open' | 'read' | 'plan' | 'render' | 'commit';

export interface BuildReport {
  /** False when an error kept everything from being published. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** Every file that the site consists of. */
  readonly planned: readonly OutputPath[];
  readonly written: readonly OutputPath[];
  readonly kept: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
  readonly foreign: readonly string[];
  /** Pages that were rendered, which is not the same as written: a page may come out as it was. */
  readonly rendered: number;
  readonly stories: number;
  /** An interrupted commit of an earlier build was finished first. */
  readonly recovered: boolean;
  /** Milliseconds since 1970: when the site next changes by itself, and must be built again. */
  readonly nextChange: number | null;
  /** Milliseconds. */
  readonly durations: Readonly<Record<Stage, number>>;
}

/** A site as it was read: everything, also what is held. */
export interface Survey {
  readonly sources: Sources;
  readonly stories: readonly Parsed<Story>[];
  readonly pages: readonly Parsed<StandingPage>[];
  readonly problems: readonly Problem[];
}

export interface Planned extends Survey {
  readonly site: Site;
  readonly files: readonly PlannedFile[];
}

export interface Builder {
  /** Makes the site; a build and a rebuild are one. What did not change is not rendered and not touched. */
  build(): Promise<BuildReport>;
}

const BUILT_IN_TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url)).replace(
  /[\\/]$/,
  '',
);
const STYLESHEET = 'assets/site.css';

export function createBuilder(request: BuildRequest, effects: Effects): Builder {
  return { build: () => build(request, effects) };
}

async function build(request: BuildRequest, effects: Effects): Promise<BuildReport> {
  const durations = { open: 0, read: 0, plan: 0, render: 0, commit: 0 };
  let last = effects.now();
  const lap = (stage: Stage) => {
    const now = effects.now();
    durations[stage] += now - last;
    last = now;
  };
  const output = effects.openOutput();
  try {
    lap('open');
    const survey = await readSite(request, effects);
    lap('read');
    const plan = await planSite(request, survey);
    const { files, site } = plan;
    const { templates, problems: templateProblems } = readTemplates(
      BUILT_IN_TEMPLATES,
      join(request.root, 'templates'),
    );
    const context: RenderContext = {
      templates,
      markdown: createMarkdown({
        ...request.config.markdown,
        origin: request.config.origin,
        base: request.config.base,
      }),
      queries: createQueries(site),
      dates: await loadDateFormatter(languagesOf(site)),
      base: request.config.base,
      read: (source) => readFileSync(join(request.root, source)),
    };
    const problems: Problem[] = [
      ...plan.problems,
      ...templateProblems,
      ...output.blocked(files.map(({ path }) => path)),
    ];
    const environment = environmentOf(request.config);
    const changes = publish(output, request.root);
    lap('plan');

    let done = 0;
    let rendered = 0;
    for (const file of files) {
      if (done % 64 === 0) await pause(effects);
      effects.progress?.({ stage: 'render', done: done++, total: files.length });
      if (file.type !== 'page') {
        problems.push(...changes.add(file));
        continue;
      }
      const key = pageKey(file, environment);
      const kept = changes.keep(file, key, (trace) => keyOfTrace(trace, context));
      if (kept) {
        problems.push(...kept.warnings);
        continue;
      }
      const result = renderPage(file, context);
      rendered++;
      effects.inspect?.(file, result);
      problems.push(...result.problems);
      if (result.html === null) continue;
      changes.addPage(file, {
        html: result.html,
        key,
        trace: result.trace,
        warnings: result.problems,
      });
    }
    await pause(effects);
    lap('render');

    const foreign = output.foreign(files.map(({ path }) => path));
    if (foreign.length > 0) problems.push(foreignFiles(request.config.out, foreign));
    const all = collapse(problems);
    const ok = !all.some(({ severity }) => severity === 'error');
    const summary = ok ? changes.commit() : { written: [], kept: [], removed: [] };
    lap('commit');
    return {
      ok,
      problems: all,
      planned: files.map(({ path }) => path),
      ...summary,
      foreign,
      rendered,
      stories: site.stories.length,
      recovered: output.recovered,
      nextChange: nextChange(storiesOf(survey), request.release.clock),
      durations,
    };
  } finally {
    output.close();
  }
}

/** Reads and parses every source. A story with an error is left out; the errors are all in the survey. */
export async function readSite(
  { root, config, release }: BuildRequest,
  effects: Pick<Effects, 'signal' | 'progress'>,
): Promise<Survey> {
  const sources = scanSources(root);
  const zone = createZone(config.timeZone);
  const problems: Problem[] = [...sources.problems];
  const total = sources.stories.length + sources.pages.length;
  let done = 0;

  async function parseAll<Content>(
    paths: readonly SourcePath[],
    parse: (
      source: SourcePath,
      bytes: Buffer,
      zone: ReturnType<typeof createZone>,
    ) => Parsed<Content>,
  ): Promise<Parsed<Content>[]> {
    const all: Parsed<Content>[] = [];
    for (const source of paths) {
      if (done % 256 === 0) await pause(effects);
      effects.progress?.({ stage: 'read', done: done++, total });
      const parsed = parseFile(source, parse);
      all.push(parsed);
      problems.push(
        ...parsed.problems.map((problem) =>
          isHeld(parsed) ? { ...problem, severity: 'warning' as const } : problem,
        ),
      );
    }
    return all;
  }

  function parseFile<Content>(
    source: SourcePath,
    parse: (
      source: SourcePath,
      bytes: Buffer,
      zone: ReturnType<typeof createZone>,
    ) => Parsed<Content>,
  ): Parsed<Content> {
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(root, source));
    } catch (error) {
      return { source, content: null, status: null, problems: [cannotRead(source, error)] };
    }
    return parse(source, bytes, zone);
  }

  /** A draft in work cannot stop the presses. */
  function isHeld({ status }: Parsed<unknown>): boolean {
    return status !== null && status !== 'usable' && !(status === 'draft' && release.drafts);
  }

  const stories = await parseAll(sources.stories, parseStory);
  const pages = await parseAll(sources.pages, parseStandingPage);
  return { sources, stories, pages, problems };
}

/** Decides what is public, and plans every file of the site. */
export async function planSite(
  { root, config, release }: BuildRequest,
  survey: Survey,
): Promise<Planned> {
  const slugger = await createSlugger(config.slugs);
  const css = readStylesheet(root);
  const stylesheet =
    css === null ? null : (`/assets/site.${digest(css).slice(0, 10).toLowerCase()}.css` as UrlPath);
  const tools = createHrefs(config);
  const { stories, pages, sources } = survey;
  const { site, problems } = createSite({
    config,
    slugger,
    release,
    stories,
    pages,
    files: sources.files,
    stylesheet: stylesheet === null ? null : tools.href(stylesheet),
  });
  const files: PlannedFile[] = [
    ...sources.publicFiles.map((source): PlannedFile => {
      const path = source.slice('public/'.length) as OutputPath;
      return { type: 'asset', path, phase: 'asset', origin: source, source };
    }),
    ...planPages(site),
    ...[redirects, ...config.plugins].flatMap((plugin) => plugin.plan(site, tools)),
  ];
  if (css !== null && stylesheet !== null) {
    files.push({
      type: 'text',
      path: outputPathOf(stylesheet),
      phase: 'asset',
      origin: `templates/${STYLESHEET}`,
      text: css,
    });
  }
  const found = [...problems, ...findCollisions(files)];
  return {
    ...survey,
    site,
    files: inOrder(files),
    problems: [...survey.problems, ...found.map((problem) => placeProblem(root, problem))],
  };
}

function outputPathOf(url: UrlPath): OutputPath {
  return url.slice(1) as OutputPath;
}

/** What others refer to is published first. */
function inOrder(files: readonly PlannedFile[]): PlannedFile[] {
  const phases = ['asset', 'story', 'list'];
  return phases.flatMap((phase) => files.filter((file) => file.phase === phase));
}

function readStylesheet(root: string): string | null {
  for (const folder of [join(root, 'templates'), BUILT_IN_TEMPLATES]) {
    try {
      return readFileSync(join(folder, STYLESHEET), 'utf8');
    } catch {
      // The next place is tried.
    }
  }
  return null;
}

/** What changes every page when it changes, and stands in no view. */
function environmentOf({ markdown, origin, base, language }: Config): string {
  return fingerprint({ version, markdown, origin, base, language });
}

function languagesOf(site: Site): string[] {
  const languages = new Set([site.config.language]);
  for (const { card } of site.stories) languages.add(card.language);
  for (const { page } of site.pages) if (page.language) languages.add(page.language);
  return [...languages];
}

function* storiesOf(survey: Survey): Iterable<Story> {
  for (const { content } of survey.stories) if (content) yield content;
}

/** Lets signals through, and ends the build when one came. */
async function pause({ signal }: Pick<Effects, 'signal'>): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw new BroadsheetError([], EXIT.interrupted);
}

/** A template's mistake shows on every page that it makes: it is reported once. */
function collapse(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, { first: Problem; count: number }>();
  for (const problem of problems) {
    const where = `${problem.file}:${problem.line}:${problem.column}`;
    const key = problem.code.startsWith('template-')
      ? `${problem.code} ${where}`
      : `${problem.code} ${where} ${problem.message}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: problem, count: 1 });
  }
  return [...groups.values()]
    .map(({ first, count }) =>
      count > 1 && first.code.startsWith('template-')
        ? {
            ...first,
            message: `${first.message.replace(/\.$/, '')}, and on ${count - 1} other ${count === 2 ? 'page' : 'pages'}.`,
          }
        : first,
    )
    .sort(byPlace);
}

/** Errors before warnings, then by file and line: the same report whatever the order of the work was. */
function byPlace(a: Problem, b: Problem): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  const fileA = a.file ?? '';
  const fileB = b.file ?? '';
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  return (
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.code < b.code ? -1 : 1)
  );
}
