import * as errors from '../errors/story.ts';
import type { SourcePath, UrlPath } from '../paths.ts';
import { withoutDate } from './dates.ts';
import type { Fields } from './fields.ts';
import { NAMES } from './keys.ts';
import { ownName } from './own-name.ts';

export function readSlug(fields: Fields, source: SourcePath): string {
  const written = fields.text(NAMES.slug);
  if (written === null) return withoutDate(ownName(source));
  const address = fields.address({ path: ['slug'], value: written, native: true }, written);
  if (address === null) return withoutDate(ownName(source));
  const parts = written.split('/').filter((part) => part !== '');
  return parts.at(-1) ?? written;
}

export function readPermalink(fields: Fields): UrlPath | null {
  const found = fields.find(NAMES.permalink);
  if (found === null || typeof found.value === 'boolean') return null;
  // `/a/index.html` is the file of `/a/`.
  const written = fields.textOf(found)?.replace(/\/index\.html$/, '/') ?? null;
  if (written === null) return null;
  if (/\{\{|\{%|<%|\/:|^:/.test(written)) {
    fields.problems.push(errors.templatedAddress(fields.locate(found.path), String(found.path[0])));
    return null;
  }
  const absolute = /^https?:\/\/[^/]+(.*)$/i.exec(written);
  if (absolute === null) return fields.address({ ...found, native: true }, written);
  // Under an alias, the address of another site is where a story came from: there need be no such place here.
  return fields.address(found, absolute[1] || written);
}

export function readAliases(fields: Fields): UrlPath[] {
  const found = fields.find(NAMES.aliases);
  if (found === null) return [];
  return fields
    .listOf(found)
    .map((written) => fields.address({ ...found, native: true }, written))
    .filter((url) => url !== null);
}

export function readWebAddress(fields: Fields, names: readonly string[]): string | null {
  const found = fields.find(names);
  const written = found === null ? null : fields.textOf(found);
  if (found === null || written === null) return null;
  if (/^https?:\/\/[^\s/]+/i.test(written) && URL.canParse(written)) return written;
  fields.report(errors.badUrl, found, written);
  return null;
}
