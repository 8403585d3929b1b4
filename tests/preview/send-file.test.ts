import { expect, test } from 'vitest';
import { rangeOf } from '../../src/preview/send-file.ts';
import { createRoot, Preview } from './preview.ts';

const NONE = 'unsatisfiable';

test.each([
  [undefined, 10, null],
  ['', 10, null],
  ['bytes=0-3', 10, { start: 0, end: 3 }],
  ['bytes=4-', 10, { start: 4, end: 9 }],
  ['bytes=0-', 10, { start: 0, end: 9 }],
  ['bytes=9-9', 10, { start: 9, end: 9 }],
  ['bytes=5-100', 10, { start: 5, end: 9 }],
  ['bytes=-3', 10, { start: 7, end: 9 }],
  ['bytes=-100', 10, { start: 0, end: 9 }],
  ['bytes=-0', 10, NONE],
  ['bytes=10-', 10, NONE],
  ['bytes=0-', 0, NONE],
  ['bytes=5-2', 10, null],
  ['bytes=99999999999999999999999-', 10, NONE],
  // What cannot be understood, or is not answered, is the whole file.
  ['bytes=-', 10, null],
  ['bytes=a-b', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['lines=0-1', 10, null],
  ['bytes = 0-1', 10, null],
] as const)('%s of %i bytes', (header, size, range) => {
  expect(rangeOf(header, size)).toEqual(range);
});

const FILES = { 'public/digits.txt': '0123456789', 'public/empty.txt': '' };

test.each([
  ['bytes=2-5', 206, '2345', 'bytes 2-5/10'],
  ['bytes=-1', 206, '9', 'bytes 9-9/10'],
  ['bytes=50-', 416, '', 'bytes */10'],
  ['nonsense', 200, '0123456789', null],
] as const)('a file in part: %s', async (range, status, text, contentRange) => {
  const preview = await Preview.open(createRoot(FILES));
  const response = await preview.fetch('digits.txt', { headers: { range } });
  expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test('a file says how long it is, also when only that is asked, and when it is empty', async () => {
  const preview = await Preview.open(createRoot(FILES));
  const head = await preview.fetch('digits.txt', { method: 'HEAD' });
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['10', '']);
  expect(head.headers.get('accept-ranges')).toBe('bytes');
  const empty = await preview.fetch('empty.txt');
  expect([empty.status, empty.headers.get('content-length'), await empty.text()]).toEqual([
    200,
    '0',
    '',
  ]);
});
