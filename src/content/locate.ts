import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyProblem, Place } from '../errors/problem.ts';
import type { Position, Problem } from '../types/problem.ts';
import { parseFrontMatter } from './front-matter.ts';
import { OpenedText } from './opened-text.ts';

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
  const opened = OpenedText.open(bytes, file);
  if ('code' in opened || opened.matter === null) return file;
  const at = (position: Position): Place => ({ file, text: opened.text, position });
  const matter = parseFrontMatter(opened.matter, at);
  if ('code' in matter) return file;
  const key = keys.find((name) => matter.data[name] !== undefined);
  return key === undefined ? at({ line: 1, column: 1 }) : matter.locate([key]);
}
