import type { Copies } from '../output/copies.ts';
import type { Changes } from '../output/publish.ts';
import type { OutputPath } from '../paths.ts';
import type { Job, MadePage } from '../render/made.ts';
import type { TemplateFiles } from '../render/template-files.ts';
import type { Tracer } from '../render/trace.ts';
import { pageKey } from '../site/key.ts';
import type { ManifestEntry } from '../types/manifest.ts';
import type { Page, PlannedFile } from '../types/page.ts';
import type { Queries } from '../types/query.ts';
import { type BuildRequest, type Shop, stepper, type Work } from './request.ts';

/** What the plan asks for, beside what is there. */
interface Difference {
  /** Pages whose files stay. */
  readonly kept: ReadonlyMap<Page, ManifestEntry>;
  readonly jobs: readonly KeyedJob[];
}

export interface KeyedJob extends Job {
  readonly key: string;
}

/** Compares the pages of a plan with those that are there. */
export function comparePages(
  files: readonly PlannedFile[],
  { changes, environment, tracer }: { changes: Changes; environment: string; tracer: Tracer },
): Difference {
  const kept = new Map<Page, ManifestEntry>();
  const jobs: KeyedJob[] = [];
  for (const file of files) {
    if (file.type !== 'page') continue;
    const key = pageKey(file, environment);
    const entry = changes.keep(file, key, tracer.keyOf);
    if (entry !== null) kept.set(file, entry);
    else jobs.push({ page: file, key, place: changes.placeOf(file.path) });
  }
  return { kept, jobs };
}

/** Paths at which something may be put. */
export function pathsToMake(files: readonly PlannedFile[], jobs: readonly Job[]): OutputPath[] {
  const others = files.filter(({ type }) => type !== 'page');
  // Where a file of ours is as we left it, nothing is in the way.
  const unknown = jobs.filter(({ place }) => place.known === null);
  return [...others.map(({ path }) => path), ...unknown.map(({ page }) => page.path)];
}

interface RenderOrder {
  readonly jobs: readonly KeyedJob[];
  readonly templates: TemplateFiles;
  /** BCP 47 tags; the first is the site's. */
  readonly languages: readonly string[];
  readonly queries: Queries;
}

export type Made = MadePage & { readonly key: string };

/** Makes the pages that must be made. Nothing that only making needs is loaded when there are none. */
export async function renderPages(
  { root, config }: BuildRequest,
  { effects, output, crew }: Shop,
  { jobs, templates, languages, queries }: RenderOrder,
): Promise<ReadonlyMap<Page, Made>> {
  const made = new Map<Page, Made>();
  if (jobs.length === 0) return made;
  const { makePages } = await import('../render/make.ts');
  const { markdown, origin, base, urls, words } = config;
  const pages = await makePages({
    setup: { root, templates: [...templates], markdown, origin, base, urls, words, languages },
    output,
    queries,
    jobs,
    threads: effects.inspect === undefined ? await crew.for(jobs.length) : null,
    step: stepper(effects, 'render', jobs.length),
    inspect: effects.inspect,
  });
  for (const [i, { page, key }] of jobs.entries()) {
    const result = pages[i];
    if (result !== undefined) made.set(page, { ...result, key });
  }
  return made;
}

/**
 * Puts compressed copies beside the files of a site that wants them.
 *
 * @param order all other files
 * @returns all files, and what kept copies from being made
 */
export async function compressFiles(
  { config }: BuildRequest,
  { effects, output }: Shop,
  { changes, order }: { readonly changes: Changes; readonly order: readonly OutputPath[] },
): Promise<Copies> {
  // A check looks at pages, and keeps no files.
  if (!config.hosting.precompress || effects.inspect !== undefined) return { order, problems: [] };
  const { addCopies } = await import('../output/copies.ts');
  return addCopies({ changes, output, order, begin: (total) => stepper(effects, 'render', total) });
}

export function workOf(
  made: ReadonlyMap<Page, MadePage>,
): Pick<Work, 'rendered' | 'templates' | 'byTemplate'> {
  const templates = new Set<string>();
  const byTemplate: Record<
    string,
    { pages: number; body: number; template: number; write: number }
  > = Object.create(null);
  for (const [{ template: name }, { trace, times }] of made) {
    for (const each of trace.templates) templates.add(each);
    byTemplate[name] ??= { pages: 0, body: 0, template: 0, write: 0 };
    const entry = byTemplate[name];
    entry.pages++;
    entry.body += times.body;
    entry.template += times.template;
    entry.write += times.write;
  }
  return { rendered: made.size, templates: [...templates].sort(), byTemplate };
}
