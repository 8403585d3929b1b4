import { createRequire } from 'node:module';
import type sanitizeHtml from 'sanitize-html';
import { isExternal, safeUrl } from './links.ts';

const TAGS = `a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del
  details dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img input ins kbd li mark nav ol p picture pre q rp rt ruby
  s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr`;

/** Large, and needed only where somebody writes HTML. */
const require = createRequire(import.meta.url);

const ALLOWED_TAGS = TAGS.split(/\s+/);

/**
 * Removes from a body's HTML what could run, load unasked, or draw over the page. Called only for stories that
 * contain raw HTML: what our own renderer prints is safe by construction, and passes unchanged.
 */
export function sanitize(html: string, origin: string | null): string {
  const library = require('sanitize-html') as typeof sanitizeHtml;
  return library(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: {
      '*': [
        'class',
        'id',
        'lang',
        'dir',
        'title',
        'role',
        'aria-label',
        'aria-labelledby',
        'aria-describedby',
        'aria-hidden',
        'tabindex',
        'hidden',
      ],
      a: ['href', 'rel', 'name'],
      audio: ['src', 'controls', 'preload', 'loop', 'muted'],
      blockquote: ['cite'],
      col: ['span'],
      colgroup: ['span'],
      data: ['value'],
      del: ['cite', 'datetime'],
      details: ['open'],
      img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading', 'decoding'],
      input: [
        { name: 'type', multiple: false, values: ['checkbox'] },
        { name: 'disabled', multiple: false, values: [''] },
        'checked',
      ],
      ins: ['cite', 'datetime'],
      li: ['value'],
      ol: ['start', 'reversed', 'type'],
      q: ['cite'],
      source: ['src', 'srcset', 'sizes', 'type', 'media'],
      table: [],
      td: ['colspan', 'rowspan', 'headers', 'align'],
      th: ['colspan', 'rowspan', 'headers', 'scope', 'align'],
      time: ['datetime'],
      track: ['src', 'kind', 'srclang', 'label', 'default'],
      video: [
        'src',
        'controls',
        'preload',
        'poster',
        'width',
        'height',
        'loop',
        'muted',
        'playsinline',
      ],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'sms'],
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'poster'],
    allowProtocolRelative: true,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    transformTags: {
      h1: 'h2',
      a: (tagName, attribs) => {
        const { href, ...others } = attribs;
        if (href === undefined || safeUrl(href) === null) return { tagName, attribs: others };
        return {
          tagName,
          attribs: isExternal(href, origin) ? { ...attribs, rel: 'external noopener' } : attribs,
        };
      },
    },
    // A form control is only ours: the box of a task list.
    exclusiveFilter: (frame) =>
      frame.tag === 'input' &&
      (frame.attribs.type !== 'checkbox' || frame.attribs.disabled === undefined),
  });
}
