import type { Recipe } from '../part.ts';
import { outputPath, type UrlPath } from '../paths.ts';
import type { Page, Phase } from '../types/page.ts';
import type { Site } from '../types/site.ts';
import type { PageKind, View } from '../types/views.ts';
import { createHrefs } from './hrefs.ts';

interface PageWords {
  readonly kind: PageKind;
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
}

/** Makes the part of a view that all pages have. */
export type ViewOf = (words: PageWords) => Common;

type Common = { readonly [Key in keyof View]: Recipe<View[Key]> };

export function createViews(site: Site): ViewOf {
  const { config, view } = site;
  const { href, absolute } = createHrefs(config);
  return ({ kind, url, title, description = null, language, direction }) => ({
    site: view,
    page: {
      kind,
      title,
      description,
      url: href(url),
      canonical: absolute(url),
      language: language ?? config.language,
      direction: direction ?? config.direction,
    },
  });
}

interface PageParts {
  readonly url: string;
  readonly template: string;
  readonly phase: Phase;
  readonly origin: string;
  readonly owner?: Page['owner'];
  readonly view: Page['view'];
  readonly body?: Page['body'];
}

export function pageAt({ url, body = null, owner = null, ...rest }: PageParts): Page {
  return {
    type: 'page',
    url: url as UrlPath,
    path: outputPath(url as UrlPath),
    body,
    owner,
    ...rest,
  };
}
