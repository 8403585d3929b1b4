import * as errors from '../errors/story.ts';
import { suggest } from '../errors/suggest.ts';
import { checkAddress, type UrlPath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import type { Extra, ExtraValue, Instant } from '../types/story.ts';
import { readDate } from './dates.ts';
import type { FrontMatter, KeyPath } from './front-matter.ts';
import type { Zone } from './zone.ts';

/** A value found under one of a field's names. */
export interface Found {
  readonly path: KeyPath;
  readonly value: ExtraValue;
  /** It stands under Broadsheet's own name. Under another generator's name it may mean something else there. */
  readonly native: boolean;
  /** It names the story, dates it or holds it back: a wrong value is an error wherever it stands. */
  readonly strict?: true;
}

/**
 * Reads typed values from front matter and gathers what is wrong with them, each at the place of its key. A wrong
 * value under Broadsheet's own name is an error. Under an alias, and everywhere in a post of another generator, it
 * may mean something else: there it is a warning, and the value is ignored.
 */
export class Fields {
  readonly problems: Problem[] = [];
  readonly zone: Zone;
  readonly #matter: FrontMatter;
  readonly #used = new Set<string>();
  /** The front matter speaks another generator's language: `title` for `headline`. */
  readonly imported: boolean;

  constructor(matter: FrontMatter, zone: Zone) {
    this.#matter = matter;
    this.zone = zone;
    this.imported = matter.data.headline === undefined && matter.data.title !== undefined;
  }

  /** The first of the names that has a value; all of them count as known. Names may reach into tables: `taxonomies.tags`. */
  find(names: readonly string[]): Found | null {
    let found: Found | null = null;
    const { data } = this.#matter;
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? '';
      const path = name.includes('.') ? name.split('.') : null;
      if (path?.[0] !== undefined) this.#used.add(path[0]);
      const value = path === null ? data[name] : valueAt(data, path);
      // Most names stand in no file, and what is not there need not be known.
      if (value === undefined) continue;
      if (path === null) this.#used.add(name);
      if (found === null && value !== null && value !== '') {
        found = { path: path ?? [name], value, native: i === 0 };
      }
    }
    return found;
  }

  text(names: readonly string[]): string | null {
    const found = this.find(names);
    return found === null ? null : this.textOf(found);
  }

  textOf(found: Found): string | null {
    const single = singleOf(found.value);
    if (typeof single === 'string') return single.trim() === '' ? null : single.trim();
    if (typeof single === 'number' || typeof single === 'boolean') return String(single);
    this.report(errors.wrongType, found, 'text');
    return null;
  }

  /**
   * A list of texts. One text is a list of one; lists in a list (Hexo's categories) are one list; tables are read by
   * their name (`authors: [{name: Ada}]`).
   */
  list(names: readonly string[]): string[] {
    const found = this.find(names);
    return found === null ? [] : this.listOf(found);
  }

  listOf(found: Found): string[] {
    const texts = itemsOf(found.value)
      .map((item) => nameOf(item))
      .filter((text) => text !== '');
    if (texts.includes(null)) this.report(errors.wrongType, found, 'a list of texts');
    return [...new Set(texts.filter((text) => text !== null))];
  }

  boolean(names: readonly string[]): boolean | null {
    const found = this.find(names);
    if (found === null) return null;
    return this.booleanOf(found);
  }

  /** Older YAML, which Jekyll and Hugo read, has yes and no too. */
  booleanOf(found: Found): boolean | null {
    const single = singleOf(found.value);
    const written = typeof single === 'object' ? '' : String(single).toLowerCase();
    if (/^(?:true|yes|on)$/.test(written)) return true;
    if (/^(?:false|no|off)$/.test(written)) return false;
    this.report(errors.wrongType, found, 'true or false');
    return null;
  }

  choice<Value extends string>(found: Found, allowed: readonly Value[]): Value | null {
    const written = this.textOf(found)?.toLowerCase();
    if (written === undefined) return null;
    const value = allowed.find((candidate) => candidate === written);
    if (value !== undefined) return value;
    this.report(errors.unknownValue, found, { written, allowed, guess: suggest(written, allowed) });
    return null;
  }

  instant(names: readonly string[]): Instant | null {
    const found = this.find(names);
    return found === null ? null : this.instantOf(found);
  }

  instantOf(found: Found): Instant | null {
    const written =
      typeof found.value === 'object' || typeof found.value === 'boolean'
        ? null
        : String(found.value);
    if (written === null) {
      this.report(errors.wrongType, found, 'a date');
      return null;
    }
    const zone = this.zone.name;
    const reading = readDate(written, this.zone);
    switch (reading.kind) {
      case 'ok':
        return reading.instant;
      case 'ambiguous':
        this.problems.push(
          errors.ambiguousTime(this.#matter.locate(found.path), {
            key: keyOf(found.path),
            written,
            zone,
            first: reading.instant.iso,
            second: reading.later.iso,
          }),
        );
        return reading.instant;
      case 'skipped':
        this.report(errors.skippedTime, found, { written, zone });
        return null;
      case 'impossible':
        this.report(errors.badDate, found, { written, why: reading.why });
        return null;
      case 'unreadable':
        this.report(errors.badDate, found, { written, why: null });
        return null;
    }
  }

  /** An address of this site. What would leave the site, or name a file that some system cannot hold, is refused. */
  address(found: Found, written: string): UrlPath | null {
    const check = checkAddress(written);
    if ('url' in check) return check.url;
    this.report(errors.badAddress, found, { written, why: check.reason });
    return null;
  }

  /** Reports a problem with a value: see the class for how grave it is. */
  report<Words>(
    describe: (
      place: ReturnType<FrontMatter['locate']>,
      value: { key: string; lenient: boolean },
      words: Words,
    ) => Problem,
    found: Found,
    words: Words,
  ): void {
    const value = {
      key: keyOf(found.path),
      lenient: found.strict !== true && (!found.native || this.imported),
    };
    this.problems.push(describe(this.#matter.locate(found.path), value, words));
  }

  locate(path: KeyPath): ReturnType<FrontMatter['locate']> {
    return this.#matter.locate(path);
  }

  locateKey(key: string): ReturnType<FrontMatter['locate']> {
    return this.#matter.locateKey(key);
  }

  /** What no field asked for. */
  rest(): Extra {
    const rest: Record<string, ExtraValue> = Object.create(null);
    for (const [key, value] of Object.entries(this.#matter.data)) {
      if (!this.#used.has(key)) rest[key] = value;
    }
    return rest;
  }
}

/** A list of one is that one. */
export function singleOf(value: ExtraValue): ExtraValue {
  return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function isList(value: ExtraValue): value is readonly ExtraValue[] {
  return Array.isArray(value);
}

function itemsOf(value: ExtraValue): ExtraValue[] {
  return isList(value) ? value.flatMap(itemsOf) : [value];
}

export function isTable(value: ExtraValue | undefined): value is Extra {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(data: Extra, path: readonly string[]): ExtraValue | undefined {
  let value: ExtraValue | undefined = data;
  for (const key of path) {
    if (!isTable(value)) return undefined;
    value = value[key];
  }
  return value;
}

function nameOf(item: ExtraValue): string | null {
  if (typeof item === 'string') return item.trim();
  if (typeof item === 'number') return String(item);
  if (item === null) return '';
  if (!isTable(item)) return null;
  const name = item.id ?? item.name ?? item.title ?? item.slug;
  return typeof name === 'string' ? name.trim() : null;
}

/** `corrections[0].date` */
function keyOf(path: KeyPath): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join('');
}
