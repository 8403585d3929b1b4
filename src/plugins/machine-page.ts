import { outputPath, type UrlPath } from '../paths.ts';
import { EMPTY_HEAD } from '../site/head.ts';
import type { Site } from '../types/site.ts';

interface Words {
  readonly url: string;
  readonly title: string;
  readonly description?: string | null;
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
}

interface Addresses {
  href(url: string): string;
  /** Absolute. */
  addressOf(url: string): string;
}

/** What the pages have in common that templates make for machines, and what these templates see. */
export function machinePage(
  { view: site, config }: Pick<Site, 'view' | 'config'>,
  words: Words,
  { href, addressOf }: Addresses,
) {
  const { title, description = null } = words;
  const { language = config.language, direction = config.direction } = words;
  const url = words.url as UrlPath;
  return {
    type: 'page' as const,
    url,
    path: outputPath(url, config.urls),
    body: null,
    givesWay: true,
    view: {
      site,
      page: {
        kind: 'feed' as const,
        title,
        description,
        url: href(url),
        canonical: addressOf(url),
        language,
        direction,
      },
      head: EMPTY_HEAD,
    },
  };
}
