import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  basename,
  checkAddress,
  dirname,
  encodeUrl,
  fold,
  outputPath,
  resolveWithin,
  sourcePath,
  type UrlPath,
  urlsOf,
  writtenAddress,
} from '../src/paths.ts';

test.each([
  ['/a/b/', '/a/b/'],
  ['a/b', '/a/b'],
  ['/', '/'],
  ['/a/index.html', '/a/index.html'],
  ['/%C5%82%C3%B3d%C5%BA/', '/łódź/'],
  ['/lo\u0301dz/', '/lódz/'],
  ['/a b/', '/a b/'],
  ['/東京/', '/東京/'],
  ['/.well-known/x', '/.well-known/x'],
  ['/console/', '/console/'],
])('%j is the address %j', (written, url) => {
  expect(checkAddress(written)).toEqual({ url, shortened: false });
});

test.each([
  ['../a', 'leave the site'],
  ['/a/../../b/', 'leave the site'],
  ['/a/./b/', 'leave the site'],
  ['/%2e%2e/a', 'leave the site'],
  ['/%252e%252e/a', 'leave the site'],
  ['/a%2f..%2f..%2fb', 'leave the site'],
  ['/a\\..\\b', 'character \\'],
  ['/a%5c..%5cb', 'character \\'],
  ['C:\\a', 'character :'],
  ['C:/a', 'character :'],
  ['//example.org/a', 'empty part'],
  ['/a//b', 'empty part'],
  ['/a\0b', 'code 0'],
  ['/a%00b', 'code 0'],
  ['/a\nb', 'code 10'],
  ['/a?b', 'character ?'],
  ['/a#b', 'character #'],
  ['/a<b>', 'character <'],
  ['/a*', 'character *'],
  ['/CON', 'Windows reserves'],
  ['/con.html', 'Windows reserves'],
  ['/a/LPT1/', 'Windows reserves'],
  ['/aux.tar.gz', 'Windows reserves'],
  ['/a./', 'ends with a dot'],
  ['/a /', 'ends with a dot'],
  ['/.../', 'ends with a dot'],
  ['/100%/', 'two hexadecimal digits'],
  ['/%ff/', 'two hexadecimal digits'],
])('%j is refused', (written, reason) => {
  const check = checkAddress(written);
  expect('reason' in check && check.reason).toContain(reason);
});

test('a name of more than 255 bytes keeps its beginning and gets a hash', () => {
  const written = `/${'東'.repeat(90)}/`;
  const check = checkAddress(written);
  const url = 'url' in check ? check.url : '';
  expect(check).toMatchObject({ shortened: true });
  expect(url).toMatch(/^\/東+-[0-9a-f]{10}\/$/);
  expect(Buffer.byteLength(url)).toBeLessThanOrEqual(257);
  expect(checkAddress(written)).toEqual(check);
  expect(checkAddress(`/${'東'.repeat(90)}京/`)).not.toEqual(check);
});

test('a name of 247 bytes stays as it is: its page may be a file, and compressed', () => {
  expect(checkAddress(`/${'東'.repeat(82)}a/`)).toMatchObject({ shortened: false });
  expect(checkAddress(`/${'東'.repeat(82)}ab/`)).toMatchObject({ shortened: true });
});

test('an address that is accepted never leaves the folder, on any system', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2E',
    '%252e',
    '%2f',
    '%5c',
    '%',
    '\0',
    ':',
    'C:',
    'con',
    'nul.txt',
    ' ',
    '~',
    '$',
    'ä',
    'a',
    '\u202e',
    '\u2024',
  );
  const written = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string(),
    fc.webPath(),
  );
  fc.assert(
    fc.property(written, (text) => {
      const check = checkAddress(text);
      if ('reason' in check) return;
      for (const urls of ['directory', 'file'] as const)
        for (const path of [posix, win32]) {
          const root = path === posix ? '/site/dist' : 'D:\\site\\dist';
          const target = path.resolve(root, outputPath(check.url, urls));
          expect(target.startsWith(root + path.sep), `${text} → ${target}`).toBe(true);
        }
      for (const part of check.url.split('/'))
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(247);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['/', 'index.html', 'index.html'],
  ['/a/', 'a/index.html', 'a.html'],
  ['/a', 'a/index.html', 'a.html'],
  ['/a.html', 'a.html', 'a.html'],
  ['/feed.xml', 'feed.xml', 'feed.xml'],
  ['/v1.2', 'v1.2/index.html', 'v1.2.html'],
  ['/a/index/', 'a/index/index.html', 'a/index/index.html'],
])('the address %s is served from %s, or with pages as files from %s', (url, folder, file) => {
  expect(outputPath(url as UrlPath, 'directory')).toBe(folder);
  expect(outputPath(url as UrlPath, 'file')).toBe(file);
});

test.each([
  ['index.html', ['/'], ['/']],
  ['a/index.html', ['/a/'], ['/a/']],
  ['a.html', ['/a.html'], ['/a', '/a.html']],
  ['a/myindex.html', ['/a/myindex.html'], ['/a/myindex', '/a/myindex.html']],
  ['feed.xml', ['/feed.xml'], ['/feed.xml']],
])('the file %s is found at %j, or with pages as files at %j', (path, folders, files) => {
  expect(urlsOf(path as ReturnType<typeof outputPath>, 'directory')).toEqual(folders);
  expect(urlsOf(path as ReturnType<typeof outputPath>, 'file')).toEqual(files);
});

test.each([
  ['/a/', '/a/', '/a'],
  ['/a/?page=2#top', '/a/?page=2#top', '/a?page=2#top'],
  ['/', '/', '/'],
  ['/a/b.svg', '/a/b.svg', '/a/b.svg'],
  ['/a/index.html#/map/', '/a/index.html#/map/', '/a/index.html#/map/'],
  ['/a/?next=/b/', '/a/?next=/b/', '/a?next=/b/'],
])('the address %s is written as %s, or with pages as files as %s', (address, folder, file) => {
  expect(writtenAddress(address, { base: '/news', urls: 'directory' })).toBe(`/news${folder}`);
  expect(writtenAddress(address, { base: '/news', urls: 'file' })).toBe(`/news${file}`);
});

test.each(['https://other.example/a/', '//other.example/a/', 'a/', '#top'])(
  'the address %s is not of this site, and stays',
  (address) => {
    expect(writtenAddress(address, { base: '/news', urls: 'file' })).toBe(address);
  },
);

test('an address is percent-encoded part by part', () => {
  expect(encodeUrl('/łódź/a b/@me:1/x"y/')).toBe('/%C5%82%C3%B3d%C5%BA/a%20b/@me:1/x%22y/');
});

test('names that some file system takes for the same fold to the same', () => {
  expect(fold('/É/A')).toBe(fold('/e\u0301/a'));
  expect(fold('/a/')).not.toBe(fold('/b/'));
});

test.each([
  ['stories/world', 'a.md', 'stories/world/a.md'],
  ['stories/world', '../uk/./a.md', 'stories/uk/a.md'],
  ['stories', '../../a', null],
  ['', 'a//b', 'a/b'],
  ['', '..', null],
])('in the folder %j the path %j is %j', (folder, relative, expected) => {
  expect(resolveWithin(folder, relative)).toBe(expected);
});

test('a path has a folder and a name', () => {
  expect([dirname('a/b/c.md'), dirname('c.md'), basename('a/b/c.md'), basename('c.md')]).toEqual([
    'a/b',
    '',
    'c.md',
    'c.md',
  ]);
  expect(sourcePath('a\\b.md')).toBe('a/b.md');
});
