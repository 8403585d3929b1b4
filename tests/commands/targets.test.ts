import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createSiteFolder,
  FINDABLE,
  type Files,
  runCli,
  story,
  writeFiles,
} from '../support/site.ts';

const CONFIG = JSON.stringify({ url: FINDABLE.url, title: 'The Courier' });
const LONG = `${'A sentence of the story that goes on for a while. '.repeat(12)}\n`;
const LARGE = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"/>';
const GOOD = {
  headline: 'A headline of a good length',
  authors: ['Ada Venn'],
  dek: 'The dek.',
  image: { src: '/large.svg', alt: 'Large', credit: 'Us' },
};

interface Found {
  readonly code: string;
  readonly file?: string;
  readonly message: string;
  readonly hint?: string;
}

function check(root: string, targets: string): readonly Found[] {
  const args = ['check', '--json', '--clock', '2026-06-01T12:00:00Z', '--target', targets];
  const { stdout, status } = runCli(args, root);
  expect(status).toBe(0);
  return JSON.parse(stdout).problems;
}

function site(files: Files): string {
  return createSiteFolder({
    'broadsheet.config.json': CONFIG,
    'public/large.svg': LARGE,
    'stories/world/good.md': story(GOOD, LONG),
    ...files,
  });
}

const codesFor = (found: readonly Found[], file: string) =>
  found.filter((problem) => problem.file === file).map(({ code }) => code);

describe('check looks at the site with the eyes of', () => {
  test('Google News', () => {
    const bad = {
      headline: 'A headline of a good length',
      dek: 'Dek',
      updated: '2026-07-01T00:00:00Z',
    };
    const small = { ...GOOD, image: { src: '/small.svg', alt: 'Small', credit: 'Us' } };
    const root = site({
      'public/small.svg': LARGE.replace('1600', '800'),
      'stories/world/bad.md': story(bad, LONG),
      'stories/world/small.md': story(small, LONG),
    });
    const found = check(root, 'google-news');
    expect(codesFor(found, 'stories/world/good.md')).toEqual([]);
    expect(codesFor(found, 'stories/world/bad.md').sort()).toEqual([
      'future-date',
      'no-author',
      'no-picture',
    ]);
    expect(codesFor(found, 'stories/world/small.md')).toEqual(['small-picture']);
  });

  test('Google News, at templates that leave out what it needs', () => {
    const root = site({
      'templates/story.ejs': '<!doctype html><title>x</title><h1>Another</h1><%- view.body %>',
    });
    expect(codesFor(check(root, 'google-news'), 'stories/world/good.md').sort()).toEqual([
      'no-structured-data',
      'no-visible-date',
    ]);
    writeFiles(root, {
      'templates/story.ejs':
        '<h1>Another</h1><time datetime="<%= view.story.published.iso %>"></time><% for (const data of view.head.jsonLd) { %><script type="application/ld+json"><%- helpers.json(data) %></script><% } %>',
    });
    expect(codesFor(check(root, 'google-news'), 'stories/world/good.md')).toEqual([
      'other-headline',
    ]);
  });

  test('Apple News', () => {
    const root = site({
      'stories/world/short.md': story({ ...GOOD, headline: 'Short' }, LONG),
      'stories/world/long.md': story({ ...GOOD, headline: 'Long '.repeat(14) }, LONG),
      'stories/world/markup.md': story(
        { ...GOOD, headline: 'A headline with <b>bold</b> words' },
        LONG,
      ),
      'stories/world/more.md': story(GOOD, `${LONG}\n[Read more](https://elsewhere.example/)\n`),
    });
    const found = check(root, 'apple-news');
    expect(codesFor(found, 'stories/world/good.md')).toEqual([]);
    expect(codesFor(found, 'stories/world/short.md')).toEqual(['feed-title-length']);
    expect(codesFor(found, 'stories/world/long.md')).toEqual(['feed-title-length']);
    expect(codesFor(found, 'stories/world/markup.md')).toEqual(['feed-title-markup']);
    expect(codesFor(found, 'stories/world/more.md')).toEqual(['read-more']);
  });

  test('Flipboard', () => {
    const root = site({
      'public/small.svg': LARGE.replace('1600', '800').replace('900', '400'),
      'stories/world/short.md': story(GOOD, 'Short.\n'),
      'stories/world/small.md': story(
        { ...GOOD, image: { src: '/small.svg', alt: 'Small', credit: 'Us' } },
        LONG,
      ),
      'stories/world/bare.md': story({ ...GOOD, image: null }, LONG),
    });
    const found = check(root, 'flipboard');
    expect(found.map(({ code }) => code)).toContain('few-feed-items');
    expect(codesFor(found, 'stories/world/good.md')).toEqual([]);
    expect(codesFor(found, 'stories/world/short.md')).toEqual(['short-feed-text']);
    expect(codesFor(found, 'stories/world/small.md')).toEqual(['small-picture']);
    expect(codesFor(found, 'stories/world/bare.md')).toEqual(['no-picture']);
  });

  test('feed readers', () => {
    const huge = `${'A long paragraph of words. '.repeat(45_000)}\n`;
    const root = site({
      'stories/world/huge.md': story({ ...GOOD, id: 'one' }, huge),
      'stories/world/twin.md': story({ ...GOOD, id: 'one' }, LONG),
    });
    const found = check(root, 'rss');
    expect(codesFor(found, 'stories/world/huge.md')).toEqual(['large-feed-item']);
    expect(codesFor(found, 'stories/world/twin.md')).toEqual(['same-id']);
    expect(found.find(({ code }) => code === 'large-feed')?.message).toMatch(/^\S*feed\.json has/);
  });
});

