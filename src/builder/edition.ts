import { unpackRow } from '../content/row.ts';
import type { KnownSources } from '../content/stock.ts';
import { collapse } from '../errors/collapse.ts';
import { foreignFiles } from '../errors/output.ts';
import { isCopy } from '../output/copies.ts';
import type { Output } from '../output/output.ts';
import { publish, type Reason } from '../output/publish.ts';
import { DamagedMemory } from '../output/row-file.ts';
import type { Delivered } from '../output/stage.ts';
import type { OutputPath, SourcePath } from '../paths.ts';
import { pluginsOf } from '../plugins/all.ts';
import type { TemplateFiles } from '../render/template-files.ts';
import { createTracer } from '../render/trace.ts';
import { createHeadOf } from '../site/head.ts';
import { createHrefs } from '../site/hrefs.ts';
import { pageKey } from '../site/key.ts';
import type { Release } from '../site/visibility.ts';
import type { Edition, Manifest, ManifestEntry } from '../types/manifest.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Story } from '../types/story.ts';
import { findEdits } from './edits.ts';
import { environmentOf, type Inputs, type shardRecorder } from './inputs.ts';
import { compressFiles, type KeyedJob, type Made, renderPages, workOf } from './pages.ts';
import { type BuildReport, type BuildRequest, pause, type Shop } from './request.ts';
import type { ReadSources } from './sources.ts';

interface Standing {
  readonly read: ReadSources;
  /** Every file of the edition. */
  readonly there: Manifest;
}

interface Now {
  readonly read: ReadSources;
  /** What earlier builds know of the sources. */
  readonly before: KnownSources;
  readonly inputs: Inputs | null;
  readonly templates: TemplateFiles;
  readonly recordShard: ReturnType<typeof shardRecorder>;
}

type Report = Omit<BuildReport, 'durations'>;

/**
 * Continues the last edition where a new plan of the site would come out as the last one: nothing has happened, or the
 * text of a few stories was edited, which shows on their own pages and nowhere else. The report is that of a build with
 * a plan.
 *
 * @returns null when the site must be planned
 */
export async function continueEdition(
  request: BuildRequest,
  shop: Shop,
  now: Now,
): Promise<Report | null> {
  const { edition } = shop.output;
  const { inputs } = now;
  if (edition === null || inputs === null || edition.frame !== inputs.frame) return null;
  // What failed is tried again, and all that is wrong is said again.
  if (shop.output.hasFailed || shop.output.release === null) return null;
  if (!lasts(edition, request.release)) return null;
  // A check looks at every page that is made.
  if (shop.effects.inspect !== undefined) return null;
  const there = verifyAll(shop.output);
  if (there === null) return null;
  try {
    const amended =
      edition.inputs === inputs.all
        ? { edition, made: new Map<Page, Made>(), pages: new Map<OutputPath, Amendment>() }
        : await amend(request, shop, { ...now, edition, inputs, there });
    shop.lap('render');
    return amended && (await finish(request, shop, { ...amended, ...now, there }));
  } catch (error) {
    if (error instanceof DamagedMemory) return null;
    throw error;
  }
}

/** The clock has passed nothing that changes the site by itself. */
function lasts({ clock, lastsUntil }: Edition, release: Release): boolean {
  return release.clock >= clock && (lastsUntil === null || release.clock < lastsUntil);
}

/** What the manifest says of every file, with its time as it is now; null when one of them is not as it was left. */
function verifyAll({ manifest, verify }: Output): Manifest | null {
  const there = new Map<OutputPath, ManifestEntry>();
  for (const [path, entry] of manifest) {
    const found = verify(path, entry);
    if (found === null) return null;
    there.set(path, found);
  }
  return there;
}

interface Amended {
  readonly edition: Edition;
  readonly made: ReadonlyMap<Page, Made>;
  readonly pages: ReadonlyMap<OutputPath, Amendment>;
}

/** A page that was made again, and why its bytes are what they are. */
interface Amendment {
  readonly delivered: Delivered;
  readonly reason: Reason;
}

