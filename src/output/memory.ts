import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import type { Manifest } from '../types/manifest.ts';
import type { Output, Staged } from './output.ts';

/** A site that is made and never written: `files` holds what a folder would. */
export interface MemoryOutput extends Output {
  readonly files: ReadonlyMap<OutputPath, Buffer>;
}

/** @param keep false when only the making matters (`check`): bytes are dropped at once */
export function openMemoryOutput(root: string, { keep }: { readonly keep: boolean }): MemoryOutput {
  const files = new Map<OutputPath, Buffer>();
  const waiting = new Map<OutputPath, Buffer>();
  let manifest: Manifest = new Map();
  const stage = (path: OutputPath, bytes: Buffer): Staged => {
    if (keep) waiting.set(path, bytes);
    return { name: path, hash: digest(bytes), size: bytes.length, mtimeMs: 0 };
  };
  return {
    files,
    get manifest() {
      return manifest;
    },
    recovered: false,
    isIntact: (path) => files.has(path),
    has: (path) => files.has(path),
    adopt: () => null,
    stage,
    stageCopy: (path, source) => stage(path, readFileSync(join(root, source))),
    foreign: () => [],
    blocked: () => [],
    commit(commit) {
      for (const { path } of commit.moves) {
        const bytes = waiting.get(path);
        if (bytes) files.set(path, bytes);
      }
      for (const path of commit.removals) files.delete(path);
      manifest = commit.manifest;
      waiting.clear();
    },
    removeAll: () => files.clear(),
    close: () => waiting.clear(),
  };
}
