import { splitFences } from '../content/fences.ts';
import { instantOf } from '../content/live.ts';
import type { MarkdownSource } from '../content/markdown/document.ts';
import type { BodyUpdate, Markdown, RenderedBody } from '../content/markdown/markdown.ts';
import { decodeText } from '../content/text.ts';
import { createZone } from '../content/zone.ts';
import { badUpdateTime } from '../errors/markdown.ts';
import { sourceChanged } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { SourcePath } from '../paths.ts';
import type { LiveBody, LiveBodyEntry, Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { Instant } from '../types/story.ts';
import type { UpdateView } from '../types/views.ts';

export interface BodyContext {
  readonly markdown: Markdown;
  /** The bytes of a source file, read again: bodies are not kept in memory. */
  readonly read: (source: SourcePath) => Buffer;
}

/** A body with its updates, if it is one of a live blog. */
export interface PageBody extends RenderedBody {
  /** The newest first. */
  readonly updateViews: readonly UpdateView[];
}

type Body = NonNullable<Page['body']>;

/** Makes the HTML of a page's body from its file, which must still be the one that was planned. */
export function renderBody(body: Body, context: BodyContext): PageBody {
  const rendered = renderFile(body, context, { isLive: body.live !== null });
  if (body.live === null) return { ...rendered, updateViews: [] };
  return gatherUpdates({ ...body, live: body.live }, rendered, context);
}

function renderFile(
  {
    source,
    hash,
    links,
    language,
    folder,
  }: Pick<Body, 'source' | 'hash' | 'links' | 'language' | 'folder'>,
  { read, markdown }: BodyContext,
  options: Pick<MarkdownSource, 'isLive' | 'idPrefix' | 'topLevel'>,
): RenderedBody {
  let bytes: Buffer;
  try {
    bytes = read(source);
  } catch {
    return failedBody(sourceChanged(source));
  }
  if (digest(bytes) !== hash) return failedBody(sourceChanged(source));
  const decoded = decodeText(bytes, source);
  if ('problem' in decoded) return failedBody(decoded.problem);
  const fenced = splitFences(decoded.text, source);
  if ('code' in fenced) return failedBody(fenced);
  const { text } = decoded;
  return markdown({ file: source, text, body: fenced.body, language, links, folder, ...options });
}

function failedBody(problem: Problem): RenderedBody {
  return { html: '', problems: [problem], ids: [], links: [], images: [], notes: '', updates: [] };
}

/** An update from the blog's own text, or from a file beside it. */
interface Dated {
  readonly at: Instant;
  readonly from: BodyUpdate | LiveBodyEntry;
}

/** Brings together the updates in a live blog's own text and those in files beside it. */
function gatherUpdates(
  body: Body & { readonly live: LiveBody },
  rendered: RenderedBody,
  context: BodyContext,
): PageBody {
  const problems = [...rendered.problems];
  const dated: Dated[] = body.live.entries.map((entry) => ({ at: entry.at, from: entry }));
  dated.push(...dateUpdates(rendered.updates, body.live, problems));
  // From the oldest on: what comes later never changes the id of what was there.
  dated.sort((a, b) => a.at.ms - b.at.ms);
  const all = [rendered];
  const taken = new Set<string>();
  const updateViews = dated.map(({ at, from }): UpdateView => {
    const id = idFor(at, taken);
    if ('heading' in from) {
      const { headline, isKey } = from.heading;
      return { id, headline, at, isKey, authors: [], html: from.html };
    }
    const { language, folder } = body;
    const made = renderFile({ ...from, language, folder }, context, {
      idPrefix: `${id}_`,
      topLevel: 3,
    });
    all.push(made);
    problems.push(...made.problems);
    const { headline, isKey, authors } = from;
    return { id, headline, at, isKey, authors, html: made.html };
  });
  return {
    html: rendered.html,
    problems,
    ids: [...all.flatMap(({ ids }) => ids), ...taken],
    links: all.flatMap(({ links }) => links),
    images: all.flatMap(({ images }) => images),
    notes: rendered.notes,
    updates: rendered.updates,
    updateViews: updateViews.reverse(),
  };
}

/** A time without a day is one of the day before it in the text, at first of the day of publication. */
function dateUpdates(
  updates: readonly BodyUpdate[],
  { day: first, timeZone }: LiveBody,
  problems: Problem[],
): Dated[] {
  if (updates.length === 0) return [];
  const zone = createZone(timeZone);
  let day = first;
  return updates.flatMap((update) => {
    const { heading, place } = update;
    day = heading.day ?? day;
    const at = instantOf(heading, day, zone);
    if (at !== null) return [{ at, from: update }];
    problems.push(badUpdateTime(place(), `${day} ${heading.time}`));
    return [];
  });
}

/** `update-20260301-1405`: short, and the same whatever becomes of the headline. */
function idFor({ iso }: Instant, taken: Set<string>): string {
  const stem = `update-${iso.slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')}`;
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  taken.add(id);
  return id;
}
