import { digest } from '../hash.ts';
import { Part, part } from '../part.ts';
import type { Page } from '../types/page.ts';

const remembered = new WeakMap<object, string>();

/** A hash of plain data by its structure. Parts count by their hash; frozen objects are hashed once. */
export function fingerprint(value: unknown): string {
  return digest(describe(value));
}

/** All of plain data, as short as it can be told from other data. Parts count by their hash. */
export function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (value instanceof Part) return `#${value.hash}`;
  if (Array.isArray(value)) {
    let items = '[';
    for (const item of value) items += `${describe(item)},`;
    return `${items}]`;
  }
  const known = remembered.get(value);
  if (known !== undefined) return known;
  let parts = '{';
  for (const key of Object.keys(value)) {
    const name = /^\w+$/.test(key) ? key : JSON.stringify(key);
    parts += `${name}:${describe(value[key as keyof typeof value])},`;
  }
  parts += '}';
  if (!Object.isFrozen(value)) return parts;
  const short = `#${digest(parts)}`;
  remembered.set(value, short);
  return short;
}

/** A part that is made of other data and of nothing else, so that their hash, and that of the program, is its own. */
export function derive<From, Value>(from: From, make: (from: From) => Value): Part<Value> {
  return part(fingerprint([String(make), from]), () => make(from));
}

/** Data in which every part has been replaced by its value. */
export function resolveParts(value: unknown, makeValue: (part: Part<unknown>) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Part) return makeValue(value);
  if (Array.isArray(value)) return value.map((item) => resolveParts(item, makeValue));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveParts(item, makeValue)]),
  );
}

/**
 * The key of a page: everything that its bytes depend on and that is known before it is rendered. What a template
 * asks for while it renders (includes, named queries) is noted in the manifest and compared there.
 *
 * @param environment hash of the version and of all options that change how pages are rendered
 */
export function pageKey(page: Page, environment: string): string {
  const { template, view, body, quotes = [] } = page;
  const quoted = quotes.length === 0 ? '' : `\n${describe(quotes)}`;
  return digest(`${environment}\n${template}\n${describe(view)}\n${describe(body)}${quoted}`);
}
