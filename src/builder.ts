import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { placeProblem } from './content/locate.ts';
import { createMarkdown } from './content/markdown/markdown.ts';
import { type Survey, surveySite } from './content/survey.ts';
import { collapse } from './errors/collapse.ts';
import { foreignFiles, replacedFiles } from './errors/output.ts';
import { BroadsheetError, EXIT } from './errors/problem.ts';
import { storiesGone } from './errors/site.ts';
import type { Output } from './output/output.ts';
import { publish } from './output/publish.ts';
import type { OutputPath } from './paths.ts';
import { redirects } from './plugins/redirects.ts';
import { loadDateFormatter } from './render/dates.ts';
import { keyOfTrace, type RenderContext, type RenderedPage, renderPage } from './render/page.ts';
import { readStylesheet, readTemplates, type TemplateSet } from './render/templates.ts';
import { fingerprint, pageKey } from './site/key.ts';
import { type Plan, planSite } from './site/plan.ts';
import { createQueries } from './site/queries.ts';
import { createSlugger } from './site/slug.ts';
import { nextChange, type Release } from './site/visibility.ts';
import type { Config } from './types/config.ts';
import type { Page } from './types/page.ts';
import type { ResolvedConfig } from './types/plugin.ts';
import type { Problem } from './types/problem.ts';
import type { RecordedTrace } from './types/query.ts';
import type { Site } from './types/site.ts';
import { rendererVersion } from './version.ts';

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
  readonly config: ResolvedConfig;
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

export interface Builder {
  /** Makes the site; a build and a rebuild are one. What did not change is not rendered and not touched. */
  build(): Promise<BuildReport>;
}

/** The folder of templates that comes with Broadsheet. */
const BUILT_IN = fileURLToPath(new URL('../templates/', import.meta.url)).replace(/[\\/]$/, '');

export function createBuilder(request: BuildRequest, effects: Effects): Builder {
  return { build: () => build(request, effects) };
}

async function build(request: BuildRequest, effects: Effects): Promise<BuildReport> {
  const lap = stopwatch(effects.now);
  const output = effects.openOutput();
  try {
    lap('open');
    const survey = await readSite(request, effects);
    lap('read');
    const plan = await makePlan(request, survey);
    const { site, files } = plan;
    const paths = files.map(({ path }) => path);
    const { templates, problems: unreadable } = readTemplates(BUILT_IN, ownTemplates(request));
    const context = await renderContext(request, site, templates);
    const changes = publish(output, request.root);
    const problems: Problem[] = [...survey.problems, ...unreadable, ...output.blocked(paths)];
    if (!survey.sources.hasStories && output.manifest.size > 0) {
      problems.push(storiesGone(request.config.out));
    }
    problems.push(...plan.problems.map((problem) => placeProblem(request.root, problem)));
    lap('plan');

    const environment = environmentOf(request.config);
    const retrace = rememberByTrace((trace) => keyOfTrace(trace, context));
    let rendered = 0;
    for (const [done, file] of files.entries()) {
      effects.progress?.({ stage: 'render', done, total: files.length });
      if (done % PAUSE_EVERY === 0) await pause(effects);
      if (file.type !== 'page') {
        problems.push(...changes.add(file));
        continue;
      }
      const key = pageKey(file, environment);
      const kept = changes.keep(file, key, retrace);
      if (kept) {
        problems.push(...kept.warnings);
        continue;
      }
      const result = renderPage(file, context);
      rendered++;
      effects.inspect?.(file, result);
      problems.push(...result.problems);
      if (result.html !== null) {
        changes.addPage(file, {
          html: result.html,
          key,
          trace: result.trace,
          warnings: result.problems,
        });
      }
    }
    await pause(effects);
    lap('render');

    const foreign = [...output.foreign(paths), ...changes.left()].sort();
    const replaced = changes.replaced();
    if (replaced.length > 0) problems.push(replacedFiles(request.config.out, replaced));
    if (foreign.length > 0) problems.push(foreignFiles(request.config.out, foreign));
    const ok = !problems.some(({ severity }) => severity === 'error');
    const summary = ok ? changes.commit() : { written: [], kept: [], removed: [] };
    return {
      ok,
      problems: collapse(problems),
      planned: paths,
      ...summary,
      foreign,
      rendered,
      stories: site.stories.length,
      recovered: output.recovered,
      nextChange: nextChange(contentsOf(survey), request.release.clock),
      durations: lap('commit'),
    };
  } finally {
    output.close();
  }
}

/** Reads every source of a site. */
export function readSite(
  { root, config, release }: BuildRequest,
  effects: Pick<Effects, 'signal' | 'progress'>,
): Promise<Survey> {
  return surveySite({
    root,
    timeZone: config.timeZone,
    drafts: release.drafts,
    step(done, total) {
      effects.progress?.({ stage: 'read', done, total });
      return done % PAUSE_EVERY === 0 ? pause(effects) : undefined;
    },
  });
}

/** Decides what is public, and plans every file of the site. */
export async function makePlan(request: BuildRequest, survey: Survey): Promise<Plan> {
  const { config, release } = request;
  return planSite({
    config,
    release,
    survey,
    slugger: await createSlugger(config.slugs),
    plugins: [redirects, ...config.plugins],
    stylesheet: readStylesheet(BUILT_IN, ownTemplates(request)),
  });
}

function ownTemplates({ root }: BuildRequest): string {
  return join(root, 'templates');
}

async function renderContext(
  { root, config }: BuildRequest,
  site: Site,
  templates: TemplateSet,
): Promise<RenderContext> {
  const { markdown, origin, base } = config;
  return {
    templates,
    markdown: createMarkdown({ ...markdown, origin, base }),
    queries: createQueries(site),
    dates: await loadDateFormatter(languagesOf(site)),
    base,
    read: (source) => readFileSync(join(root, source)),
  };
}

/** Thousands of pages share a trace. */
function rememberByTrace(
  keyOf: (trace: RecordedTrace) => string,
): (trace: RecordedTrace) => string {
  const known = new Map<RecordedTrace, string>();
  return (trace) => {
    const key = known.get(trace) ?? keyOf(trace);
    known.set(trace, key);
    return key;
  };
}

/** What changes every page when it changes, and stands in no view. */
function environmentOf({ markdown, origin, base, language }: Config): string {
  return fingerprint({ renderer: rendererVersion(), markdown, origin, base, language });
}

function languagesOf({ config, stories, pages }: Site): string[] {
  const others = [
    ...stories.map(({ card }) => card.language),
    ...pages.map(({ page }) => page.language),
  ];
  return [...new Set([config.language, ...others.filter((language) => language !== null)])];
}

function* contentsOf({ stories, pages }: Survey) {
  for (const { content } of [...stories, ...pages]) if (content) yield content;
}

/** Files between two looks at the outside: often enough that Ctrl-C seems instant. */
const PAUSE_EVERY = 64;

/** Lets signals through, and ends the build when one came. */
async function pause({ signal }: Pick<Effects, 'signal'>): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw new BroadsheetError([], EXIT.interrupted);
}

/** Counts the time since the last call towards a stage. */
function stopwatch(now: () => number): (stage: Stage) => Readonly<Record<Stage, number>> {
  const durations = { open: 0, read: 0, plan: 0, render: 0, commit: 0 };
  let last = now();
  return (stage) => {
    const time = now();
    durations[stage] += time - last;
    last = time;
    return durations;
  };
}
