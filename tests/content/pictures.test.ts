import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchSource } from '../../src/content/fetch.ts';
import { unpackRow } from '../../src/content/row.ts';
import { sourcePath } from '../../src/paths.ts';
import type { Size } from '../../src/types/page.ts';
import { temporaryFolder } from '../support/site.ts';
import { gif, jpeg, png, svg, webp } from './picture-files.ts';

function fetchPicture(content: string | Buffer) {
  const root = temporaryFolder();
  writeFileSync(join(root, 'picture'), content);
  return fetchSource(root, { source: sourcePath('picture'), role: 'picture', hash: null });
}

function sizeOf(content: string | Buffer): string | null {
  const { row } = fetchPicture(content);
  if (row === null) throw new Error('there is no row');
  const { content: size, problems } = unpackRow<Size & { hash: string }>(row);
  expect(problems).toEqual([]);
  return size && `${size.width}x${size.height}`;
}

test.each([
  ['PNG', png(640, 480), '640x480'],
  ['JPEG', jpeg(640, 480), '640x480'],
  ['WebP', webp(640, 480), '640x480'],
  ['GIF', gif(640, 480), '640x480'],
  ['SVG with width and height', svg('width="640" height="480"'), '640x480'],
  ['SVG with pixels', svg('width="640px" height="480px"'), '640x480'],
  ['SVG with a view box alone', svg('viewBox="0 0 640 480"'), '640x480'],
  ['SVG that fills its place', svg('width="100%" height="100%" viewBox="0 0 640 480"'), '640x480'],
  ['SVG with a fraction', svg('width="10.6" height="4.4"'), '11x4'],
  ['JPEG with its size far behind', jpeg(640, 480, { padding: 300_000 }), '640x480'],
])('the size of a %s is read', (_, content, size) => {
  expect(sizeOf(content)).toBe(size);
});

test.each([
  [1, '640x480'],
  [2, '640x480'],
  [3, '640x480'],
  [4, '640x480'],
  [5, '480x640'],
  [6, '480x640'],
  [7, '480x640'],
  [8, '480x640'],
])('a JPEG with orientation %i is %s as browsers show it', (orientation, size) => {
  expect(sizeOf(jpeg(640, 480, { orientation }))).toBe(size);
});

test.each([
  ['empty', ''],
  ['text', 'This is no picture.'],
  ['half a PNG', png(640, 480).subarray(0, 12)],
  ['half a JPEG', jpeg(640, 480).subarray(0, 6)],
  ['a PNG without extent', png(0, 480)],
  ['an SVG without a size', svg('')],
  ['much of nothing', Buffer.alloc(300_000)],
])('what is no picture has no size and is no problem: %s', (_, content) => {
  expect(sizeOf(content)).toBeNull();
});

test('a picture is another one when its bytes are', () => {
  const hashOf = (content: Buffer) => fetchPicture(content).hash;
  expect(hashOf(png(1, 2))).toBe(hashOf(png(1, 2)));
  expect(hashOf(png(1, 2))).not.toBe(hashOf(png(2, 1)));
});
