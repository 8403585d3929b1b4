import * as errors from '../errors/story.ts';
import { suggest } from '../errors/suggest.ts';
import { digest } from '../hash.ts';
import { basename, dirname, type SourcePath, type UrlPath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import {
  CORRECTION_KINDS,
  type Correction,
  type Extra,
  type Instant,
  KINDS,
  type Kind,
  type StandingPage,
  type Status,
  type Story,
  type StoryImage,
} from '../types/story.ts';
import { bodyFacts, firstParagraph } from './body.ts';
import { dateInPath, readDate, withoutDate } from './dates.ts';
import { splitFences } from './fences.ts';
import { Fields, type Found, isTable } from './fields.ts';
import { parseFrontMatter } from './front-matter.ts';
import { decodeText } from './text.ts';
import type { Zone } from './zone.ts';

/** What a source file turned out to be. A story with an error is null, but may still tell its status. */
export interface Parsed<Content> {
  readonly source: SourcePath;
  readonly content: Content | null;
  /** A held story is held also while it is unfinished: null when not even that can be read. */
  readonly status: Status | null;
  readonly problems: readonly Problem[];
}

/** Names of each key, Broadsheet's own first, then those of Hugo, Jekyll, Eleventy, Zola, Astro and Hexo. */
const NAMES = {
  headline: ['headline', 'title'],
  dek: ['dek', 'description', 'standfirst', 'subtitle', 'subhead'],
  summary: ['summary', 'excerpt', 'abstract'],
  id: ['id', 'guid', 'uri'],
  slug: ['slug'],
  permalink: ['permalink', 'path', 'url'],
  slugline: ['slugline'],
  authors: ['authors', 'author', 'creator', 'taxonomies.authors'],
  byline: ['byline'],
  dateline: ['dateline', 'location'],
  section: ['section', 'category'],
  categories: ['categories', 'taxonomies.categories'],
  tags: ['tags', 'keywords', 'topics', 'taxonomies.tags'],
  series: ['series'],
  published: ['published', 'date', 'publishDate', 'pubDate'],
  updated: ['updated', 'lastmod', 'modified'],
  embargo: ['embargo', 'embargoedUntil'],
  expires: ['expires', 'expiryDate', 'unpublishDate'],
  status: ['status'],
  draft: ['draft'],
  kind: ['kind', 'genre', 'type'],
  urgency: ['urgency', 'weight', 'priority'],
  featured: ['featured'],
  breaking: ['breaking'],
  corrections: ['corrections'],
  source: ['source'],
  credit: ['credit'],
  canonical: ['canonical'],
  usageTerms: ['usageTerms'],
  image: ['image', 'cover', 'featured_image', 'thumbnail'],
  free: ['free'],
  language: ['language', 'lang'],
  dir: ['dir'],
  aliases: ['aliases', 'redirect_from'],
  edNote: ['edNote'],
} as const;

export const KNOWN_KEYS: readonly string[] = Object.values(NAMES).flat();

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

/** Parses `stories/**.md`. Pure: the same bytes give the same story. */
export function parseStory(source: SourcePath, bytes: Buffer, zone: Zone): Parsed<Story> {
  return parse(source, bytes, zone, (fields, opened) => {
    const { body, bodyLine } = opened;
    const published = readPublished(fields, source);
    const permalink = readPermalink(fields);
    const dek = fields.text(NAMES.dek);
    const summary = fields.text(NAMES.summary) ?? dek ?? firstParagraph(body);
    const sections = readSection(fields, source);
    const opening = readOpening(fields, opened);
    const story = {
      slug: readSlug(fields, source),
      permalink,
      summary,
      dek,
      id: fields.text(NAMES.id),
      slugline: fields.text(NAMES.slugline),
      authors: fields.list(NAMES.authors),
      byline: fields.text(NAMES.byline),
      dateline: fields.text(NAMES.dateline),
      section: sections.section,
      tags: [...new Set([...splitCommas(fields.list(NAMES.tags)), ...sections.rest])],
      series: readSeries(fields),
      updated: fields.instant(NAMES.updated),
      embargo: fields.instant(NAMES.embargo),
      expires: fields.instant(NAMES.expires),
      kind: readKind(fields),
      urgency: readUrgency(fields),
      breaking: fields.instant(NAMES.breaking),
      corrections: readCorrections(fields),
      wire: {
        source: fields.text(NAMES.source),
        credit: fields.text(NAMES.credit),
        canonical: readWebAddress(fields, NAMES.canonical),
        usageTerms: fields.text(NAMES.usageTerms),
      },
      image: readImage(fields),
      free: fields.boolean(NAMES.free) ?? true,
    };
    // Notes for the desk are known, and go nowhere.
    fields.find(NAMES.edNote);
    if (opening.headline === null || published === null) return null;
    return {
      ...opening,
      ...story,
      headline: opening.headline,
      published,
      extra: readExtra(fields),
      bodyLine,
      ...bodyFacts(body),
    };
  });
}

/** Parses `pages/**.md`. */
export function parseStandingPage(
  source: SourcePath,
  bytes: Buffer,
  zone: Zone,
): Parsed<StandingPage> {
  return parse(source, bytes, zone, (fields, opened) => {
    const opening = readOpening(fields, opened);
    const dek = fields.text(NAMES.dek);
    const permalink = readPermalink(fields);
    const written = `/${source
      .replace(/^pages\//, '')
      .replace(/(?:^|\/)index\.(?:md|markdown)$/i, '')
      .replace(/\.(?:md|markdown)$/i, '')}/`;
    const url =
      permalink ?? fields.address({ path: ['permalink'], value: written, native: true }, written);
    if (opening.headline === null || url === null) return null;
    return {
      ...opening,
      headline: opening.headline,
      dek,
      url,
      extra: readExtra(fields),
      bodyLine: opened.bodyLine,
      references: bodyFacts(opened.body).references,
    };
  });
}

interface Opened {
  readonly source: SourcePath;
  readonly hash: string;
  readonly body: string;
  readonly bodyLine: number;
  readonly status: Status;
}

/** The common way of both: bytes to text to fences to fields. */
function parse<Content>(
  source: SourcePath,
  bytes: Buffer,
  zone: Zone,
  read: (fields: Fields, opened: Opened) => Content | null,
): Parsed<Content> {
  const failed = (...problems: Problem[]): Parsed<Content> => ({
    source,
    content: null,
    status: null,
    problems,
  });
  const decoded = decodeText(bytes, source);
  if ('problem' in decoded) return failed(decoded.problem);
  const { text } = decoded;
  const fenced = splitFences(text, source);
  if ('code' in fenced) return failed(fenced);
  if (fenced.matter === null) {
    return failed(errors.noFrontMatter({ file: source, text, position: { line: 1, column: 1 } }));
  }
  const matter = parseFrontMatter(fenced.matter, text, source);
  if ('code' in matter) return failed(matter);

  const fields = new Fields(matter, zone);
  const status = readStatus(fields, source);
  const opened = {
    source,
    hash: digest(bytes),
    body: fenced.body,
    bodyLine: fenced.bodyLine,
    status: status ?? 'draft',
  };
  const content = read(fields, opened);
  const broken = fields.problems.some((problem) => problem.severity === 'error');
  return { source, content: broken ? null : content, status, problems: fields.problems };
}

/** What a story and a standing page have in common. */
function readOpening(fields: Fields, { source, hash, status }: Opened) {
  const headline = fields.find(NAMES.headline);
  const text = headline === null ? null : fields.textOf(headline);
  if (text === null && (headline === null || Array.isArray(headline.value) === false)) {
    fields.problems.push(errors.missingHeadline(fields.locate([])));
  }
  return {
    source,
    hash,
    status,
    headline: text,
    imported: headline !== null && !headline.native,
    aliases: readAliases(fields),
    language: readLanguage(fields),
    direction: readDirection(fields),
  };
}

function readStatus(fields: Fields, source: SourcePath): Status | null {
  const draft = fields.boolean(NAMES.draft);
  const found = fields.find(NAMES.status);
  // Jekyll: `published: false`; Eleventy: `permalink: false`; Jekyll again: a folder of drafts.
  const unpublished =
    fields.find(['published'])?.value === false || fields.find(['permalink'])?.value === false;
  if (draft === true || unpublished || /(?:^|\/)_drafts\//.test(source)) return 'draft';
  if (found === null) return 'usable';
  const written = fields.textOf(found)?.toLowerCase() ?? '';
  const status = Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined;
  return status ?? fields.choice(found, ['draft', 'usable', 'withheld', 'canceled']);
}

function readPublished(fields: Fields, source: SourcePath): Instant | null {
  const found = fields.find(NAMES.published);
  if (found !== null && typeof found.value !== 'boolean')
    return fields.instantOf({ ...found, native: true });
  const permalink = fields.find(NAMES.permalink)?.value;
  const inName = dateInPath(ownName(source));
  const inPath = typeof permalink === 'string' ? dateInPath(permalink) : null;
  const written = inName ?? inPath;
  const reading = written === null ? null : readDate(written, fields.zone);
  if (reading && 'instant' in reading) return reading.instant;
  fields.problems.push(errors.missingDate(fields.locate([])));
  return null;
}

/** The name that a story's file goes by: its own, or its folder's when it has one to itself (`flood/index.md`). */
export function ownName(source: SourcePath): string {
  const name = basename(source).replace(/\.(?:md|markdown)$/i, '');
  return isBundle(source) ? basename(dirname(source)) : name;
}

/** True for `index.md`: the files in its folder belong to the story. */
export function isBundle(source: SourcePath): boolean {
  return /\/index\.(?:md|markdown)$/i.test(source) && source.split('/').length > 2;
}

function readSlug(fields: Fields, source: SourcePath): string {
  const written = fields.text(NAMES.slug);
  if (written === null) return withoutDate(ownName(source));
  const parts = written.replace(/^\/+|\/+$/g, '').split('/');
  const found = { path: ['slug'], value: written, native: true };
  fields.address(found, written);
  return parts.at(-1) ?? written;
}

function readPermalink(fields: Fields): UrlPath | null {
  const found = fields.find(NAMES.permalink);
  if (found === null || typeof found.value === 'boolean') return null;
  const written = fields.textOf(found);
  if (written === null) return null;
  if (/\{\{|\{%|<%|\/:|^:/.test(written)) {
    fields.problems.push(errors.templatedAddress(fields.locate(found.path), String(found.path[0])));
    return null;
  }
  const path = /^https?:\/\/[^/]+(\/.*)$/.exec(written)?.[1] ?? written;
  return fields.address(found, path);
}

function readAliases(fields: Fields): UrlPath[] {
  const found = fields.find(NAMES.aliases);
  if (found === null) return [];
  return fields
    .listOf(found)
    .map((written) => fields.address(found, written))
    .filter((url) => url !== null);
}

/** The section as written or as the folder is called, and the categories that are left for tags. */
function readSection(fields: Fields, source: SourcePath): { section: string; rest: string[] } {
  const categories = fields.list(NAMES.categories);
  const written = fields.text(NAMES.section);
  if (written !== null) return { section: written, rest: categories };
  const [first, ...rest] = categories;
  if (first !== undefined) return { section: first, rest };
  const folders = source.split('/').slice(1, isBundle(source) ? -2 : -1);
  return { section: folders[0] ?? '', rest: [] };
}

function splitCommas(tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tag.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function readSeries(fields: Fields): Story['series'] {
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
  return { name, part: typeof part === 'number' ? part : null };
}

function readKind(fields: Fields): Kind {
  const found = fields.find(NAMES.kind);
  if (found === null) return 'news';
  // `type: post` means a layout elsewhere; only what names a kind is taken.
  if (!found.native) return KINDS.find((kind) => kind === found.value) ?? 'news';
  return fields.choice(found, KINDS) ?? 'news';
}

const DEFAULT_URGENCY = 5;

function readUrgency(fields: Fields): number {
  const found = fields.find(NAMES.urgency);
  const featured = fields.find(NAMES.featured)?.value === true;
  if (found === null) return featured ? 1 : DEFAULT_URGENCY;
  const value = Number(found.value);
  if (Number.isInteger(value) && value >= 1 && value <= 9) return value;
  // A `weight` of 100 orders pages elsewhere: it says nothing about urgency.
  if (found.native)
    fields.report(errors.wrongType, found, 'a whole number from 1 (most urgent) to 9');
  return featured ? 1 : DEFAULT_URGENCY;
}

function readCorrections(fields: Fields): Correction[] {
  const found = fields.find(NAMES.corrections);
  if (found === null) return [];
  const items: readonly unknown[] = Array.isArray(found.value) ? found.value : [found.value];
  const corrections: Correction[] = [];
  for (const [index, item] of items.entries()) {
    const path = Array.isArray(found.value) ? ['corrections', index] : ['corrections'];
    if (!isTable(item as Found['value'])) {
      fields.report(errors.wrongType, { ...found, path }, 'a list of {date, kind, text}');
      continue;
    }
    const { date, kind, text } = item as Extra;
    const at = (key: string, value: Found['value']) => ({
      path: [...path, key],
      value,
      native: true,
    });
    for (const [key, value] of [
      ['date', date],
      ['text', text],
    ] as const) {
      if (value === undefined || value === null)
        fields.problems.push(errors.missingCorrection(fields.locate(path), key));
    }
    if (date === undefined || date === null || text === undefined || text === null) continue;
    const instant = fields.instantOf(at('date', date));
    const chosen =
      kind === undefined ? 'correction' : fields.choice(at('kind', kind), CORRECTION_KINDS);
    const words = fields.textOf(at('text', text));
    if (instant && chosen && words) corrections.push({ date: instant, kind: chosen, text: words });
  }
  return corrections;
}

function readImage(fields: Fields): StoryImage | null {
  const found = fields.find(NAMES.image);
  if (found === null || found.value === false) return null;
  const value = Array.isArray(found.value) ? (found.value[0] ?? null) : found.value;
  if (typeof value === 'string') {
    return { src: value, alt: null, caption: null, credit: null, rightsExpire: null, focus: null };
  }
  const src = isTable(value) ? (value.src ?? value.url ?? value.path ?? value.image) : undefined;
  if (!isTable(value) || typeof src !== 'string' || src === '') {
    fields.report(errors.wrongType, found, 'the path of a picture, or {src, alt, caption, credit}');
    return null;
  }
  const text = (key: string) =>
    typeof value[key] === 'string' && value[key] !== '' ? value[key] : null;
  const rights = value.rightsExpire ?? null;
  return {
    src,
    alt: text('alt'),
    caption: text('caption'),
    credit: text('credit'),
    rightsExpire:
      rights === null
        ? null
        : fields.instantOf({ path: [...found.path, 'rightsExpire'], value: rights, native: true }),
    focus: text('focus'),
  };
}

function readWebAddress(fields: Fields, names: readonly string[]): string | null {
  const found = fields.find(names);
  const written = found === null ? null : fields.textOf(found);
  if (found === null || written === null) return null;
  if (/^https?:\/\/[^\s/]+/i.test(written) && URL.canParse(written)) return written;
  fields.report(errors.badUrl, found, written);
  return null;
}

function readLanguage(fields: Fields): string | null {
  const found = fields.find(NAMES.language);
  const written = found === null ? null : fields.textOf(found);
  if (found === null || written === null) return null;
  if (isLanguageTag(written)) return written;
  fields.report(errors.badLanguage, found, written);
  return null;
}

/** Well-formed by RFC 5646, as far as the shape goes. */
export function isLanguageTag(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag);
}

function readDirection(fields: Fields): 'ltr' | 'rtl' | null {
  const found = fields.find(NAMES.dir);
  return found === null ? null : fields.choice(found, ['ltr', 'rtl']);
}

/** Keys that other generators know and that mean nothing here. */
const FOREIGN_KEYS = new Set(
  'layout template taxonomies extra toc comments eleventyExcludeFromCollections eleventyNavigation eleventyComputed pagination menu in_search_index insert_anchor_links markup outputs teaser hero'.split(
    ' ',
  ),
);

function readExtra(fields: Fields): Extra {
  const extra = fields.rest();
  for (const key of Object.keys(extra)) {
    if (FOREIGN_KEYS.has(key)) continue;
    const guess = suggest(key, KNOWN_KEYS);
    if (guess !== null) fields.problems.push(errors.misspeltKey(fields.locate([key]), key, guess));
    else fields.problems.push({ ...errors.unknownKey(fields.locate([key]), key) });
  }
  return extra;
}
