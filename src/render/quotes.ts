import { escapeHtml } from '../content/markdown/html.ts';
import type { Quote } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { QuotedView } from '../types/views.ts';
import { type BodyContext, renderBody } from './body.ts';

/** A text as it stands in a feed, and what kept it from being made. */
interface RenderedQuote {
  readonly view: QuotedView;
  readonly problems: readonly Problem[];
}

/** The feeds of a section, of its topics and of its authors show the same stories, one after the other. */
const MAX_REMEMBERED = 1000;

/** Renders the texts of stories for pages that are not their own, and remembers those that it rendered last. */
export class QuoteRenderer {
  readonly #rendered = new Map<string, RenderedQuote>();

  render(quote: Quote, context: BodyContext): RenderedQuote {
    const key = `${quote.source}\n${quote.hash}`;
    let rendered = this.#rendered.get(key);
    if (rendered === undefined) {
      rendered = renderQuote(quote, context);
      if (this.#rendered.size === MAX_REMEMBERED) this.#rendered.clear();
      this.#rendered.set(key, rendered);
    }
    return rendered;
  }
}

function renderQuote(quote: Quote, context: BodyContext): RenderedQuote {
  const { html, updateViews, problems } = renderBody(quote, context);
  const absolute = (each: string) => withAbsoluteUrls(each, quote.address);
  const updates = updateViews.map((update) => ({ ...update, html: absolute(update.html) }));
  // What is only worth a warning is said of the story's own page.
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { view: { html: absolute(html), updates }, problems: errors };
}

/** A tag with its attributes, as markdown and the sanitizer write them; an attribute may contain a `>`. */
const TAG = /<[a-z][a-z0-9-]*(?:\s+[^\s"'<>/=]+(?:=(?:"[^"]*"|'[^']*'))?)+\s*\/?>/gi;
const ADDRESS = /(\s(href|src|poster|cite|srcset)=)(?:"([^"]*)"|'([^']*)')/gi;

/** HTML in which every address is absolute: what reads it elsewhere does not know where it was. */
export function withAbsoluteUrls(html: string, address: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(ADDRESS, (whole, start: string, name: string, double = '', single = '') => {
      const written = (double || single).replaceAll('&amp;', '&');
      const value = name.toLowerCase() === 'srcset' ? ofSet(written) : of(written);
      return value === written ? whole : `${start}"${escapeHtml(value)}"`;
    }),
  );

  function of(written: string): string {
    return URL.canParse(written, address) ? new URL(written, address).href : written;
  }

  function ofSet(written: string): string {
    return written
      .split(/,\s+/)
      .map((candidate) => candidate.trim().replace(/^\S+/, of))
      .join(', ');
  }
}
