import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KnownSources } from '../content/stock.ts';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import type { Placements } from '../site/placements.ts';
import type { Edition, Manifest, ReleaseRecord } from '../types/manifest.ts';
import type { Output } from './output.ts';
import type { Delivered, Place } from './stage.ts';

/** A site that is made and never written: `files` holds what a folder would. */
export interface MemoryOutput extends Output {
  readonly files: ReadonlyMap<OutputPath, Buffer>;
}

/** @param keep false when only the making matters (`check`): bytes are dropped at once */
export function openMemoryOutput(root: string, { keep }: { readonly keep: boolean }): MemoryOutput {
  const files = new Map<OutputPath, Buffer>();
  const waiting = new Map<OutputPath, Buffer>();
  let manifest: Manifest = new Map();
  let edition: Edition | null = null;
  let release: ReleaseRecord | null = null;
  let memory: { version: string; sources: KnownSources } | null = null;
  let planned: { plan: string; placements: Placements } | null = null;
  const deliver = (
    path: OutputPath,
    content: string | Buffer,
    known: Place['known'] = null,
  ): Delivered => {
    const hash = digest(content);
    if (known?.hash === hash) return { ...known, isStaged: false };
    if (keep) waiting.set(path, Buffer.from(content));
    return { isStaged: true, hash, size: Buffer.byteLength(content), mtimeMs: 0 };
  };
  return {
    files,
    get manifest() {
      return manifest;
    },
    get edition() {
      return edition;
    },
    get release() {
      return release;
    },
    hasFailed: false,
    noteFailure() {},
    recovered: false,
    // No file is settled: each is read again.
    openedMs: 0,
    knownSources: (version) => (memory?.version === version ? memory.sources : new Map()),
    rememberSources(version, sources) {
      memory = { version, sources };
    },
    knownPlacements: (plan) => (planned?.plan === plan ? planned.placements : null),
    rememberPlacements(plan, placements) {
      planned = { plan, placements };
    },
    knownOpening: () => null,
    rememberOpening() {},
    verify: (path, entry) => (files.has(path) ? entry : null),
    has: (path) => files.has(path),
    mayHoldFiles: false,
    stageFolder: null,
    deliver: (path, content, { known }) => deliver(path, content, known),
    deliverCopy: (path, source) => deliver(path, readFileSync(resolve(root, source))),
    read: (path, isStaged) => (isStaged ? waiting : files).get(path) ?? Buffer.alloc(0),
    foreign: () => [],
    blocked: () => [],
    commit(commit) {
      for (const { path } of commit.moves) {
        const bytes = waiting.get(path);
        if (bytes) files.set(path, bytes);
      }
      for (const path of commit.removals) files.delete(path);
      manifest = commit.manifest;
      edition = commit.edition;
      release = commit.release;
      waiting.clear();
    },
    removeAll: () => files.clear(),
    close: () => waiting.clear(),
  };
}
