import type { LiveEntry } from '../types/story.ts';
import { NAMES } from './keys.ts';
import { readEntryName } from './live.ts';
import { pack, type SourceBytes } from './pack.ts';
import type { Row } from './row.ts';
import { readExtra, readHolds, readPageDate } from './story-fields.ts';

/** Parses an update of a live blog, `stories/politics/vote/1405-first-count.md`. It may consist of its text alone. */
export function packLiveEntry(input: SourceBytes): Row {
  const { source } = input;
  return pack({ ...input, mayLackMatter: true }, (fields, { hash, status, text }) => {
    const named = readEntryName(source);
    const headline = fields.text(NAMES.headline);
    const published = readPageDate(fields);
    const { embargo, expires } = readHolds(fields, published);
    const authors = fields.list(NAMES.authors);
    const isKey = fields.boolean(NAMES.key) ?? false;
    // Notes for the desk are known, and go nowhere.
    fields.find(NAMES.edNote);
    readExtra(fields, fields.imported);
    if (named === null) return null;
    const { references } = text.facts;
    const content: LiveEntry = {
      source,
      hash,
      headline,
      published,
      named,
      authors,
      isKey,
      embargo,
      expires,
      status,
      references,
      imported: fields.imported,
    };
    return { content, copy: '' };
  });
}
