import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotRead } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { SourcePath } from '../paths.ts';
import { packLiveEntry } from './live-entry.ts';
import { packFailure } from './pack.ts';
import { readPicture } from './pictures.ts';
import type { Row } from './row.ts';
import type { Role } from './scan.ts';
import { packStandingPage, packStory } from './story.ts';
import type { Zone } from './zone.ts';

/** A source to be looked into. */
export interface ReadTask {
  readonly source: SourcePath;
  readonly role: Role;
  /** Of the bytes that are known; when they are still the same, they need not be parsed. */
  readonly hash: string | null;
}

/** What reading a source came to: its row, or `null` when its bytes are the known ones. */
export interface ReadResult {
  readonly hash: string;
  readonly row: Row | null;
}

/** Reads one source and, unless it is known, parses it. */
export function readSource(root: string, { source, role, hash }: ReadTask, zone: Zone): ReadResult {
  let bytes: Buffer;
  try {
    if (role === 'picture') {
      const found = readPicture(join(root, source), source);
      return found.hash === hash ? { hash, row: null } : found;
    }
    bytes = readFileSync(join(root, source));
  } catch (error) {
    return { hash: '', row: packFailure(source, cannotRead(source, error)) };
  }
  const found = digest(bytes);
  if (found === hash) return { hash, row: null };
  return { hash: found, row: PACK[role]({ source, bytes, hash: found, zone }) };
}

const PACK = { story: packStory, page: packStandingPage, entry: packLiveEntry };
