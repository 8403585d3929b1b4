import { createRequire } from 'node:module';
import { digest } from '../hash.ts';
import type { SourcePath } from '../paths.ts';
import type { Size } from '../types/page.ts';
import { readStart } from './file-start.ts';
import { packRow, type Row } from './row.ts';

/** Two dozen files, which a site whose pictures are known does without. */
const require = createRequire(import.meta.url);
const library = () => require('image-size') as typeof import('image-size');

/** Cameras and programs put up to some tens of kilobytes before the size. */
const HEAD_BYTES = 128 * 1024;

/**
 * Reads how large a picture is from its first bytes. What is no picture, whatever its name says, has no size: a browser
 * that can make something of it will find out.
 *
 * @param file open, and `length` bytes long
 * @throws the system's error when the file cannot be read
 */
export function readPicture(
  file: number,
  length: number,
  source: SourcePath,
): { hash: string; row: Row } {
  let bytes = readStart(file, Math.min(length, HEAD_BYTES));
  let size = measure(bytes);
  if (size === null && length > HEAD_BYTES) {
    bytes = readStart(file, length);
    size = measure(bytes);
  }
  const content = size === null ? null : { hash: '', ...size, bytes: length };
  const row = packRow({ source, content, status: null, problems: [] }, '');
  return { hash: digest(bytes), row };
}

function measure(bytes: Buffer): Size | null {
  const { imageSize } = library();
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!(width > 0 && height > 0)) return null;
    // A camera that was held upright says so, and browsers turn the picture.
    const isTurned = orientation >= 5;
    const size = { width: Math.round(width), height: Math.round(height) };
    return isTurned ? { width: size.height, height: size.width } : size;
  } catch {
    return null;
  }
}
