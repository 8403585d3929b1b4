import { statSync } from 'node:fs';

/** What the system says of a file: another text when the file is another one, or gone. */
export function stampOf(file: string): string {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    return `${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return '';
  }
}
