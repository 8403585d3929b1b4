import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMarkdown } from '../content/markdown/markdown.ts';
import { deepFreeze } from '../freeze.ts';
import type { Catalogue } from '../messages/en.ts';
import { createMessages } from '../messages/messages.ts';
import type { Part } from '../part.ts';
import type { AddressStyle } from '../paths.ts';
import type { MarkdownConfig } from '../types/config.ts';
import type { Question } from '../types/query.ts';
import { loadDateFormatter } from './dates.ts';
import type { RenderContext } from './page.ts';
import type { TemplateFile } from './template-files.ts';
import { TemplateSet } from './templates.ts';
import { TextRenderer } from './texts.ts';

/** All that rendering depends on beside the page: plain data, so that any thread can set up a press from it. */
export interface PressSetup extends AddressStyle {
  /** Absolute path of the site. */
  readonly root: string;
  readonly templates: readonly (readonly [string, TemplateFile])[];
  readonly markdown: MarkdownConfig;
  readonly origin: string | null;
  /** The site's own words of the interface. */
  readonly words: Catalogue;
  /** BCP 47 tags; the first is the site's. */
  readonly languages: readonly string[];
}

/** Makes ready to render. */
export async function setUpPress(
  { root, templates, markdown, origin, base, urls, words, languages }: PressSetup,
  ask: (question: Question) => unknown,
): Promise<RenderContext> {
  const messages = createMessages({ language: languages[0] ?? 'en', words });
  const texts = new TextRenderer({
    markdown: createMarkdown({ ...markdown, origin, base, urls, messages }),
    read: (source) => readFileSync(join(root, source)),
  });
  return {
    templates: new TemplateSet(new Map(templates)),
    texts,
    messages,
    ask,
    dates: await loadDateFormatter(languages),
    base,
    urls,
    origin,
  };
}

/** Makes the values of parts. Those that many views share are made once, and frozen: templates must not write on them. */
export function rememberParts(): (part: Part<unknown>) => unknown {
  const values = new Map<Part<unknown>, unknown>();
  return (part) => {
    if (!part.isShared) return part.value;
    let value = values.get(part);
    if (value === undefined) {
      // An archive has more cards than are worth keeping.
      if (values.size === MAX_VALUES) values.clear();
      // A template that writes to what it sees would change the pages that are rendered after it.
      value = deepFreeze(part.value);
      values.set(part, value);
    }
    return value;
  };
}

const MAX_VALUES = 20_000;
