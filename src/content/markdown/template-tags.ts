import type { MarkedExtension } from 'marked';
import type { MarkdownDocument } from './document.ts';
import { escapeHtml } from './html.ts';

/** Tags of Hugo, Liquid, Nunjucks and Tera on one line: `{{< figure >}}`, `{% include %}`, `{{ value }}`. */
const TAG = /^(?:\{\{[^\n]*?\}\}|\{%[^\n]*?%\})/;

/** Template tags of other generators are text here, to the letter: no quotation is turned, and no `<` in one opens a tag. */
export function templateTags(current: () => MarkdownDocument): MarkedExtension<string, string> {
  return {
    extensions: [
      {
        name: 'templateTag',
        level: 'inline',
        start(src) {
          if (!current().hasTemplateTags) return undefined;
          const index = src.search(/\{[{%]/);
          return index === -1 ? undefined : index;
        },
        tokenizer(src) {
          const raw = src.startsWith('{') ? TAG.exec(src)?.[0] : undefined;
          return raw === undefined ? undefined : { type: 'templateTag', raw };
        },
        renderer: ({ raw }) => escapeHtml(raw),
      },
    ],
  };
}
