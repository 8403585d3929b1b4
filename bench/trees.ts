import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder: their paths, and digests of their bytes. */
export type Tree = ReadonlyMap<string, string>;

export function readTree(folder: string): Tree {
  const tree = new Map<string, string>();
  for (const path of listFiles(folder))
    tree.set(path, hash('sha1', readFileSync(join(folder, path)), 'base64'));
  return tree;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Paths that only one of two trees has, and those whose bytes differ, sorted. */
export function differences(a: Tree, b: Tree): string[] {
  const paths = new Set([...a.keys(), ...b.keys()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path)).sort();
}
