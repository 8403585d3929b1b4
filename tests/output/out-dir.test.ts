import { mkdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOutDir } from '../../src/output/out-dir.ts';
import { createSiteFolder, story } from '../support/site.ts';

const FILES = { 'stories/a.md': story(), 'public/x.txt': 'x', 'templates/a.ejs': '' };

test.each([
  ['.', 'the folder of the site itself'],
  ['', 'the folder of the site itself'],
  ['..', 'contains the site'],
  ['/', 'contains the site'],
  ['stories', 'stories/'],
  ['stories/out', 'stories/'],
  ['public', 'public/'],
  ['templates/dist', 'templates/'],
  ['.git', '.git/'],
  ['.broadsheet/x', '.broadsheet/'],
  ['public/x.txt', 'public/'],
])('"%s" is refused as output folder: %s', (out, why) => {
  const root = createSiteFolder(FILES);
  expect(() => checkOutDir(root, out)).toThrow(why);
});

test('the home folder is refused', () => {
  expect(() => checkOutDir(createSiteFolder(FILES), homedir())).toThrow('home folder');
});

test('a link to a source folder is refused', () => {
  const root = createSiteFolder(FILES);
  symlinkSync(join(root, 'stories'), join(root, 'dist'));
  expect(() => checkOutDir(root, 'dist')).toThrow('stories/');
});

test('a file, and a folder that is a project, are refused', () => {
  const root = createSiteFolder({ ...FILES, 'notes.txt': '', 'app/package.json': '{}' });
  expect(() => checkOutDir(root, 'notes.txt')).toThrow('it is a file');
  expect(() => checkOutDir(root, 'app')).toThrow('package.json');
});

test('a folder in the site, beside it, or not made yet is accepted', () => {
  const root = createSiteFolder(FILES);
  const other = createSiteFolder({});
  mkdirSync(join(root, 'dist'));
  for (const out of ['dist', 'build/site/out', join(other, 'www'), other]) {
    expect(checkOutDir(root, out)).toBe(out.startsWith('/') ? out : join(root, out));
  }
});
