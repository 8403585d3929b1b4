import leven from 'leven';
import * as errors from '../errors/story.ts';
import { suggest } from '../errors/suggest.ts';
import type { SourcePath } from '../paths.ts';
import {
  type Extra,
  type ExtraValue,
  type Instant,
  KINDS,
  type Kind,
  type Status,
  type Story,
} from '../types/story.ts';
import { dateInPath, readDate } from './dates.ts';
import { type Fields, type Found, isTable, singleOf } from './fields.ts';
import { FOREIGN_KEYS, KNOWN_KEYS, NAMES } from './keys.ts';
import { isLanguageTag } from './language-tag.ts';
import { isBundle, ownName } from './own-name.ts';

const STATUSES: Readonly<Record<string, Status>> = {
  draft: 'draft',
  usable: 'usable',
  published: 'usable',
  publish: 'usable',
  public: 'usable',
  withheld: 'withheld',
  private: 'withheld',
  hidden: 'withheld',
  canceled: 'canceled',
  cancelled: 'canceled',
  killed: 'canceled',
};

function lowerCased(value: ExtraValue): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

export function readStatus(fields: Fields, source: SourcePath): Status | null {
  const marked = fields.find(NAMES.draft);
  const draft = marked === null ? null : fields.booleanOf({ ...marked, strict: true });
  const found = fields.find(NAMES.status);
  // Jekyll: `published: false`, and a folder of drafts; Eleventy: `permalink: false`; Zola: `render: false`.
  const unpublished = ['published', 'permalink', 'render'].some((key) =>
    isNo(fields.find([key])?.value),
  );
  if (draft === true || unpublished || /(?:^|\/)_drafts\//.test(source)) return 'draft';
  if (found === null) return 'usable';
  const written = lowerCased(singleOf(found.value));
  const status = Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined;
  return status ?? fields.choice(found, ['draft', 'usable', 'withheld', 'canceled']);
}

function isNo(value: ExtraValue | undefined): boolean {
  return value === false || value === 'false' || value === 'no';
}

/** What has no headline is no story, so a wrong value is an error under every name. */
export function readHeadline(fields: Fields): { text: string | null; imported: boolean } {
  const found = fields.find(NAMES.headline);
  const text = found === null ? null : fields.textOf({ ...found, strict: true });
  if (text === null && (found === null || typeof singleOf(found.value) === 'string')) {
    fields.problems.push(errors.missingHeadline(fields.locate([])));
  }
  return { text, imported: fields.imported };
}

function datedByName(source: SourcePath): boolean {
  return dateInPath(ownName(source)) !== null;
}

/** All names are asked for, so that all count as known. Jekyll's `published: true` is no date. */
function findPublished(fields: Fields): Found | null {
  const found = NAMES.published.map((name) => fields.find([name]));
  const isSwitch = (value: ExtraValue) =>
    typeof value === 'boolean' ||
    (typeof value === 'string' && /^(?:true|false|yes|no)$/.test(value));
  return found.find((each) => each !== null && !isSwitch(each.value)) ?? null;
}

/** A standing page needs no date; with one it waits for it. */
export function readPageDate(fields: Fields): Instant | null {
  const found = findPublished(fields);
  if (found === null) return null;
  return fields.instantOf({ ...found, native: found.path[0] === 'published' });
}

/** The date that a key gives; else the date in the file's name, or in its address. */
export function readPublished(fields: Fields, source: SourcePath): Instant | null {
  const found = findPublished(fields);
  if (found) {
    // Under another generator's name, a date that cannot be read gives way to the one in the file's name.
    const isOnlyDate = found.path[0] === 'published' || !datedByName(source);
    const instant = fields.instantOf(isOnlyDate ? { ...found, strict: true } : found);
    if (instant !== null) return instant;
  }
  const permalink = fields.find(NAMES.permalink)?.value;
  const inName = dateInPath(ownName(source));
  const inPath = typeof permalink === 'string' ? dateInPath(permalink) : null;
  const written = inName ?? inPath;
  const reading = written === null ? null : readDate(written, fields.zone);
  if (reading && 'instant' in reading) return reading.instant;
  if (!found) fields.problems.push(errors.missingDate(fields.locate([])));
  return null;
}

/** What holds a story back is strict under every name: an embargo that cannot be read must not publish the story. */
export function readHolds(
  fields: Fields,
  published: Instant | null,
): Pick<Story, 'embargo' | 'expires'> {
  const strict = (names: readonly string[]) => {
    const found = fields.find(names);
    return found === null ? null : fields.instantOf({ ...found, strict: true });
  };
  const embargo = strict(NAMES.embargo) ?? readPublishDate(fields, published);
  return { embargo, expires: strict(NAMES.expires) };
}

/** Hugo holds a page until its `publishDate`, also when `date` is before it. */
function readPublishDate(fields: Fields, published: Instant | null): Instant | null {
  const found = fields.find(['publishDate', 'publishdate']);
  if (found === null || typeof found.value === 'boolean') return null;
  if (published === null || findPublished(fields)?.path[0] === found.path[0]) return null;
  const until = fields.instantOf({ ...found, native: false });
  return until !== null && until.ms > published.ms ? until : null;
}

const TIME_KEYS: readonly string[] = [...NAMES.embargo, ...NAMES.expires];
const STATE_KEYS: readonly string[] = [...NAMES.draft, ...NAMES.status];

/** The key that would hold the story back if it were written right, or null when this one was not meant to. */
function holdingKey(
  fields: Fields,
  key: string,
  { value, imported }: { readonly value: ExtraValue; readonly imported: boolean },
): string | null {
  const lower = key.toLowerCase();
  const sameLetters = [...TIME_KEYS, ...STATE_KEYS].find((known) => known.toLowerCase() === lower);
  if (sameLetters !== undefined) return sameLetters;
  const state = STATE_KEYS.find((known) => leven(lower, known) <= 2 && wouldHold(known, value));
  if (state !== undefined) return state;
  const beginning = /^(?:embargo|expir|unpublish)/.exec(lower);
  if (beginning && (!imported || isDate(fields, value)))
    return beginning[0] === 'embargo' ? 'embargo' : 'expires';
  const guess = suggest(key, KNOWN_KEYS);
  return !imported && guess !== null && TIME_KEYS.includes(guess) ? guess : null;
}

/** Many words are spelt like these two (`state`): only what they would hold back counts. */
function wouldHold(key: string, value: ExtraValue): boolean {
  if (key === 'draft') return value === true || lowerCased(value) === 'true';
  const written = lowerCased(value);
  return Object.hasOwn(STATUSES, written) && STATUSES[written] !== 'usable';
}

function isDate({ zone }: Fields, value: ExtraValue): boolean {
  return typeof value === 'string' && readDate(value, zone).kind !== 'unreadable';
}

/** The section as written or as the folder is called, and the categories that are left for tags. */
export function readSection(
  fields: Fields,
  source: SourcePath,
): { section: string; rest: readonly string[] } {
  const categories = fields.list(NAMES.categories);
  const written = fields.text(NAMES.section);
  if (written !== null) return { section: written, rest: categories };
  const [first, ...rest] = categories;
  if (first !== undefined) return { section: first, rest };
  const folders = source.split('/').slice(1, isBundle(source) ? -2 : -1);
  // Jekyll keeps its posts in `_posts`, which is no name of a section.
  return { section: folders.find((folder) => !folder.startsWith('_')) ?? '', rest: [] };
}

/** Tags as a list, or as one text with commas between them. */
export function readTags(fields: Fields): string[] {
  const found = fields.find(NAMES.tags);
  if (found === null) return [];
  if (typeof found.value !== 'string') return fields.listOf(found);
  return found.value
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

export function readSeries(fields: Fields): Story['series'] {
  const found = fields.find(NAMES.series);
  if (found === null) return null;
  if (!isTable(found.value)) {
    const name = fields.textOf(found);
    return name === null ? null : { name, part: null };
  }
  const name = found.value.name ?? found.value.title;
  const part = found.value.part ?? found.value.order;
  if (typeof name !== 'string') {
    fields.report(errors.wrongType, found, 'the name of a series, or {name, part}');
    return null;
  }
  return { name, part: numberOf(part) };
}

function numberOf(value: ExtraValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : null;
}

export function readKind(fields: Fields): Kind {
  const found = fields.find(NAMES.kind);
  if (found === null) return 'news';
  // `type: post` means a layout elsewhere; only what names a kind is taken.
  if (!found.native) return KINDS.find((kind) => kind === lowerCased(found.value)) ?? 'news';
  return fields.choice(found, KINDS) ?? 'news';
}

const DEFAULT_URGENCY = 5;

export function readUrgency(fields: Fields): number {
  const found = fields.find(NAMES.urgency);
  const featured = fields.find(NAMES.featured)?.value === true;
  if (found === null) return featured ? 1 : DEFAULT_URGENCY;
  const isNumber = typeof found.value === 'number' || typeof found.value === 'string';
  const value = isNumber ? Number(found.value) : 0;
  if (Number.isInteger(value) && value >= 1 && value <= 9) return value;
  // A `weight` of 100 orders pages elsewhere: it says nothing about urgency.
  if (found.native)
    fields.report(errors.wrongType, found, 'a whole number from 1 (most urgent) to 9');
  return featured ? 1 : DEFAULT_URGENCY;
}

export function readLanguage(fields: Fields): string | null {
  const found = fields.find(NAMES.language);
  const written = found === null ? null : fields.textOf(found);
  if (found === null || written === null) return null;
  if (isLanguageTag(written)) return written;
  fields.report(errors.badLanguage, found, written);
  return null;
}

export function readDirection(fields: Fields): 'ltr' | 'rtl' | null {
  const found = fields.find(NAMES.dir);
  return found === null ? null : fields.choice(found, ['ltr', 'rtl']);
}

/** What no field asked for. A story's key on a standing page is neither unknown nor misspelt. */
export function readExtra(fields: Fields, imported: boolean): Extra {
  const extra = fields.rest();
  for (const [key, value] of Object.entries(extra)) {
    if (FOREIGN_KEYS.has(key) || KNOWN_KEYS.includes(key)) continue;
    const holding = holdingKey(fields, key, { value, imported });
    const guess = holding ?? suggest(key, KNOWN_KEYS);
    const severity = holding === null ? 'warning' : 'error';
    fields.problems.push(
      guess === null
        ? errors.unknownKey(fields.locateKey(key), key)
        : errors.misspeltKey(fields.locate([key]), { key, guess, severity }),
    );
  }
  return extra;
}
