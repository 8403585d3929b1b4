import type { Part } from '../part.ts';
import type { OutputPath } from '../paths.ts';
import type { TextFile } from '../types/page.ts';

/** A file for machines. One of the site's own takes its place. */
export function textFile(path: string, text: string | Part<string>, origin: string): TextFile {
  return {
    type: 'text',
    path: path as OutputPath,
    phase: 'list',
    origin,
    owner: null,
    givesWay: true,
    text,
  };
}
