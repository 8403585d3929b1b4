import { digest } from '../hash.ts';
import type { Page } from '../types/page.ts';

const remembered = new WeakMap<object, string>();

/**
 * A hash of plain data by its structure. Frozen parts that many views share (a story's card, the site's navigation)
 * are hashed once.
 */
export function fingerprint(value: unknown): string {
  return digest(describe(value));
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const known = remembered.get(value);
  if (known !== undefined) return known;
  const parts = Array.isArray(value)
    ? `[${value.map(describe).join(',')}]`
    : `{${Object.entries(value)
        .map(([key, part]) => `${JSON.stringify(key)}:${describe(part)}`)
        .join(',')}}`;
  if (!Object.isFrozen(value)) return parts;
  const short = `#${digest(parts)}`;
  remembered.set(value, short);
  return short;
}

/**
 * The key of a page: everything that its bytes depend on and that is known before it is rendered. What a template
 * asks for while it renders (includes, named queries) is noted in the manifest and compared there.
 *
 * @param environment hash of the version and of all options that change how pages are rendered
 */
export function pageKey(page: Page, environment: string): string {
  return digest(`${environment}\n${page.template}\n${describe(page.view)}\n${describe(page.body)}`);
}
