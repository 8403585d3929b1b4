import { encodeUrl, writtenAddress } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Hrefs } from '../types/plugin.ts';

/** Makes paths of the site into addresses for attributes: in the site's style, with base path, percent-encoded. */
export function createHrefs(config: Pick<Config, 'origin' | 'base' | 'urls'>): Hrefs {
  const { origin } = config;
  const href = (url: string) => writtenAddress(encodeUrl(url), config);
  return { href, absolute: (url) => (origin === null ? null : origin + href(url)) };
}
