import {
  createMarkdown,
  type MarkdownOptions,
  type RenderedBody,
} from '../../../src/content/markdown/markdown.ts';
import { createMessages } from '../../../src/messages/messages.ts';
import type { LinkTable } from '../../../src/types/page.ts';

interface Options extends Partial<MarkdownOptions> {
  readonly language?: string;
  readonly links?: LinkTable;
  /** What stands above the body in the file. */
  readonly above?: string;
}

export function render(body: string, options: Options = {}): RenderedBody {
  const { language = 'en', links = {}, above = '', ...others } = options;
  const markdown = createMarkdown({
    gfm: true,
    messages: createMessages({ language: 'en', words: {} }),
    smartTypography: true,
    rawHtml: 'sanitize',
    origin: 'https://example.org',
    base: '',
    urls: 'directory',
    ...others,
  });
  return markdown({ file: 'a.md', text: above + body, body, language, links });
}

export function htmlOf(body: string, options?: Options): string {
  return render(body, options).html;
}

/** The words of a paragraph as they are printed. */
export function printed(body: string, language = 'en'): string {
  return htmlOf(body, { language }).replace(/^<p>|<\/p>\n$/g, '');
}
