import { decodeReferences, escapeHtml } from '../content/markdown/html.ts';
import type { Body, Quote } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { QuotedView } from '../types/views.ts';
import { type BodyContext, type PageBody, renderBody } from './body.ts';

/** A text as it stands in a feed, and what kept it from being made. */
interface RenderedQuote {
  readonly view: QuotedView;
  readonly problems: readonly Problem[];
}

/** The feeds of a section, of its topics and of its authors show the same stories, one after the other. */
const MAX_REMEMBERED = 2000;

/** Renders the texts of stories, for their own pages and for others, and remembers what it rendered last. */
export class TextRenderer {
  readonly #context: BodyContext;
  readonly #quotes = new Map<string, RenderedQuote>();
  /** The files of a story are made one after the other. */
  #last: { readonly key: string; readonly body: PageBody } | null = null;

  constructor(context: BodyContext) {
    this.#context = context;
  }

  body(body: Body): PageBody {
    const key = keyOf(body);
    if (this.#last?.key !== key) this.#last = { key, body: renderBody(body, this.#context) };
    return this.#last.body;
  }

  quote(quote: Quote): RenderedQuote {
    const key = keyOf(quote);
    let rendered = this.#quotes.get(key);
    if (rendered === undefined) {
      rendered = asQuote(quote, this.body(quote));
      const [oldest] = this.#quotes.keys();
      if (this.#quotes.size === MAX_REMEMBERED && oldest !== undefined) this.#quotes.delete(oldest);
      this.#quotes.set(key, rendered);
    }
    return rendered;
  }
}

/** Within one edition of a site, all else of a body follows from this. */
function keyOf({ source, hash }: Body): string {
  return `${source}\n${hash}`;
}

function asQuote(quote: Quote, { html, updateViews, notes, problems }: PageBody): RenderedQuote {
  const absolute = (each: string) => withAbsoluteUrls(each, quote.address);
  const updates = updateViews.map((update) => ({ ...update, html: absolute(update.html) }));
  // What is only worth a warning is said of the story's own page.
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { view: { html: absolute(html), updates, notes: absolute(notes) }, problems: errors };
}

/** A tag with its attributes; one of these may contain a `>`. */
const TAG =
  /<[a-z][a-z0-9-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>`=]+))?)+\s*\/?>/gi;
/** An attribute, whole: what looks like one inside of a value is none. */
const ATTRIBUTE = /(\s+)([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`=]+)))?/g;
const ADDRESSES = new Set(['href', 'src', 'poster', 'cite', 'data', 'action']);
const CANDIDATE = /([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]+)?/g;

/** HTML in which every address is absolute: what reads it elsewhere does not know where it was. */
export function withAbsoluteUrls(html: string, address: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(
      ATTRIBUTE,
      (whole, space: string, name: string, double?: string, single?: string, bare?: string) => {
        const written = double ?? single ?? bare;
        const isSet = name.toLowerCase() === 'srcset';
        if (written === undefined || !(isSet || ADDRESSES.has(name.toLowerCase()))) return whole;
        const value = decodeReferences(written);
        const absolute = isSet ? ofSet(value) : of(value);
        return absolute === value ? whole : `${space}${name}="${escapeHtml(absolute)}"`;
      },
    ),
  );

  function of(value: string): string {
    return URL.canParse(value, address) ? new URL(value, address).href : value;
  }

  function ofSet(value: string): string {
    return [...value.matchAll(CANDIDATE)]
      .map(([, each = '', size = '']) => of(each) + size.trimEnd())
      .join(', ');
  }
}
