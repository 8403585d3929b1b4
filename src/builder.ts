import { join } from 'node:path';
import { Crew } from './builder/crew.ts';
import { continueEdition } from './builder/edition.ts';
import {
  environmentOf,
  type Inputs,
  inputsOf,
  readingVersion,
  shardRecorder,
} from './builder/inputs.ts';
import { comparePages, compressFiles, pathsToMake, renderPages, workOf } from './builder/pages.ts';
import {
  type BuildReport,
  type BuildRequest,
  type Effects,
  pause,
  type Shop,
  type Stage,
} from './builder/request.ts';
import { type ReadSources, readSources } from './builder/sources.ts';
import type { KnownSources } from './content/stock.ts';
import { type Survey, surveyOf } from './content/survey.ts';
import { collapse } from './errors/collapse.ts';
import { foreignFiles, replacedFiles } from './errors/output.ts';
import type { KeyProblem } from './errors/problem.ts';
import { storiesGone } from './errors/site.ts';
import { digest } from './hash.ts';
import { strangersAmong } from './output/folder.ts';
import { publish } from './output/publish.ts';
import { DamagedMemory } from './output/row-file.ts';
import { pluginsOf } from './plugins/all.ts';
import { BUILT_IN, readTemplates, type TemplateFiles } from './render/template-files.ts';
import { readThemeFiles, type ThemeFiles } from './render/theme-files.ts';
import { createTracer } from './render/trace.ts';
import type { BegunPlan, Plan } from './site/plan.ts';
import { createQueries } from './site/queries.ts';
import { filesOfShard } from './site/shards.ts';
import { earlier, nextChange } from './site/upcoming.ts';
import type { Edition, ReleaseRecord } from './types/manifest.ts';
import type { ThemeAssets } from './types/page.ts';
import type { Problem } from './types/problem.ts';

export type { BuildReport, BuildRequest, Effects, Stage } from './builder/request.ts';

export interface Builder {
  /** Makes the site; a build and a rebuild are one. What did not change is not rendered and not touched. */
  build(): Promise<BuildReport>;
}

export function createBuilder(request: BuildRequest, effects: Effects): Builder {
  return {
    async build() {
      const lap = stopwatch(effects.now);
      const output = effects.openOutput();
      const crew = new Crew(effects.threads ?? 1);
      try {
        return await build(request, { effects, output, crew, lap });
      } finally {
        await crew.dismiss();
        output.close();
      }
    },
  };
}

/** Read, plan, compare, render, publish. */
async function build(request: BuildRequest, shop: Shop): Promise<BuildReport> {
  const { root, config } = request;
  const { output, lap } = shop;
  const version = readingVersion(config);
  const own = join(root, 'templates');
  const { templates, problems: unreadable } = readTemplates(BUILT_IN, own);
  const themeFiles = readThemeFiles(root, BUILT_IN);
  lap('open');

  const before = output.knownSources(version);
  const read = await readAll(request, shop, before);
  const inputs = inputsOf({ request, read, templates, themeFiles });
  const recordShard = shardRecorder({ request, read, templates, themeFiles });
  lap('read');
  const continued = await continueEdition(request, shop, {
    read,
    before,
    inputs,
    templates,
    recordShard,
  });
  if (continued !== null) {
    if (read.hasNews) output.rememberSources(version, read.known);
    return { ...continued, durations: lap('commit') };
  }
  return makeEdition(request, shop, {
    version,
    read,
    inputs,
    themeFiles,
    templates,
    unreadable,
    recordShard,
  });
}

interface Materials {
  /** Of what is remembered of the sources. */
  readonly version: string;
  readonly read: ReadSources;
  readonly inputs: Inputs | null;
  readonly themeFiles: ThemeFiles;
  readonly templates: TemplateFiles;
  /** Templates that cannot be read. */
  readonly unreadable: readonly Problem[];
  readonly recordShard: ReturnType<typeof shardRecorder>;
}

