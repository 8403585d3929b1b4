import { noFrontMatter } from '../errors/front-matter.ts';
import type { Place } from '../errors/problem.ts';
import type { SourcePath } from '../paths.ts';
import type { Position } from '../types/problem.ts';
import type { Status } from '../types/story.ts';
import { Fields } from './fields.ts';
import { parseFrontMatter } from './front-matter.ts';
import { type Cut, OpenedText } from './opened-text.ts';
import { packFailure, packRow, type Row } from './row.ts';
import { readStatus } from './story-fields.ts';
import type { Zone } from './zone.ts';

/** A source whose front matter is read. */
interface Opened {
  readonly hash: string;
  readonly status: Status;
  readonly text: OpenedText;
}

/** Reads what the fields say; null when the source cannot be used, of which the fields keep the reason. */
type Read = (fields: Fields, opened: Opened) => { content: object; copy: string } | null;

/** What stands between the fences of a file that has none. */
const NO_MATTER = { language: 'yaml', text: '', line: 1 } as const;

/** A source file as it was read. */
export interface SourceBytes {
  readonly source: SourcePath;
  readonly bytes: Buffer;
  /** Of the bytes. */
  readonly hash: string;
  /** When somebody cut them already. */
  readonly cut: Cut | null;
  readonly zone: Zone;
}

interface Input extends SourceBytes {
  /** The file may consist of its body. */
  readonly mayLackMatter?: boolean;
}

/** The common way of all texts: bytes to text to fences to fields. */
export function pack(input: Input, read: Read): Row {
  const { source, bytes, hash, cut, zone, mayLackMatter = false } = input;
  const text = cut === null ? OpenedText.open(bytes, source) : OpenedText.reopen(bytes, cut);
  if ('code' in text) return packFailure(source, text);
  const at = (position: Position): Place => ({ file: source, text: text.text, position });
  if (text.matter === null && !mayLackMatter)
    return packFailure(source, noFrontMatter(at({ line: 1, column: 1 })));
  const matter = parseFrontMatter(text.matter ?? NO_MATTER, at);
  if ('code' in matter) return packFailure(source, matter);

  const fields = new Fields(matter, zone);
  const status = readStatus(fields, source);
  const result = read(fields, { hash, status: status ?? 'draft', text });
  const { problems } = fields;
  const isBroken = problems.some((problem) => problem.severity === 'error');
  return result === null || isBroken
    ? packRow({ source, content: null, status, problems }, '')
    : packRow({ source, content: result.content, status, problems }, result.copy);
}
