import { encodeUrl } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Hrefs } from '../types/plugin.ts';

/** Makes paths of the site into addresses for attributes: with base path, percent-encoded. */
export function createHrefs({ origin, base }: Pick<Config, 'origin' | 'base'>): Hrefs {
  const href = (url: string) => base + encodeUrl(url);
  return { href, absolute: (url) => (origin === null ? null : origin + href(url)) };
}

/** An address from the configuration: a path of this site gets the base path, everything else stays. */
export function configuredHref(url: string, base: string): string {
  return /^\/(?!\/)/.test(url) ? base + url : url;
}