/** Makes the pages of edited stories again. */
async function amend(
  request: BuildRequest,
  shop: Shop,
  now: Now & Standing & { readonly edition: Edition; readonly inputs: Inputs },
): Promise<Amended | null> {
  const { config } = request;
  const { edition, inputs, there, templates, read, before } = now;
  const placements = shop.output.knownPlacements(edition.plan);
  const edits = placements && findEdits(edition, { read, before, placements });
  if (placements === null || edits === null) return null;

  const { openPlacements } = await import('../site/placements.ts');
  const { clock } = request.release;
  const storyOf = (source: SourcePath) => storyIn(read, source);
  const headOf = createHeadOf(pluginsOf(config), createHrefs(config));
  const pageOf = openPlacements(placements, { config, clock, headOf, storyOf });
  const environment = environmentOf(config);
  const jobs: KeyedJob[] = [];
  for (const source of edits.fresh) {
    const page = pageOf(source);
    if (page === null) continue;
    const known = there.get(page.path);
    // Another machine makes it.
    if (known === undefined && request.shard) continue;
    // Who asks for other stories, asks a planned site.
    if (known === undefined || known.trace?.questions.length !== 0) return null;
    jobs.push({ page, key: pageKey(page, environment), place: { known, mayHold: true } });
  }
  shop.lap('plan');
  let hasAsked = false;
  const queries = () => {
    hasAsked = true;
    return null;
  };
  const { languages } = placements;
  const made = await renderPages(request, shop, { jobs, templates, languages, queries });
  await pause(shop.effects);
  if (hasAsked) return null;
  const tracer = createTracer(templates, queries);
  const pages = new Map<OutputPath, Amendment>();
  for (const [{ path, phase }, { key, delivered, trace, problems }] of made) {
    // An error is told by the build that plans, with all others.
    if (delivered === null || problems.some(({ severity }) => severity === 'error')) return null;
    const reason = { key, phase, trace: tracer.record(trace), warnings: problems };
    pages.set(path, { delivered, reason });
  }
  const amended = { ...edition, inputs: inputs.all, edited: [...edits.sincePlan] };
  return { edition: amended, made, pages };
}

function storyIn({ known }: ReadSources, source: SourcePath): Story {
  const row = known.get(source)?.row;
  const story = row && unpackRow<Story>(row).content;
  if (!story) throw new DamagedMemory();
  return story;
}

/** Publishes what was made again, and tells what the site is now. */
async function finish(
  request: BuildRequest,
  shop: Shop,
  { edition, made, pages, there, read, recordShard }: Amended & Standing & Pick<Now, 'recordShard'>,
): Promise<Report | null> {
  const { config, root } = request;
  const { output } = shop;
  const changes = publish(output, root);
  const problems: Problem[] = [...edition.problems];
  const last = output.release?.shard;
  const shard = last ? recordShard(last.paths) : null;
  // Parts that were made at one clock are one release, whether or not anything had to be made.
  const clock = shard === null ? output.release?.clock : request.release.clock;
  const release = output.release && { ...output.release, clock: clock ?? 0, shard };
  let isNews = edition !== output.edition || shard?.of !== last?.of;
  const order: OutputPath[] = [];
  for (const [path, entry] of there) {
    isNews ||= entry !== output.manifest.get(path);
    if (isCopy(entry)) continue;
    order.push(path);
    const page = pages.get(path);
    if (page === undefined) changes.retain(path, entry);
    else changes.add(path, page.delivered, page.reason);
    problems.push(...(page?.reason ?? entry).warnings);
  }
  const { order: paths, problems: uncopied } = await compressFiles(request, shop, {
    changes,
    order,
  });
  // What is wrong is told by the build that plans, with all else.
  if (uncopied.length > 0) return null;
  const { written, kept, removed } =
    isNews && release !== null
      ? changes.commit({ edition, release, order: paths })
      : { written: [], kept: paths, removed: [] };
  const foreign = output.foreign();
  if (foreign.length > 0) problems.push(foreignFiles(config.out, foreign));
  return {
    ok: true,
    problems: collapse(problems),
    planned: paths,
    written,
    kept,
    removed,
    foreign,
    work: { read: read.read, parsed: read.parsed, planned: false, ...workOf(made) },
    stories: edition.stories,
    recovered: output.recovered,
    nextChange: edition.nextChange,
    lastsUntil: edition.lastsUntil,
  };
}
