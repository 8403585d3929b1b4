import type { AddressStyle } from '../../paths.ts';
import type { HeaderRule } from '../../site/headers.ts';

/** What a host must know, told once for all hosts. Every path is percent-encoded and has the base path. */
export interface HostFacts extends AddressStyle {
  /** The host of the site's address, without port; null while it is not known. */
  readonly domain: string | null;
  /** Paths here have no base. */
  readonly headers: readonly HeaderRule[];
  readonly redirects: readonly { readonly from: string; readonly to: string }[];
  /** Addresses of stories that were killed: nothing is there, and nothing will be. */
  readonly gone: readonly string[];
}

/** Files by name that one host reads. */
export type HostFiles = (facts: HostFacts) => Readonly<Record<string, string>>;

/**
 * Without what these hosts do by themselves: they have pages asked for again each time, and would join a second
 * `Cache-Control` to the first one.
 */
export function withoutDefaults(headers: HostFacts['headers']): HostFacts['headers'] {
  return headers.map((rule) => {
    if (rule.path !== '/*') return rule;
    const { 'Cache-Control': _, ...others } = rule.headers;
    return { ...rule, headers: others };
  });
}

/** With and without the slash at the end, the form in which the site writes it first; a file has one form. */
export function bothForms(path: string): readonly string[] {
  if (path === '/' || /\.[a-z]+$/i.test(path)) return [path];
  return [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`];
}
