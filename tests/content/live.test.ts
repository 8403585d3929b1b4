import { expect, test } from 'vitest';
import { instantOf, liveBlogOf, readEntryHeading, readEntryName } from '../../src/content/live.ts';
import { createZone } from '../../src/content/zone.ts';
import { type SourcePath, sourcePath } from '../../src/paths.ts';

test.each([
  ['14:05 The first count', '14:05', 'The first count'],
  ['14.05 The first count', '14:05', 'The first count'],
  ['14h05 The first count', '14:05', 'The first count'],
  ['14 h 05 The first count', '14:05', 'The first count'],
  ['9:05 The first count', '09:05', 'The first count'],
  ['2:05 pm The first count', '14:05', 'The first count'],
  ['2:05pm The first count', '14:05', 'The first count'],
  ['2.05 p.m. The first count', '14:05', 'The first count'],
  ['2:05 PM: The first count', '14:05', 'The first count'],
  ['12:05 am Past midnight', '00:05', 'Past midnight'],
  ['12:05 pm Past noon', '12:05', 'Past noon'],
  ['14:05 – The first count', '14:05', 'The first count'],
  ['14:05 | The first count', '14:05', 'The first count'],
  ['14:05: The first count', '14:05', 'The first count'],
  ['14:05', '14:05', null],
  ['00:00 Midnight', '00:00', 'Midnight'],
  ['23:59 Nearly over', '23:59', 'Nearly over'],
  ['14:05 27 wards are left', '14:05', '27 wards are left'],
])('the heading "%s" is of %s, with the words %j', (words, time, headline) => {
  expect(readEntryHeading(words)).toEqual({ day: null, time, headline, isKey: false });
});

test.each([
  ['9:05 Amsterdam declares', '09:05', 'Amsterdam declares'],
  ['9:05 Ambulances arrive', '09:05', 'Ambulances arrive'],
  ['9:05 PMQs begin', '09:05', 'PMQs begin'],
  ['14:05 Amsterdam declares', '14:05', 'Amsterdam declares'],
])('a first word that begins like am or pm stays whole: "%s"', (words, time, headline) => {
  expect(readEntryHeading(words)).toEqual({ day: null, time, headline, isKey: false });
});

test.each([
  ['2026-05-02 00:30 Past midnight', 'Past midnight'],
  ['2026-05-02T00:30 Past midnight', 'Past midnight'],
  ['2026-05-02, 00:30', null],
])('the heading "%s" has a day', (words, headline) => {
  expect(readEntryHeading(words)).toEqual({
    day: '2026-05-02',
    time: '00:30',
    headline,
    isKey: false,
  });
});

test.each([
  ['14:05 The first count {key}', 'The first count'],
  ['14:05 The first count {KEY} ', 'The first count'],
  ['14:05 {key}', null],
])('"%s" is a key event', (words, headline) => {
  expect(readEntryHeading(words)).toEqual({ day: null, time: '14:05', headline, isKey: true });
});

test.each([
  'What happened at 14:05',
  '24:05 Too late',
  '14:60 No such minute',
  '13:05 pm There is no such hour',
  '0:05 am There is no such hour',
  '14:5 Half a minute',
  '14 wards have declared',
  '14:05:30 To the second',
  '14:055 Nobody counts so',
  '2026-05-02 Without a time',
  '3.25 per cent of all votes',
  '12.15 per cent of all votes',
  '12.15% of all votes',
  '12.15 million voters',
])('"%s" does not begin with a time', (words) => {
  expect(readEntryHeading(words)).toBeNull();
});

test.each([
  ['1405-first-count.md', null, '14:05'],
  ['1405.md', null, '14:05'],
  ['1405_first.markdown', null, '14:05'],
  ['14-05-first.md', null, '14:05'],
  ['0000-midnight.MD', null, '00:00'],
  ['2026-05-02-0030-past-midnight.md', '2026-05-02', '00:30'],
  ['2026-05-02T0030.md', '2026-05-02', '00:30'],
  ['2026-05-02_0030.md', '2026-05-02', '00:30'],
  ['2026-05-02-00-30-past.md', '2026-05-02', '00:30'],
  // Four digits are a time, also where somebody meant a year.
  ['2026-budget.md', null, '20:26'],
])('the name %s says when: %s %s', (name, day, time) => {
  expect(readEntryName(sourcePath(`stories/politics/vote/${name}`))).toEqual({ day, time });
});

test.each([
  '2026-05-01-x.md',
  '2026-05-01.md',
  '2460-nothing.md',
  '1360-nothing.md',
  '140-nothing.md',
  '14055-nothing.md',
  '1405first.md',
  'first-1405.md',
  'index.md',
])('the name %s is not that of an update', (name) => {
  const blog = 'stories/politics/vote/index.md';
  const sources = new Set([sourcePath(blog), sourcePath(`stories/politics/vote/${name}`)]);
  expect(liveBlogOf(sourcePath(`stories/politics/vote/${name}`), sources)).toBeNull();
});

test.each([
  ['stories/politics/vote/1405-a.md', 'stories/politics/vote/index.md'],
  ['stories/politics/vote/1405-a.md', 'stories/politics/vote/index.markdown'],
])('%s belongs to %s', (source, blog) => {
  const stories = new Set<SourcePath>([sourcePath(blog)]);
  expect(liveBlogOf(sourcePath(source), stories)).toBe(blog);
});

test.each([
  'stories/politics/1405-a.md',
  'stories/politics/vote/later/1405-a.md',
  'stories/science/1405-a.md',
])('%s belongs to no story of another folder', (source) => {
  const stories = new Set([sourcePath('stories/politics/vote/index.md')]);
  expect(liveBlogOf(sourcePath(source), stories)).toBeNull();
});

test('a time is one of the site’s clocks; of an hour that comes twice, the first counts', () => {
  const london = createZone('Europe/London');
  const at = (time: string, day: string) => instantOf({ day: null, time }, day, london)?.iso;
  expect(at('14:05', '2026-05-01')).toBe('2026-05-01T14:05:00+01:00');
  expect(at('14:05', '2026-12-01')).toBe('2026-12-01T14:05:00+00:00');
  expect(at('01:30', '2026-10-25')).toBe('2026-10-25T01:30:00+01:00');
  expect(at('01:30', '2026-03-29')).toBeUndefined();
  expect(at('14:05', '2026-02-30')).toBeUndefined();
  const own = instantOf({ day: '2026-05-02', time: '00:30' }, '2026-05-01', london);
  expect(own?.iso).toBe('2026-05-02T00:30:00+01:00');
});
