import { expect, test } from 'vitest';
import { createMarkdown } from '../../src/content/markdown/markdown.ts';
import { decodeText } from '../../src/content/text.ts';
import { createMessages } from '../../src/messages/messages.ts';
import { parseText, storyOf } from './parse.ts';

const TEXT =
  '---\nheadline: Żółć\npublished: 2026-05-01\n---\nOne “line”.\n\n> Two\n> lines\n\n```\ncode\n```\n';

test.each([
  ['a byte order mark', `\ufeff${TEXT}`],
  ['Windows line ends', TEXT.replaceAll('\n', '\r\n')],
  ['old Macintosh line ends', TEXT.replaceAll('\n', '\r')],
  ['all of them', `\ufeff${TEXT.replace('\n', '\r\n').replace(/\n$/, '\r')}`],
])('a file with %s gives the same story and the same page', (_, variant) => {
  const [plain, other] = [storyOf(parseText(TEXT)), storyOf(parseText(variant))];
  expect({ ...other, hash: '' }).toEqual({ ...plain, hash: '' });
  expect(other.hash).not.toBe(plain.hash);
  expect(htmlOf(variant)).toBe(htmlOf(TEXT));
});

function htmlOf(file: string): string {
  const decoded = decodeText(Buffer.from(file), 'a.md');
  const text = 'text' in decoded ? decoded.text : '';
  const render = createMarkdown({
    gfm: true,
    messages: createMessages({ language: 'en', words: {} }),
    smartTypography: true,
    rawHtml: 'sanitize',
    origin: null,
    base: '',
    urls: 'directory',
  });
  const body = text.slice(text.indexOf('One'));
  return render({ file: 'a.md', text, body, language: 'en', links: {} }).html;
}

test.each([
  ['alone', [0xff], 0, 1, 1],
  ['in the middle of a line', Buffer.from('abc\xff def', 'latin1'), 3, 1, 4],
  ['on a later line', Buffer.from('a\r\nbc\xe9d\n', 'latin1'), 5, 2, 3],
  [
    'after letters of several bytes',
    Buffer.concat([Buffer.from('żó\n€'), Buffer.from([0x80])]),
    8,
    2,
    2,
  ],
  [
    'after a genuine U+FFFD',
    Buffer.concat([Buffer.from('\ufffd\ufffd'), Buffer.from([0xc3])]),
    6,
    1,
    3,
  ],
  ['that begins a letter and does not end it', Buffer.from([0x61, 0xe2, 0x82, 0x28]), 1, 1, 2],
  ['that is half of a character', Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]), 1, 1, 2],
  ['after a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]), 4, 1, 2],
])(
  'a byte that is not UTF-8 (%s) is an error with offset, line and column',
  (_, bytes, offset, line, column) => {
    const decoded = decodeText(Buffer.from(bytes), 'a.md');
    const problem = 'problem' in decoded ? decoded.problem : null;
    expect(problem).toMatchObject({
      code: 'not-utf8',
      severity: 'error',
      file: 'a.md',
      line,
      column,
    });
    expect(problem?.message).toContain(`offset ${offset} `);
  },
);

test('a NUL character is an error at its line', () => {
  const { problems } = parseText('---\nheadline: A\n---\nWo\0rds\n');
  expect(problems).toMatchObject([{ code: 'nul-byte', line: 4, column: 3, severity: 'error' }]);
});
