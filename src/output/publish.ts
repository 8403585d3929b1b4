import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { cannotRead } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import type { Edition, Manifest, ManifestEntry, ReleaseRecord } from '../types/manifest.ts';
import type { Asset, Page, TextFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { RecordedTrace } from '../types/query.ts';
import type { Output } from './output.ts';
import type { Delivered, Place, Written } from './stage.ts';

/** Why a file's bytes are what they are. */
export type Reason = Omit<ManifestEntry, keyof Written>;

interface Summary {
  readonly written: readonly OutputPath[];
  readonly kept: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
}

/** What a commit leaves behind. */
interface Made {
  /** Null when the next build must plan again, whatever happens. */
  readonly edition: Edition | null;
  readonly release: ReleaseRecord;
  /** All files of the site, in the order of publication. */
  readonly order: readonly OutputPath[];
}

/** The difference between what is there and what is planned, as it is being made. */
export interface Changes {
  /** The entry of a page that need not be rendered: its key, its trace and its file are as they were. */
  keep(page: Page, key: string, retrace: (trace: RecordedTrace) => string): ManifestEntry | null;
  /** Keeps a file, whatever its reason. */
  retain(path: OutputPath, entry: ManifestEntry): void;
  /** Keeps a file that has that key and is as it was left. */
  keepSame(path: OutputPath, key: string): boolean;
  /** What a file of the site is now; null when it is not there, because something kept it from being made. */
  entryOf(path: OutputPath): ManifestEntry | null;
  /** The bytes of a file of the site. */
  read(path: OutputPath): Buffer;
  /** What is known of the place of a file that must be made. */
  placeOf(path: OutputPath): Place;
  /** Notes a file that was delivered. */
  add(path: OutputPath, delivered: Delivered, reason: Reason): void;
  /** Adds a file that is copied. Returns what kept it from being read. */
  addAsset(asset: Asset): readonly Problem[];
  /** @param environment hash of what changes every file when it changes */
  addText(file: TextFile, environment: string): void;
  /** Files that we wrote, that are planned no more, and that somebody has changed since: theirs now. */
  left(): readonly OutputPath[];
  /** Files that somebody else made where a file of the site must be. */
  replaced(): readonly OutputPath[];
  commit(made: Made): Summary;
}

/** Compares the plan with the manifest, file by file, delivers what is new, and commits it. */
export function publish(output: Output, root: string): Changes {
  const next = new Map<OutputPath, ManifestEntry>();
  const moves: { path: OutputPath; hash: string }[] = [];
  const staged = new Set<OutputPath>();
  const kept: OutputPath[] = [];
  const replaced: OutputPath[] = [];

  function keepEntry(path: OutputPath, entry: ManifestEntry): ManifestEntry {
    next.set(path, entry);
    kept.push(path);
    return entry;
  }

  function inOrder(order: readonly OutputPath[]): Manifest {
    const ordered = new Map<OutputPath, ManifestEntry>();
    for (const path of order) {
      const entry = next.get(path);
      if (entry !== undefined) ordered.set(path, entry);
    }
    return ordered;
  }

  function add(path: OutputPath, delivered: Delivered, reason: Reason): void {
    const { hash, size, mtimeMs, isStaged } = delivered;
    const entry = { ...reason, hash, size, mtimeMs };
    if (!isStaged) {
      keepEntry(path, entry);
      return;
    }
    if (output.mayHoldFiles && !output.manifest.has(path) && output.has(path)) replaced.push(path);
    next.set(path, entry);
    moves.push({ path, hash });
    staged.add(path);
  }

  function intact(path: OutputPath): ManifestEntry | null {
    const old = output.manifest.get(path);
    return old === undefined ? null : output.verify(path, old);
  }

  function keepSame(path: OutputPath, key: string): boolean {
    const old = intact(path);
    if (old?.key !== key) return false;
    keepEntry(path, old);
    return true;
  }

  function placeOf(path: OutputPath): Place {
    return { known: intact(path), mayHold: output.mayHoldFiles };
  }

  return {
    keep({ path }, key, retrace) {
      const old = output.manifest.get(path);
      if (old?.key !== key || old.trace === null) return null;
      if (retrace(old.trace) !== old.trace.key) return null;
      const entry = output.verify(path, old);
      return entry === null ? null : keepEntry(path, entry);
    },
    retain: keepEntry,
    keepSame,
    entryOf: (path) => next.get(path) ?? null,
    read: (path) => output.read(path, staged.has(path)),
    placeOf,
    add,
    addAsset({ path, source, phase }) {
      const file = resolve(root, source);
      let key: string;
      try {
        accessSync(file, constants.R_OK);
        key = keyOfAsset(file);
      } catch (error) {
        return [cannotRead(source, error)];
      }
      if (keepSame(path, key)) return [];
      const reason = { key, phase, trace: null, warnings: [] };
      // A fresh checkout has new times and old bytes.
      const place = placeOf(path);
      const isThere = place.known !== null || output.has(path);
      if (isThere) {
        const delivered = output.deliver(path, readFileSync(file), place);
        add(path, delivered, reason);
      } else add(path, output.deliverCopy(path, source), reason);
      return [];
    },
    addText({ path, text, phase }, environment) {
      const key = typeof text === 'string' ? digest(text) : digest(`${environment} ${text.hash}`);
      if (keepSame(path, key)) return;
      const content = typeof text === 'string' ? text : text.value;
      const reason = { key, phase, trace: null, warnings: [] };
      add(path, output.deliver(path, content, placeOf(path)), reason);
    },
    left() {
      const gone = [...output.manifest].filter(([path]) => !next.has(path));
      return gone
        .filter(([path, entry]) => output.has(path) && output.verify(path, entry) === null)
        .map(([path]) => path);
    },
    replaced: () => replaced,
    commit({ edition, release, order }) {
      const removed = [...output.manifest]
        .filter(([path, entry]) => !next.has(path) && output.verify(path, entry) !== null)
        .map(([path]) => path);
      output.commit({ moves, removals: removed, manifest: inOrder(order), edition, release });
      return { written: moves.map(({ path }) => path), kept, removed };
    },
  };
}

/** By size and times: a picture is not read to be kept. */
export function keyOfAsset(file: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs}`;
}
