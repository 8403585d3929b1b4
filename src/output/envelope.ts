import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { digest } from '../hash.ts';

/**
 * State files carry their format and a checksum in the first line. A file that is cut short, damaged, or of another
 * format is read as absent: state only ever saves work.
 */
export function writeEnvelope(
  path: string,
  format: string,
  data: unknown,
  { flush = true }: { readonly flush?: boolean } = {},
): void {
  const text = JSON.stringify(data);
  const temporary = `${path}.tmp`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeFileSync(descriptor, `${format} ${digest(text)}\n${text}`);
    // What follows a manifest or a journal relies on its being whole, also when the power fails.
    if (flush) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}

export function readEnvelope(path: string, format: string): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const newline = content.indexOf('\n');
  const text = content.slice(newline + 1);
  if (newline === -1 || content.slice(0, newline) !== `${format} ${digest(text)}`) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
