import { resolve } from 'node:path';
import { BroadsheetError } from '../errors/problem.ts';
import { deepFreeze } from '../freeze.ts';
import type { OutputPath, SourcePath } from '../paths.ts';
import { type RenderContext, type RenderedPage, renderPage } from '../render/page.ts';
import { rememberParts, setUpPress } from '../render/press.ts';
import type { TemplateFiles } from '../render/template-files.ts';
import { resolveParts } from '../site/key.ts';
import type { Plan } from '../site/plan.ts';
import { createQueries } from '../site/queries.ts';
import { surroundingsIn } from '../site/stories.ts';
import { StoryPage } from '../site/story-page.ts';
import { visibilityOf } from '../site/visibility.ts';
import type { Config } from '../types/config.ts';
import type { LinkTarget, Page, PlannedFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Question } from '../types/query.ts';
import type { Visibility } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { View } from '../types/views.ts';

interface Materials {
  /** Absolute path of the site. */
  readonly root: string;
  readonly config: Config;
  readonly templates: TemplateFiles;
  readonly plan: Plan;
}

type Rendered = Pick<RenderedPage, 'html' | 'problems'>;

/** What is wrong with more of them is most likely the same. */
const MAX_SUSPECTS = 50;

/** The newest are those that are written in. */
const MAX_BLOGS = 5;

/** A page with a text of its own. */
function isText({ path }: Page): boolean {
  return path.endsWith('.html');
}

function isBroken(target: LinkTarget): boolean {
  return (target.kind === 'missing' || target.kind === 'outside') && target.severity === 'error';
}

/** A plan whose files are made when somebody asks for them. */
export class PlannedSite {
  readonly config: Config;
  readonly plan: Plan;
  readonly #root: string;
  readonly #files: Map<OutputPath, PlannedFile>;
  readonly #places: ReadonlyMap<SourcePath, number>;
  readonly #context: RenderContext;
  /** Pages by the sources that they quote, once it was asked for. */
  #quoting: Map<SourcePath, OutputPath[]> | null = null;
  readonly #makeValue: ReturnType<typeof rememberParts>;

  private constructor(
    { root, config, plan }: Materials,
    context: RenderContext,
    makeValue: ReturnType<typeof rememberParts>,
  ) {
    this.#makeValue = makeValue;
    this.config = config;
    this.plan = plan;
    this.#root = root;
    this.#files = new Map(plan.files.map((file) => [file.path, file]));
    this.#places = new Map(plan.site.stories.map(({ story }, index) => [story.source, index]));
    this.#context = context;
  }

  static async create(materials: Materials): Promise<PlannedSite> {
    const { root, config, templates, plan } = materials;
    const { markdown, origin, base, urls, words } = config;
    const { languages } = plan;
    const queries = createQueries(plan.site);
    const makeValue = rememberParts();
    const context = await setUpPress(
      { root, templates: [...templates], markdown, origin, base, urls, words, languages },
      (question: Question) => deepFreeze(resolveParts(queries(question), makeValue)),
    );
    return new PlannedSite(materials, context, makeValue);
  }

  /** The style sheet's address, which changes with its text. */
  get stylesheet(): string | null {
    return this.plan.site.view.value.stylesheet;
  }

  /** What stands around every page and was made with the plan: style sheets and scripts. */
  get sharedTexts(): readonly { readonly path: OutputPath; readonly text: string }[] {
    return [...this.#files.values()].flatMap((file) => {
      if (file.type !== 'text' || file.phase !== 'asset') return [];
      const { path, text } = file;
      return [{ path, text: typeof text === 'string' ? text : text.value }];
    });
  }

  file(path: OutputPath): PlannedFile | null {
    return this.#files.get(path) ?? null;
  }

  /** Where a planned file that is copied lies. */
  sourceOf(source: SourcePath): string {
    return resolve(this.#root, source);
  }

  /** @returns its text, or null with what kept it from being made */
  render({ template, origin, view, body, quotes = [] }: Page): Rendered {
    try {
      const made = resolveParts(view, this.#makeValue) as View;
      return renderPage({ template, origin, body, quotes, view: made }, this.#context);
    } catch (error) {
      // A plugin may fail when it is asked for its part of a page.
      if (error instanceof BroadsheetError) return { html: null, problems: error.problems };
      throw error;
    }
  }

  /**
   * Pages on which something is likely wrong that only making them tells: they link to what is not there, or hold the
   * times of a live blog.
   */
  suspects(): readonly Page[] {
    const pages: Page[] = [];
    let blogs = 0;
    for (const file of this.#files.values()) {
      if (pages.length === MAX_SUSPECTS) break;
      if (file.type !== 'page' || file.phase !== 'story' || !isText(file)) continue;
      const { body } = file;
      if (body === null) continue;
      const isRecentBlog = body.live !== null && blogs++ < MAX_BLOGS;
      if (isRecentBlog || Object.values(body.links).some(isBroken)) pages.push(file);
    }
    return pages;
  }

  /** Makes one page with each template that is in use. What is wrong with it is mostly wrong with all its pages. */
  tryTemplates(): readonly Problem[] {
    const samples = new Map<string, Page>();
    for (const file of this.#files.values())
      if (file.type === 'page' && !samples.has(file.template)) samples.set(file.template, file);
    return [...samples.values()].flatMap((page) => this.#tryPage(page));
  }

  /** Of a page, what its template does wrong: what is wrong with its source is known from reading it. */
  #tryPage(page: Page): readonly Problem[] {
    return this.render(page).problems.filter(({ code }) => code.startsWith('template-'));
  }

  /**
   * Puts a story whose text was edited, and nothing else of it, in the place of the one that was planned.
   *
   * @returns its page, or null when that story is not shown
   */
  amend(story: Story): Page | null {
    const index = this.#places.get(story.source);
    const placed = index === undefined ? undefined : this.plan.site.stories[index];
    if (index === undefined || placed === undefined) return null;
    const { site } = this.plan;
    const page = new StoryPage({ ...placed, story }, index, surroundingsIn(site, this.plan));
    this.#files.set(page.path, page);
    for (const path of this.#quotingPages(story.source)) this.#quoteAnew(path, story);
    return page;
  }

  /** Pages that show the text of a story which is not their own. */
  #quotingPages(source: SourcePath): readonly OutputPath[] {
    if (this.#quoting === null) {
      this.#quoting = new Map();
      for (const file of this.#files.values()) {
        if (file.type !== 'page') continue;
        for (const quote of file.quotes ?? []) {
          const pages = this.#quoting.get(quote.source);
          if (pages === undefined) this.#quoting.set(quote.source, [file.path]);
          else pages.push(file.path);
        }
      }
    }
    return this.#quoting.get(source) ?? [];
  }

  #quoteAnew(path: OutputPath, { source, hash }: Story): void {
    const page = this.#files.get(path);
    if (page?.type !== 'page') return;
    const quotes = page.quotes?.map((quote) =>
      quote.source === source ? { ...quote, hash } : quote,
    );
    this.#files.set(path, { ...page, ...(quotes === undefined ? {} : { quotes }) });
  }

  /** What keeps the story of a page from being public; null for all other pages. */
  heldBack(page: Page): Visibility | null {
    const index = page.owner === null ? undefined : this.#places.get(page.owner);
    const placed = index === undefined ? undefined : this.plan.site.stories[index];
    if (placed === undefined) return null;
    const visibility = visibilityOf(placed.story, this.plan.site.clock);
    return visibility === 'published' ? null : visibility;
  }
}
