import { DEPLOY_NOTE } from '../paths.ts';
import type { Shard } from '../types/manifest.ts';
import type { Target } from './target.ts';

const FORMAT = 'broadsheet-deploy-1';

/** How far the parts of a site have come: all of them wait for each other before each takes the next step. */
export const STAGES = ['announced', 'ready', 'assets', 'new', 'feeds', 'changed', 'done'] as const;
export type Stage = (typeof STAGES)[number];

/** What a deployment leaves at the place itself, so that the next one, from whatever machine, knows what is there. */
export interface DeployNote {
  /** The address of the site, if it has one. */
  readonly site: string | null;
  /** Milliseconds since 1970: the clock of the build. */
  readonly clock: number;
  /** Files that we put there. */
  readonly files: ReadonlySet<string>;
  /** Changed by a deployment that was cut off, so nobody has been told of it yet. */
  readonly pending: ReadonlySet<string>;
  /** Of a part of a site; null for all of it. */
  readonly part: PartNote | null;
}

interface PartNote {
  /** Names what it is a part of: see `ShardRecord`. */
  readonly of: string;
  readonly reached: Stage;
  /** Files of earlier deployments that were under this note and may be there still. */
  readonly former: ReadonlySet<string>;
}

/** All that is known of a place. */
export interface PlaceNotes {
  /** By the names of the notes. */
  readonly notes: ReadonlyMap<string, DeployNote>;
  readonly site: string | null;
  /** Files that we put there, in whatever deployment. */
  readonly ours: ReadonlySet<string>;
}

/** The name of the note on a whole site, or on a part of one. */
export function noteName(shard: Shard | null): string {
  return shard === null
    ? `${DEPLOY_NOTE}.json`
    : `${DEPLOY_NOTE}-${shard.index}-of-${shard.count}.json`;
}

const NOTE = new RegExp(`^${DEPLOY_NOTE.replaceAll('.', '\\.')}(?:-\\d+-of-\\d+)?\\.json$`);

export function isNote(path: string): boolean {
  return NOTE.test(path);
}

/** Files that a note says we put there, now or earlier. */
export function filesOf({ files, pending, part }: DeployNote): readonly string[] {
  return [...files, ...pending, ...(part?.former ?? [])];
}

/** Reads all notes among the files that are there. */
export async function readNotes(
  target: Pick<Target, 'read'>,
  there: Iterable<string>,
): Promise<PlaceNotes> {
  const notes = new Map<string, DeployNote>();
  const ours = new Set<string>();
  let site: string | null = null;
  for (const name of [...there].filter(isNote).sort()) {
    const note = parseNote(await target.read(name));
    if (note === null) continue;
    notes.set(name, note);
    site ??= note.site;
    for (const path of filesOf(note)) ours.add(path);
  }
  return { notes, site, ours };
}

/** Null for one that is damaged, or of another kind. */
export function parseNote(content: Buffer | null): DeployNote | null {
  try {
    const { format, site, clock, files, pending, part } = JSON.parse(
      content?.toString('utf8') ?? '',
    );
    if (format !== FORMAT) return null;
    return {
      site: typeof site === 'string' ? site : null,
      clock: Number(clock) || 0,
      files: new Set(Array.from(files, String)),
      pending: new Set(Array.from(pending, String)),
      part: part
        ? {
            of: String(part.of),
            reached: STAGES.find((stage) => stage === part.reached) ?? 'announced',
            former: new Set(Array.from(part.former, String)),
          }
        : null,
    };
  } catch {
    return null;
  }
}

/**
 * Leaves a note, in place of the last one of that name.
 *
 * @returns its bytes
 */
export async function putNote(target: Target, name: string, note: DeployNote): Promise<Buffer> {
  const content = formatNote(note);
  const file = {
    path: name,
    file: null,
    contentType: 'application/json',
    headers: { 'Cache-Control': 'no-store' },
    read: () => content,
  };
  await target.put([file], () => {});
  return content;
}

/** The same note is the same bytes. */
export function formatNote({ site, clock, files, pending, part }: DeployNote): Buffer {
  const note = {
    format: FORMAT,
    site,
    clock,
    files: [...files].sort(),
    pending: [...pending].sort(),
    ...(part && { part: { ...part, former: [...part.former].sort() } }),
  };
  return Buffer.from(`${JSON.stringify(note)}\n`);
}
