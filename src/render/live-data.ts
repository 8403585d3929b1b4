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
  const isFree = head.jsonLd.every((data) => data.isAccessibleForFree !== false);
  const person = ({ name, url }: UpdateView['authors'][number]): JsonObject => ({
    '@type': 'Person',
    name,
    ...(canonical === null ? {} : { url: new URL(url, canonical).href }),
  });
  const liveBlogUpdate = updates.map((update): JsonObject => {
    const { id, headline, at, html, authors } = update;
    return {
      '@type': 'BlogPosting',
      // Each needs a headline; one without words of its own has its blog's.
      headline: headline ?? title,
      datePublished: at.iso,
      // Who keeps readers out of the text cannot know that it stands here, too.
      ...(isFree ? { articleBody: wordsOf(html) } : {}),
      ...(canonical === null ? {} : { '@id': `${canonical}#${id}`, url: `${canonical}#${id}` }),
      ...(authors.length === 0 ? {} : { author: authors.map((author) => person(author)) }),
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

/** Without the furniture of footnotes. */
function wordsOf(html: string): string {
  const text = html
    .replace(/<sup class="footnote-ref">.*?<\/sup>/gs, '')
    .replace(/<section class="footnotes".*?<\/section>/gs, '');
  return stripTags(text).replace(/\s+/g, ' ').trim();
}

function isLiveBlog({ '@type': type }: JsonObject): boolean {
  return Array.isArray(type) && type.includes('LiveBlogPosting');
}

/** Of two moments in ISO 8601, whatever their offsets. */
function later(a: string, b: string): string {
  return Date.parse(b) > Date.parse(a) ? b : a;
}
