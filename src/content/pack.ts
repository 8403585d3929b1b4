import { noFrontMatter } from '../errors/front-matter.ts';
import type { SourcePath } from '../paths.ts';
import type { Status } from '../types/story.ts';
import { splitFences } from './fences.ts';
import { Fields } from './fields.ts';
import { parseFrontMatter } from './front-matter.ts';
import { packFailure, packRow, type Row } from './row.ts';
import { readStatus } from './story-fields.ts';
import { decodeText } from './text.ts';
import type { Zone } from './zone.ts';

/** A source file, cut open. */
interface Opened {
  readonly source: SourcePath;
  readonly hash: string;
  readonly body: string;
  readonly status: Status;
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
  readonly zone: Zone;
}

interface Input extends SourceBytes {
  /** The file may consist of its body. */
  readonly mayLackMatter?: boolean;
}

/** The common way of all texts: bytes to text to fences to fields. */
export function pack({ source, bytes, hash, zone, mayLackMatter = false }: Input, read: Read): Row {
  const decoded = decodeText(bytes, source);
  if ('problem' in decoded) return packFailure(source, decoded.problem);
  const { text } = decoded;
  const fenced = splitFences(text, source);
  if ('code' in fenced) return packFailure(source, fenced);
  if (fenced.matter === null && !mayLackMatter) {
    const place = { file: source, text, position: { line: 1, column: 1 } };
    return packFailure(source, noFrontMatter(place));
  }
  const matter = parseFrontMatter(fenced.matter ?? NO_MATTER, text, source);
  if ('code' in matter) return packFailure(source, matter);

  const fields = new Fields(matter, zone);
  const status = readStatus(fields, source);
  const opened = { source, hash, body: fenced.body, status: status ?? 'draft' };
  const result = read(fields, opened);
  const { problems } = fields;
  const isBroken = problems.some((problem) => problem.severity === 'error');
  return result === null || isBroken
    ? packRow({ source, content: null, status, problems }, '')
    : packRow({ source, content: result.content, status, problems }, result.copy);
}