/** Plans the site, and makes what is not there yet. */
async function makeEdition(
  request: BuildRequest,
  shop: Shop,
  { version, read, inputs, themeFiles, templates, unreadable, recordShard }: Materials,
): Promise<BuildReport> {
  const { root, config, release } = request;
  const { output, lap, effects, crew } = shop;
  crew.prepare();
  const { survey, known } = await unpack(request, shop, read);
  const { makeAssets } = await import('./render/styles.ts');
  const { assets, problems: inStyles } = makeAssets(themeFiles, config);
  const plan = await makePlan(request, survey, assets);
  const { site } = plan;
  const shard = request.shard
    ? recordShard(digest(plan.files.map(({ path }) => path).join('\n')))
    : null;
  const files = shard === null ? plan.files : filesOfShard(plan.files, shard);
  const problems: Problem[] = [
    ...config.warnings,
    ...survey.problems,
    ...unreadable,
    ...themeFiles.problems,
    ...inStyles,
    ...(survey.sources.hasStories || output.manifest.size === 0 ? [] : [storiesGone(config.out)]),
    ...(await placeProblems(root, plan.problems)),
  ];
  const changes = publish(output, root);
  const queries = createQueries(site);
  const tracer = createTracer(templates, queries);
  const environment = environmentOf(config);
  const { kept, jobs } = comparePages(files, { changes, environment, tracer });
  problems.push(...output.blocked(pathsToMake(files, jobs)));
  lap('plan');

  const planProblems = [...problems];
  const { languages } = plan;
  const made = await renderPages(request, shop, { jobs, templates, languages, queries });
  for (const file of files) {
    if (file.type === 'asset') problems.push(...changes.addAsset(file));
    else if (file.type === 'text') changes.addText(file, environment);
    else {
      const page = made.get(file);
      problems.push(...(page?.problems ?? kept.get(file)?.warnings ?? []));
      if (!page?.delivered) continue;
      const { key, delivered, problems: warnings, trace } = page;
      const { path, phase } = file;
      changes.add(path, delivered, { key, phase, trace: tracer.record(trace), warnings });
    }
  }
  const isGood = () => !problems.some(({ severity }) => severity === 'error');
  const planned = files.map(({ path }) => path);
  const { order: paths, problems: uncopied } = isGood()
    ? await compressFiles(request, shop, { changes, order: planned })
    : { order: planned, problems: [] };
  problems.push(...uncopied);
  await pause(effects);
  lap('render');

  const next = nextChange(survey, config, release);
  const lastsUntil = earlier(next, plan.pluginsLastUntil);
  const edition: Edition | null =
    inputs === null
      ? null
      : {
          inputs: inputs.all,
          frame: inputs.frame,
          plan: digest(`${inputs.all} ${release.clock}`),
          edited: [],
          clock: release.clock,
          nextChange: next,
          lastsUntil,
          stories: site.stories.length,
          problems: planProblems,
        };
  const foreign = [...strangersAmong(output.foreign(), paths), ...changes.left()].sort();
  const replaced = changes.replaced();
  if (replaced.length > 0) problems.push(replacedFiles(config.out, replaced));
  if (foreign.length > 0) problems.push(foreignFiles(config.out, foreign));
  const ok = isGood();
  const published: ReleaseRecord = {
    isPreview: release.drafts || release.future,
    nextChange: next,
    clock: release.clock,
    stories: site.stories.length,
    shard,
  };
  const summary = ok
    ? changes.commit({ edition, release: published, order: paths })
    : { written: [], kept: [], removed: [] };
  if (!ok) output.noteFailure();
  if (ok && edition !== null) {
    const { packPlacements } = await import('./site/placements.ts');
    const readings = survey.sources.stories.map((source) => known.get(source)?.hash ?? '');
    output.rememberPlacements(edition.plan, packPlacements(plan, readings));
  }
  // Also what was read for a build that failed need not be read again.
  if (read.hasNews) output.rememberSources(version, known);
  return {
    ok,
    problems: collapse(problems),
    planned: paths,
    ...summary,
    foreign,
    work: { read: read.read, parsed: read.parsed, planned: true, ...workOf(made) },
    stories: site.stories.length,
    recovered: output.recovered,
    nextChange: next,
    lastsUntil,
    durations: lap('commit'),
  };
}

/** Reads every source of a site, here. */
export async function readSite(
  request: BuildRequest,
  effects: Pick<Effects, 'signal' | 'progress'>,
): Promise<Survey> {
  const { sources, known } = await readSources({
    root: request.root,
    timeZone: request.config.timeZone,
    before: new Map(),
    openedMs: 0,
    crew: new Crew(1),
    effects,
  });
  return surveyOf(sources, known, request.release.drafts);
}

/** Decides what is public, and plans every file of the site. */
export async function makePlan(
  request: BuildRequest,
  survey: Survey,
  assets?: ThemeAssets,
): Promise<Plan> {
  return (await beginPlan(request, survey, assets)).finish();
}

/** Decides what is public, and plans the front page; then all else can be planned. */
export async function beginPlan(
  { config, release }: BuildRequest,
  survey: Survey,
  assets: ThemeAssets = { styles: null, script: null, feedStyles: null, fonts: [] },
): Promise<BegunPlan> {
  const [{ beginPlan: begin }, { createSlugger }] = await Promise.all([
    import('./site/plan.ts'),
    import('./site/slug.ts'),
  ]);
  return begin({
    config,
    release,
    survey,
    slugger: await createSlugger(config.slugs),
    plugins: pluginsOf(config),
    assets,
  });
}

function readAll(
  { root, config }: BuildRequest,
  { output, effects, crew }: Shop,
  before: KnownSources,
): Promise<ReadSources> {
  const { timeZone } = config;
  return readSources({ root, timeZone, before, openedMs: output.openedMs, crew, effects });
}

/** Memory that turns out to be damaged is worth nothing: everything is read again. */
async function unpack(
  request: BuildRequest,
  shop: Shop,
  { sources, known }: ReadSources,
): Promise<{ survey: Survey; known: KnownSources }> {
  const { drafts } = request.release;
  try {
    return { survey: surveyOf(sources, known, drafts), known };
  } catch (error) {
    if (!(error instanceof DamagedMemory)) throw error;
    const again = await readAll(request, shop, new Map());
    return { survey: surveyOf(again.sources, again.known, drafts), known: again.known };
  }
}

/** Only messages need to know where in its file a key stands. */
export async function placeProblems(
  root: string,
  problems: readonly KeyProblem[],
): Promise<Problem[]> {
  if (problems.length === 0) return [];
  const { placeProblem } = await import('./content/locate.ts');
  return problems.map((problem) => placeProblem(root, problem));
}

/** Counts the time since the last call towards a stage. */
function stopwatch(now: () => number): (stage: Stage) => BuildReport['durations'] {
  const durations = { open: 0, read: 0, plan: 0, render: 0, commit: 0 };
  let last = now();
  return (stage) => {
    const time = now();
    durations[stage] += time - last;
    last = time;
    return durations;
  };
}
