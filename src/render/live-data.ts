import { stripTags } from '../content/markdown/html.ts';
import type { HeadView, JsonObject, PageView, UpdateView } from '../types/views.ts';

/**
 * The head of a live blog with its updates in the structured data. They are known only when the text has been rendered.
 * See https://schema.org/LiveBlogPosting.
 */
export function withUpdates(
  head: HeadView,
  updates: readonly UpdateView[],
  { canonical, title }: Pick<PageView, 'canonical' | 'title'>,
): HeadView {
  if (updates.length === 0 || !head.jsonLd.some(isLiveBlog)) return head;
  const liveBlogUpdate = updates.map((update): JsonObject => {
    const { id, headline, at, html, authors } = update;
    return {
      '@type': 'BlogPosting',
      // Each needs a headline; one without words of its own has its blog's.
      headline: headline ?? title,
      datePublished: at.iso,
      articleBody: stripTags(html).replace(/\s+/g, ' ').trim(),
      ...(canonical === null ? {} : { '@id': `${canonical}#${id}`, url: `${canonical}#${id}` }),
      ...(authors.length === 0
        ? {}
        : { author: authors.map(({ name }) => ({ '@type': 'Person', name })) }),
    };
  });
  const modified = updates[0]?.at.iso ?? '';
  return {
    ...head,
    jsonLd: head.jsonLd.map((data) =>
      isLiveBlog(data)
        ? {
            ...data,
            dateModified: later(modified, String(data.dateModified ?? '')),
            liveBlogUpdate,
          }
        : data,
    ),
  };
}

function isLiveBlog({ '@type': type }: JsonObject): boolean {
  return Array.isArray(type) && type.includes('LiveBlogPosting');
}

/** Of two moments in ISO 8601, whatever their offsets. */
function later(a: string, b: string): string {
  return Date.parse(b) > Date.parse(a) ? b : a;
}
