import type { RenderedBody } from '../content/markdown/markdown.ts';
import { BroadsheetError } from '../errors/problem.ts';
import * as errors from '../errors/template.ts';
import type { Messages } from '../messages/messages.ts';
import type { AddressStyle } from '../paths.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Question, Trace } from '../types/query.ts';
import type { View } from '../types/views.ts';
import type { DateFormatter } from './dates.ts';
import { createHelpers } from './helpers.ts';
import { withUpdates } from './live-data.ts';
import type { TemplateSet } from './templates.ts';
import type { TextRenderer } from './texts.ts';

/** A page with its view made: all that rendering it needs to know of the plan. */
export interface PageTask {
  readonly template: string;
  /** What the page comes from, for messages. */
  readonly origin: string;
  readonly view: View;
  readonly body: Page['body'];
  readonly quotes?: Page['quotes'];
}

export interface RenderedPage {
  /** Null when an error kept the page from being made. */
  readonly html: string | null;
  readonly problems: readonly Problem[];
  readonly trace: Trace;
  readonly body: RenderedBody | null;
  readonly times: RenderTimes;
}

/** Milliseconds. */
export interface RenderTimes {
  /** To read the source once more and turn its markdown into HTML. */
  readonly body: number;
  readonly template: number;
}

export interface RenderContext extends AddressStyle {
  readonly templates: TemplateSet;
  readonly messages: Messages;
  /** Answers with cards that are made. */
  readonly ask: (question: Question) => unknown;
  readonly dates: DateFormatter;
  readonly origin: string | null;
  readonly texts: TextRenderer;
}

/** Renders one page: its body from the file, then its template. */
export function renderPage(task: PageTask, context: RenderContext): RenderedPage {
  const start = performance.now();
  const body = task.body === null ? null : context.texts.body(task.body);
  const quotes = (task.quotes ?? []).map((quote) => context.texts.quote(quote));
  const middle = performance.now();
  const recorder = new Recorder(context);
  const updates = body?.updateViews ?? [];
  const view = {
    ...task.view,
    head: withUpdates(task.view.head, updates, task.view.page),
    body: body?.html ?? '',
    updates,
    notes: body?.notes ?? '',
    quoted: quotes.map((quote) => quote.view),
  };
  const problems = [...(body?.problems ?? []), ...quotes.flatMap((quote) => quote.problems)];
  let html: string | null = null;
  try {
    html = recorder.render(task.template, view, task.origin);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.some((problem) => problem.severity === 'error')) html = null;
  const times = { body: middle - start, template: performance.now() - middle };
  return { html, problems, trace: recorder.trace, body, times };
}

/** Runs templates and notes what they ask for. */
class Recorder {
  readonly #context: RenderContext;
  readonly #templates = new Set<string>();
  readonly #questions = new Map<string, Question>();

  constructor(context: RenderContext) {
    this.#context = context;
  }

  get trace(): Trace {
    return { templates: [...this.#templates].sort(), questions: [...this.#questions.values()] };
  }

  render(name: string, view: View, origin: string): string {
    const { templates, dates, base, urls, origin: site, messages } = this.#context;
    const ask = (question: Question) => {
      this.#questions.set(JSON.stringify(question), question);
      return this.#context.ask(question);
    };
    const helpers = createHelpers({
      view,
      base,
      urls,
      origin: site,
      dates,
      messages,
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
