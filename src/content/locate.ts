import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyProblem, Place } from '../errors/problem.ts';
import type { Problem } from '../types/problem.ts';
import { splitFences } from './fences.ts';
import { parseFrontMatter } from './front-matter.ts';
import { decodeText } from './text.ts';

/** Says on which line of its file a problem with front matter stands. Reads the file once more: only messages pay for it. */
export function placeProblem(root: string, { source, keys, describe }: KeyProblem): Problem {
  if (source === '') return describe('');
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, source));
  } catch {
    return describe(source);
  }
  return describe(placeOfKey(bytes, source, keys));
}

/** Where one of several keys stands in a story's front matter; its first line when none of them does. */
function placeOfKey(bytes: Buffer, file: string, keys: readonly string[]): Place | string {
  const decoded = decodeText(bytes, file);
  if ('problem' in decoded) return file;
  const { text } = decoded;
  const fenced = splitFences(text, file);
  if ('code' in fenced || fenced.matter === null) return file;
  const matter = parseFrontMatter(fenced.matter, text, file);
  if ('code' in matter) return file;
  const key = keys.find((name) => matter.data[name] !== undefined);
  return key === undefined
    ? { file, text, position: { line: 1, column: 1 } }
    : matter.locate([key]);
}
