import type { Hrefs } from '../types/plugin.ts';

/** Makes paths of the site into absolute addresses; null for a site without a `url`, which has none. */
export function addressesOf({
  absolute,
}: Pick<Hrefs, 'absolute'>): ((url: string) => string) | null {
  if (absolute('/') === null) return null;
  return (url) => {
    const address = absolute(url);
    if (address === null) throw new TypeError(`no address for ${url}`);
    return address;
  };
}

/** The absolute address of what a view names by its path with base, or by an address elsewhere. */
export function absoluteFile(href: string, { absolute }: Pick<Hrefs, 'absolute'>): string | null {
  if (/^https?:/i.test(href)) return href;
  const home = absolute('/');
  if (home === null) return null;
  // Of a path, the origin is what stands before the first slash behind `https://`.
  if (/^\/[^/\\]/.test(href)) return home.slice(0, home.indexOf('/', 8)) + href;
  return URL.canParse(href, home) ? new URL(href, home).href : null;
}