test('check finds stories that feed readers would take for new ones, against what was last built', () => {
  const path = 'stories/world/good.md';
  const root = site({ 'stories/world/other.md': story({ ...GOOD, id: 'desk-1' }, LONG) });
  const build = () =>
    expect(runCli(['build', '--clock', '2026-06-01T12:00:00Z'], root).status).toBe(0);
  // There is nothing to compare with yet.
  expect(check(root, 'rss')).toEqual([]);
  build();
  expect(check(root, 'rss')).toEqual([]);
  writeFiles(root, { [path]: story({ ...GOOD, slug: 'renamed' }, LONG) });
  const [found] = check(root, 'rss');
  expect(found).toMatchObject({ code: 'changed-id', file: path });
  expect(found?.message).toContain('https://example.org/world/2026/05/01/good/');
  expect(found?.message).toContain('https://example.org/world/2026/05/01/renamed/');
  expect(found?.hint).toContain('aliases');
  // As it says.
  const mended = { ...GOOD, slug: 'renamed', aliases: ['/world/2026/05/01/good/'] };
  writeFiles(root, { [path]: story(mended, LONG) });
  expect(check(root, 'rss')).toEqual([]);
  writeFiles(root, { 'stories/world/other.md': story({ ...GOOD, id: 'desk-2' }, LONG) });
  expect(codesFor(check(root, 'rss'), 'stories/world/other.md')).toEqual(['changed-id']);
  // It looks only.
  expect(readFileSync(join(root, 'dist/feed.json'), 'utf8')).toContain('desk-1');
});

test('a site without an address is told so once', () => {
  const root = createSiteFolder({
    'stories/world/a.md': story(GOOD, LONG),
    'public/large.svg': LARGE,
  });
  expect(check(root, 'google-news,apple-news,flipboard,rss').map(({ code }) => code)).toEqual([
    'no-url',
  ]);
});

test('a target that is not known is a mistake, with the one that was meant', () => {
  const { status, stderr } = runCli(['check', '--target', 'gogle-news'], createSiteFolder({}));
  expect(status).toBe(2);
  expect(stderr).toContain('--target "gogle-news" is not known.');
  expect(stderr).toContain('google-news');
  expect(runCli(['build', '--target', 'rss'], createSiteFolder({})).status).toBe(2);
});

test('a story whose file and section have another name is known again by its address', () => {
  const root = site({ 'stories/world/other.md': story(GOOD, LONG) });
  expect(runCli(['build', '--clock', '2026-06-01T12:00:00Z'], root).status).toBe(0);
  rmSync(join(root, 'stories/world/other.md'));
  writeFiles(root, { 'stories/science/other.md': story(GOOD, LONG) });
  expect(codesFor(check(root, 'rss'), 'stories/science/other.md')).toEqual(['changed-id']);
  // One that is taken down is nobody's concern.
  rmSync(join(root, 'stories/science'), { recursive: true });
  expect(check(root, 'rss')).toEqual([]);
});

test('when the whole site moves, that is said once', () => {
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`stories/world/s${i}.md`, story(GOOD, LONG)]),
  );
  const root = site(many);
  expect(runCli(['build', '--clock', '2026-06-01T12:00:00Z'], root).status).toBe(0);
  writeFiles(root, { 'broadsheet.config.json': '{ "url": "https://moved.example" }' });
  const found = check(root, 'rss');
  expect(found.map(({ code }) => code)).toEqual(['changed-id']);
  expect(found[0]?.message).toContain('31 stories');
});

test('a feed that is no XML, one without its own address, and none at all are found', () => {
  const root = site({ 'templates/feeds/rss.ejs': '<rss><channel>& bad</channel></rss>' });
  expect(check(root, 'rss').map(({ code }) => code)).toContain('unreadable-feed');
  writeFiles(root, { 'templates/feeds/rss.ejs': '<rss><channel><title>x</title></channel></rss>' });
  expect(check(root, 'rss').map(({ code }) => code)).toContain('no-self');
  const none = JSON.stringify({ url: FINDABLE.url, discovery: { feeds: false } });
  writeFiles(root, { 'broadsheet.config.json': none });
  for (const target of ['rss', 'apple-news', 'flipboard'])
    expect(check(root, target).map(({ code }) => code)).toEqual(['no-feed']);
});
