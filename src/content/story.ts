import * as errors from '../errors/story.ts';
import { digest } from '../hash.ts';
import { checkAddress, type SourcePath, type UrlPath } from '../paths.ts';
import type { Copy, StandingPage, Story } from '../types/story.ts';
import { firstParagraph } from './body.ts';
import type { Fields } from './fields.ts';
import { NAMES } from './keys.ts';
import { lastUpdateIn } from './live.ts';
import { pack, type SourceBytes } from './pack.ts';
import type { Row } from './row.ts';
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
  readTags,
  readUrgency,
} from './story-fields.ts';
import { readCorrections, readImage, readPin } from './story-records.ts';

/** A story as its row holds it, apart from the copy. */
type Facts = Omit<Story, 'copy'> & { readonly copyHash: string };

/**
 * Parses `stories/**.md`. Pure: the same bytes give the same row. Objects are written out key by key, because
 * spreading them costs as much as parsing the front matter.
 */
export function packStory(input: SourceBytes): Row {
  const { source, zone } = input;
  return pack(input, (fields, { hash, status, text }) => {
    const { headline, imported, aliases, language, direction } = readOpening(fields);
    const published = readPublished(fields, source);
    const { embargo, expires } = readHolds(fields, published);
    const dek = fields.text(NAMES.dek);
    const summary = fields.text(NAMES.summary) ?? dek ?? firstParagraph(text.body);
    const byline = fields.text(NAMES.byline);
    const dateline = fields.text(NAMES.dateline);
    const id = fields.text(NAMES.id);
    const slugline = fields.text(NAMES.slugline);
    const slug = readSlug(fields, source);
    const permalink = readPermalink(fields);
    const authors = fields.list(NAMES.authors);
    const { section, rest } = readSection(fields, source);
    const tags = [...new Set([...readTags(fields), ...rest])];
    const series = readSeries(fields);
    const updated = fields.instant(NAMES.updated);
    const kind = readKind(fields);
    const urgency = readUrgency(fields);
    const breaking = fields.instant(NAMES.breaking);
    const pin = readPin(fields);
    const ended = fields.instant(NAMES.ended);
    const corrections = readCorrections(fields);
    const lastUpdate =
      kind === 'live' && published !== null
        ? lastUpdateIn(text.body, { day: published.iso.slice(0, 10), zone })
        : null;
    const wire = readWire(fields);
    const picture = readImage(fields);
    const free = fields.boolean(NAMES.free) ?? true;
    const extra = readExtra(fields, imported);
    if (headline === null || published === null) return null;

    const words = picture?.words ?? null;
    const copy: Copy = {
      headline,
      dek,
      summary,
      byline,
      image: words,
      slugline,
      dateline,
      wire,
      free,
      extra,
    };
    const json = JSON.stringify(copy);
    const content: Facts = {
      source,
      hash,
      status,
      id,
      slug,
      permalink,
      aliases,
      authors,
      section,
      tags,
      series,
      published,
      updated,
      embargo,
      expires,
      kind,
      urgency,
      breaking,
      pin,
      ended,
      lastUpdate,
      corrections,
      image: picture?.image ?? null,
      language,
      direction,
      imported,
      isCopy: copy.wire.canonical !== null,
      words: text.facts.words,
      references: text.facts.references,
      cardHash: hashOfCard(copy),
      copyHash: digest(json),
    };
    return { content, copy: json };
  });
}

function hashOfCard({ headline, dek, summary, byline, image }: Copy): string {
  return digest(`${headline}\n${dek}\n${summary}\n${byline}\n${JSON.stringify(image)}`);
}

function readWire(fields: Fields): Copy['wire'] {
  return {
    source: fields.text(NAMES.source),
    credit: fields.text(NAMES.credit),
    canonical: readWebAddress(fields, NAMES.canonical),
    usageTerms: fields.text(NAMES.usageTerms),
  };
}

/** Parses `pages/**.md`. */
export function packStandingPage(input: SourceBytes): Row {
  const { source } = input;
  return pack(input, (fields, opened) => {
    const { headline, ...opening } = readOpening(fields);
    const dek = fields.text(NAMES.dek);
    const permalink = readPermalink(fields);
    const url = permalink ?? addressOfFile(fields, source);
    const published = readPageDate(fields);
    const holds = readHolds(fields, published);
    const extra = readExtra(fields, opening.imported);
    if (headline === null || url === null) return null;
    const { references } = opened.text.facts;
    const page: StandingPage = {
      source,
      hash: opened.hash,
      status: opened.status,
      ...opening,
      ...holds,
      headline,
      dek,
      published,
      url,
      extra,
      references,
    };
    return { content: page, copy: '' };
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

/** What a story and a standing page have in common. */
function readOpening(fields: Fields) {
  const { text, imported } = readHeadline(fields);
  // Notes for the desk are known, and go nowhere.
  fields.find(NAMES.edNote);
  return {
    headline: text,
    imported,
    aliases: readAliases(fields),
    language: readLanguage(fields),
    direction: readDirection(fields),
  };
}
