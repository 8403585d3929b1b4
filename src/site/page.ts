import type { Recipe } from '../part.ts';
import { outputPath, type UrlPath } from '../paths.ts';
import type { Page, Phase } from '../types/page.ts';
import type { Site } from '../types/site.ts';
import type { HeadSubject, PageKind, View } from '../types/views.ts';
import type { HeadOf } from './head.ts';
import { createHrefs } from './hrefs.ts';

interface PageWords {
  readonly kind: PageKind;
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
  /** What the page is about, for its head. */
  readonly about?: Recipe<Omit<HeadSubject, 'site' | 'page'>>;
}

/** Makes the part of a view that all pages have. */
export type ViewOf = (words: PageWords) => Common;

type Common = { readonly [Key in keyof View]: Recipe<View[Key]> };

export function createViews(site: Site, headOf: HeadOf): ViewOf {
  const { config, view } = site;
  const { href, absolute } = createHrefs(config);
  return ({ kind, url, title, description = null, language, direction, about = {} }) => {
    const page = {
      kind,
      title,
      description,
      url: href(url),
      canonical: absolute(url),
      language: language ?? config.language,
      direction: direction ?? config.direction,
    };
    return { site: view, page, head: headOf({ ...about, site: view, page }) };
  };
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

export function pageAt(
  { config }: Pick<Site, 'config'>,
  { url, body = null, owner = null, ...rest }: PageParts,
): Page {
  return {
    type: 'page',
    url: url as UrlPath,
    path: outputPath(url as UrlPath, config.urls),
    body,
    owner,
    ...rest,
  };
}
