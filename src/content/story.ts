import { noFrontMatter } from '../errors/front-matter.ts';
import * as errors from '../errors/story.ts';
import { digest } from '../hash.ts';
import { checkAddress, type SourcePath, type UrlPath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import type { StandingPage, Status, Story } from '../types/story.ts';
import { bodyFacts, firstParagraph } from './body.ts';
import { splitFences } from './fences.ts';
import { Fields } from './fields.ts';
import { parseFrontMatter } from './front-matter.ts';
import { NAMES } from './keys.ts';
import { readAliases, readPermalink, readSlug, readWebAddress } from './story-addresses.ts';
import {
  readDirection,
  readExtra,
  readHeadline,
  readHolds,
  readKind,
  readLanguage,
  readPageDate,
  readPublished,
  readSection,
  readSeries,
  readStatus,
  readTags,
  readUrgency,
} from './story-fields.ts';
import { readCorrections, readImage } from './story-records.ts';
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
      tags: [...new Set([...readTags(fields), ...sections.rest])],
      series: readSeries(fields),
      updated: fields.instant(NAMES.updated),
      ...readHolds(fields, published),
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
    const extra = readExtra(fields, opening.imported);
    if (opening.headline === null || published === null) return null;
    return {
      ...opening,
      ...story,
      headline: opening.headline,
      published,
      extra,
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
    const url = permalink ?? addressOfFile(fields, source);
    const published = readPageDate(fields);
    const holds = readHolds(fields, published);
    const extra = readExtra(fields, opening.imported);
    if (opening.headline === null || url === null) return null;
    return {
      ...opening,
      ...holds,
      headline: opening.headline,
      dek,
      published,
      url,
      extra,
      bodyLine: opened.bodyLine,
      references: bodyFacts(opened.body).references,
    };
  });
}

/** `pages/desk/ethics.md` stands at `/desk/ethics/`. */
function addressOfFile(fields: Fields, source: SourcePath): UrlPath | null {
  const path = source
    .replace(/^pages\//, '')
    .replace(/(?:^|\/)index\.(?:md|markdown)$/i, '')
    .replace(/\.(?:md|markdown)$/i, '');
  const check = checkAddress(path === '' ? '/' : `/${path}/`);
  if ('url' in check) return check.url;
  const place = { ...fields.locate([]), position: { line: 1, column: 1 } };
  fields.problems.push(errors.badFileName(place, check.reason));
  return null;
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
    return failed(noFrontMatter({ file: source, text, position: { line: 1, column: 1 } }));
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
  const { text, imported } = readHeadline(fields);
  // Notes for the desk are known, and go nowhere.
  fields.find(NAMES.edNote);
  return {
    source,
    hash,
    status,
    headline: text,
    imported,
    aliases: readAliases(fields),
    language: readLanguage(fields),
    direction: readDirection(fields),
  };
}
