import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cannotRead } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import type { ManifestEntry } from '../types/manifest.ts';
import type { Asset, Page, TextFile } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { RecordedTrace } from '../types/query.ts';
import type { Output, Staged, Written } from './output.ts';

interface MadePage {
  readonly html: string;
  readonly key: string;
  readonly trace: RecordedTrace;
  readonly warnings: readonly Problem[];
}

interface Summary {
  readonly written: readonly OutputPath[];
  readonly kept: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
}

/** The difference between what is there and what is planned, as it is being made. */
export interface Changes {
  /** The entry of a page that need not be rendered: its key, its trace and its file are as they were. */
  keep(page: Page, key: string, retrace: (trace: RecordedTrace) => string): ManifestEntry | null;
  addPage(page: Page, made: MadePage): void;
  /** Adds a file that is not rendered. Returns what kept it from being read. */
  add(file: Asset | TextFile): readonly Problem[];
  /** Files that we wrote, that are planned no more, and that somebody has changed since: theirs now. */
  left(): readonly OutputPath[];
  /** Files that somebody else made where a file of the site must be. */
  replaced(): readonly OutputPath[];
  commit(): Summary;
}

/** Compares the plan with the manifest, file by file, stages what is new, and commits it. */
export function publish(output: Output, root: string): Changes {
  const next = new Map<OutputPath, ManifestEntry>();
  const moves: { path: OutputPath; staged: Staged }[] = [];
  const kept: OutputPath[] = [];
  const replaced: OutputPath[] = [];

  function keepEntry(path: OutputPath, entry: ManifestEntry): ManifestEntry {
    next.set(path, entry);
    kept.push(path);
    return entry;
  }

  /** Files whose bytes did not change are not touched. */
  function addBytes(
    path: OutputPath,
    bytes: Buffer,
    entry: Omit<ManifestEntry, keyof Written>,
  ): void {
    const old = output.manifest.get(path);
    const there: Written | null =
      old?.hash === digest(bytes) && output.isIntact(path, old) ? old : output.adopt(path, bytes);
    if (there) {
      const { hash, size, mtimeMs } = there;
      keepEntry(path, { ...entry, hash, size, mtimeMs });
      return;
    }
    addStaged(path, output.stage(path, bytes), entry);
  }

  function addStaged(
    path: OutputPath,
    staged: Staged,
    entry: Omit<ManifestEntry, keyof Written>,
  ): void {
    const { hash, size, mtimeMs } = staged;
    if (!output.manifest.has(path) && output.has(path)) replaced.push(path);
    next.set(path, { ...entry, hash, size, mtimeMs });
    moves.push({ path, staged });
  }

  function addAsset({ path, source }: Asset): readonly Problem[] {
    const file = join(root, source);
    let key: string;
    try {
      accessSync(file, constants.R_OK);
      const { size, mtimeMs, ctimeMs } = statSync(file);
      key = `${size} ${mtimeMs} ${ctimeMs}`;
    } catch (error) {
      return [cannotRead(source, error)];
    }
    const entry = { key, trace: null, warnings: [] };
    const old = output.manifest.get(path);
    const isIntact = old !== undefined && output.isIntact(path, old);
    if (isIntact && old.key === key) {
      keepEntry(path, old);
      return [];
    }
    const there =
      old === undefined && output.has(path) ? output.adopt(path, readFileSync(file)) : null;
    if (there !== null) {
      keepEntry(path, { ...entry, ...there });
      return [];
    }
    const staged = output.stageCopy(path, source);
    // A fresh checkout has new times and old bytes.
    if (isIntact && old.hash === staged.hash) keepEntry(path, { ...old, key });
    else addStaged(path, staged, entry);
    return [];
  }

  return {
    keep({ path }, key, retrace) {
      const old = output.manifest.get(path);
      if (old?.key !== key || old.trace === null) return null;
      if (retrace(old.trace) !== old.trace.key || !output.isIntact(path, old)) return null;
      return keepEntry(path, old);
    },
    addPage({ path }, { html, key, trace, warnings }) {
      addBytes(path, Buffer.from(html), { key, trace, warnings });
    },
    add(file) {
      if (file.type === 'asset') return addAsset(file);
      addBytes(file.path, Buffer.from(file.text), {
        key: digest(file.text),
        trace: null,
        warnings: [],
      });
      return [];
    },
    left() {
      const gone = [...output.manifest].filter(([path]) => !next.has(path));
      return gone
        .filter(([path, entry]) => output.has(path) && !output.isIntact(path, entry))
        .map(([path]) => path);
    },
    replaced: () => replaced,
    commit() {
      const removed = [...output.manifest]
        .filter(([path, entry]) => !next.has(path) && output.isIntact(path, entry))
        .map(([path]) => path);
      output.commit({ moves, removals: removed, manifest: next });
      return { written: moves.map(({ path }) => path), kept, removed };
    },
  };
}
