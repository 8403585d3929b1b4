import { expect, test } from 'vitest';
import { dateInPath, readDate, withoutDate } from '../../src/content/dates.ts';
import { createZone } from '../../src/content/zone.ts';
import { marks, parseKeys, parseText, storyOf } from './parse.ts';

const LONDON = createZone('Europe/London');

test.each([
  ['2026-03-01', '2026-03-01T00:00:00+00:00'],
  ['2026/07/01', '2026-07-01T00:00:00+01:00'],
  ['2026-07-01 07:30', '2026-07-01T07:30:00+01:00'],
  ['2026-07-01T07:30', '2026-07-01T07:30:00+01:00'],
  ['2026-07-01T07:30:15', '2026-07-01T07:30:15+01:00'],
  ['2026-07-01T07:30:15.250Z', '2026-07-01T08:30:15+01:00'],
  ['2026-07-01 07:30 UTC', '2026-07-01T08:30:00+01:00'],
  ['2026-07-01 07:30:00 +0200', '2026-07-01T06:30:00+01:00'],
  ['2026-07-01T07:30:00-04:00', '2026-07-01T12:30:00+01:00'],
  ['2026-07-01T07:30+14', '2026-06-30T18:30:00+01:00'],
  [' 2026-03-01 ', '2026-03-01T00:00:00+00:00'],
  ['2024-02-29', '2024-02-29T00:00:00+00:00'],
  ['2000-02-29', '2000-02-29T00:00:00+00:00'],
  ['1785-01-01 12:00Z', '1785-01-01T11:58:45-00:01'],
  ['9999-12-31', '9999-12-31T00:00:00+00:00'],
])('%j is %s', (written, iso) => {
  expect(readDate(written, LONDON)).toMatchObject({ kind: 'ok', instant: { iso } });
});

test.each([
  ['2026-02-29', /28 days, not 29/],
  ['1900-02-29', /28 days, not 29/],
  ['2026-04-31', /30 days, not 31/],
  ['2026-13-45', /no month 13/],
  ['2026-00-10', /no month 0/],
  ['2026-01-00', /not 0/],
  ['2026-01-01 24:00', /no hour 24/],
  ['2026-01-01 23:60', /no minute 60/],
  ['2026-01-01 23:59:60', /no second 60/],
  ['2026-01-01T00:00+15:00', /no offset \+15:00/],
  ['2026-01-01T00:00+01:60', /no offset \+01:60/],
  ['0026-03-01', /year 26/],
  ['0000-01-01', /year 0/],
])('%s does not exist', (written, why) => {
  const reading = readDate(written, LONDON);
  expect(reading.kind === 'impossible' && reading.why).toMatch(why);
});

test.each([
  '',
  'yesterday',
  '2026',
  '2026-03',
  '26-03-01',
  '2026-3-1',
  '01/03/2026',
  '2026-03/01',
  '20260301',
  '2026-03-01 7:30',
  '2026-03-01T',
  '2026-03-01 07:30 CET',
  '2026-03-01 07:30 pm',
  'March 1, 2026',
  '1772323200',
  '2026-03-01; rm',
])('%j cannot be read without guessing', (written) => {
  expect(readDate(written, LONDON)).toEqual({ kind: 'unreadable' });
});

test.each([
  ['2026-07-01T12:00:00.001Z', 1],
  ['2026-07-01T12:00:00,25Z', 250],
  ['2026-07-01T12:00:00.9999999+00:00', 999],
  ['2026-07-01 13:00:00.5', 500],
])('%s is the moment to the millisecond', (written, millis) => {
  expect(readDate(written, LONDON)).toMatchObject({
    instant: { ms: Date.parse('2026-07-01T12:00:00Z') + millis, iso: '2026-07-01T13:00:00+01:00' },
  });
});

test('a time that the clocks skip is an error at its line', () => {
  const { content, problems } = parseText('---\nheadline: A\npublished: 2026-03-29 01:30\n---\n');
  expect(content).toBeNull();
  expect(marks(problems)).toEqual(['3:12 bad-date']);
  expect(problems[0]?.message).toContain('Europe/London');
});

test('a time that happens twice is the first of them, with a warning that says how to write either', () => {
  const parsed = parseText('---\nheadline: A\npublished: 2026-10-25 01:30\n---\n');
  expect(storyOf(parsed).published.iso).toBe('2026-10-25T01:30:00+01:00');
  expect(marks(parsed.problems)).toEqual(['3:12 ambiguous-date (warning)']);
  expect(parsed.problems[0]?.hint).toBe(
    'Write 2026-10-25T01:30:00+01:00 for the first, 2026-10-25T01:30:00+00:00 for the second.',
  );
});

test('a date that does not exist is an error at its line', () => {
  expect(marks(parseKeys('updated: 2026-02-30').problems)).toEqual(['4:10 bad-date']);
});

test.each([
  ['2014-09-15-foo', '2014-09-15', 'foo'],
  ['2014-09-15_foo', '2014-09-15', 'foo'],
  ['2014-09-15 foo', '2014-09-15', 'foo'],
  ['2014-09-15', '2014-09-15', '2014-09-15'],
  ['blog/2014/09/15/foo.html', '2014-09-15', 'blog/2014/09/15/foo.html'],
  ['foo-2014-09-15', null, 'foo-2014-09-15'],
  ['12014-09-15-foo', null, '12014-09-15-foo'],
  ['2014-09-155', null, '2014-09-155'],
])('in the name %s the date is %s and the rest %s', (name, date, rest) => {
  expect(dateInPath(name)).toBe(date);
  expect(withoutDate(name)).toBe(rest);
});
