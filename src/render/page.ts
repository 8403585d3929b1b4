import { splitFences } from '../content/fences.ts';
import type { Markdown, RenderedBody } from '../content/markdown/markdown.ts';
import { decodeText } from '../content/text.ts';
import { sourceChanged } from '../errors/output.ts';
import { BroadsheetError } from '../errors/problem.ts';
import * as errors from '../errors/template.ts';
import { digest } from '../hash.ts';
import type { SourcePath } from '../paths.ts';
import { fingerprint } from '../site/key.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Queries, Question, RecordedTrace, Trace } from '../types/query.ts';
import type { View } from '../types/views.ts';
import type { DateFormatter } from './dates.ts';
import { createHelpers } from './helpers.ts';
import type { TemplateSet } from './templates.ts';

export interface RenderedPage {
  /** Null when an error kept the page from being made. */
  readonly html: string | null;
  readonly problems: readonly Problem[];
  readonly trace: RecordedTrace;
  readonly body: RenderedBody | null;
}

export interface RenderContext {
  readonly templates: TemplateSet;
  readonly markdown: Markdown;
  readonly queries: Queries;
  readonly dates: DateFormatter;
  readonly base: string;
  /** The bytes of a source file, read again: bodies are not kept in memory. */
  readonly read: (source: SourcePath) => Buffer;
}

/** Renders one page: its body from the file, then its template. */
export function renderPage(page: Page, context: RenderContext): RenderedPage {
  const body = page.body === null ? null : renderBody(page.body, context);
  const recorder = new Recorder(context);
  const view = { ...(page.view as View), body: body?.html ?? '' };
  const problems = [...(body?.problems ?? [])];
  let html: string | null = null;
  try {
    html = recorder.render(page.template, view, page.origin);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.some((problem) => problem.severity === 'error')) html = null;
  return { html, problems, trace: recorder.trace, body };
}

/** A hash of what a trace leads to now. While it stays the same, so do the bytes of a page whose key stays the same. */
export function keyOfTrace(
  trace: Trace,
  { templates, queries }: Pick<RenderContext, 'templates' | 'queries'>,
): string {
  const names = trace.templates.map((name) => `${name} ${templates.hashOf(name)}`);
  const answers = trace.questions.map((question) => fingerprint(queries(question)));
  return digest([...names, ...answers].join('\n'));
}

function renderBody(
  body: NonNullable<Page['body']>,
  { read, markdown }: RenderContext,
): RenderedBody {
  const { source, links, language } = body;
  let bytes: Buffer;
  try {
    bytes = read(source);
  } catch {
    return failedBody(sourceChanged(source));
  }
  if (digest(bytes) !== body.hash) return failedBody(sourceChanged(source));
  const decoded = decodeText(bytes, source);
  if ('problem' in decoded) return failedBody(decoded.problem);
  const fenced = splitFences(decoded.text, source);
  if ('code' in fenced) return failedBody(fenced);
  return markdown({ file: source, text: decoded.text, body: fenced.body, language, links });
}

function failedBody(problem: Problem): RenderedBody {
  return { html: '', problems: [problem], ids: [], links: [], images: [] };
}

/** Runs templates and notes what they ask for. */
class Recorder {
  readonly #context: RenderContext;
  readonly #templates = new Set<string>();
  readonly #questions = new Map<string, Question>();

  constructor(context: RenderContext) {
    this.#context = context;
  }

  get trace(): RecordedTrace {
    const trace = {
      templates: [...this.#templates].sort(),
      questions: [...this.#questions.values()],
    };
    return { ...trace, key: keyOfTrace(trace, this.#context) };
  }

  render(name: string, view: View, origin: string): string {
    const { templates, queries, dates, base } = this.#context;
    const ask = (question: Question) => {
      this.#questions.set(JSON.stringify(question), question);
      return queries(question);
    };
    const helpers = createHelpers({
      view,
      base,
      dates,
      latest: (query = {}) => ask({ ask: 'latest', query }) as ReturnType<typeof helpers.latest>,
      story: (source) => ask({ ask: 'story', source }) as ReturnType<typeof helpers.story>,
    });
    const run = (template: string, data: object): string => {
      this.#templates.add(template);
      const include = (partial: unknown, partialView: object = {}) => {
        const path = String(partial).replace(/^\.?\//, '');
        if (!templates.has(path)) throw new MissingTemplate(path);
        return run(path, partialView);
      };
      try {
        return templates.compile(template)({ view: data, helpers, include });
      } catch (error) {
        throw describeFailure(error, { template, origin, templates });
      }
    };
    if (!templates.has(name)) {
      throw new BroadsheetError([
        errors.templateMissing('templates', { name, known: templates.names, origin }),
      ]);
    }
    return run(name, view);
  }
}

class MissingTemplate extends Error {
  readonly template: string;
  constructor(template: string) {
    super(`There is no template "${template}"`);
    this.template = template;
  }
}

/** EJS puts `file:line` and a frame in front of an error's message; an included template has described its own. */
function describeFailure(
  error: unknown,
  { template, origin, templates }: { template: string; origin: string; templates: TemplateSet },
): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/^[^\n]*?:(\d+)\n/.exec(message)?.[1] ?? 1);
  const place = templates.placeOf(template, line);
  if (error instanceof MissingTemplate) {
    return new BroadsheetError([
      errors.templateMissing(place, { name: error.template, known: templates.names, origin }),
    ]);
  }
  const reason = message.slice(message.lastIndexOf('\n\n') + 1).trim();
  return new BroadsheetError([
    errors.templateFailure(place, { reason: reason.replace(/\.$/, ''), origin }),
  ]);
}
