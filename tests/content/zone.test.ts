import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createZone, isTimeZone, type LocalTime } from '../../src/content/zone.ts';

const local = (text: string): LocalTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text
    .split(/\D/)
    .map(Number);
  return { year, month, day, hour, minute, second };
};

test.each([
  ['Europe/London', '2026-01-15 12:00', '2026-01-15T12:00:00Z', '+00:00'],
  ['Europe/London', '2026-07-15 12:00', '2026-07-15T11:00:00Z', '+01:00'],
  ['Europe/London', '2026-03-29 00:59', '2026-03-29T00:59:00Z', '+00:00'],
  ['Europe/London', '2026-03-29 02:00', '2026-03-29T01:00:00Z', '+01:00'],
  // British Standard Time, all the year round.
  ['Europe/London', '1970-01-01 00:00', '1969-12-31T23:00:00Z', '+01:00'],
  ['America/New_York', '2026-03-08 01:59', '2026-03-08T06:59:00Z', '-05:00'],
  ['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00:00Z', '-04:00'],
  ['Australia/Lord_Howe', '2026-01-01 00:00', '2025-12-31T13:00:00Z', '+11:00'],
  ['Australia/Lord_Howe', '2026-06-01 00:00', '2026-05-31T13:30:00Z', '+10:30'],
  ['Asia/Kathmandu', '2026-05-01 00:00', '2026-04-30T18:15:00Z', '+05:45'],
  ['Asia/Kathmandu', '1985-12-31 23:59', '1985-12-31T18:29:00Z', '+05:30'],
  ['Pacific/Apia', '2011-12-31 00:00', '2011-12-30T10:00:00Z', '+14:00'],
  ['UTC', '2024-02-29 23:59', '2024-02-29T23:59:00Z', '+00:00'],
])('in %s %s is one moment', (name, written, utc, offset) => {
  const zone = createZone(name);
  const ms = Date.parse(utc);
  expect(zone.resolve(local(written))).toEqual({ kind: 'exact', ms });
  expect(zone.instant(ms)).toEqual({ ms, iso: `${written.replace(' ', 'T')}:00${offset}` });
});

test.each([
  ['Europe/London', '2026-03-29 01:00'],
  ['Europe/London', '2026-03-29 01:59'],
  ['America/New_York', '2026-03-08 02:30'],
  ['Australia/Lord_Howe', '2026-10-04 02:15'],
  // Samoa crossed the date line: the whole day is missing.
  ['Pacific/Apia', '2011-12-30 12:00'],
])('in %s %s does not exist', (name, written) => {
  expect(createZone(name).resolve(local(written))).toEqual({ kind: 'missing' });
});

test.each([
  ['Europe/London', '2026-10-25 01:30', '2026-10-25T00:30:00Z', 60],
  ['America/New_York', '2026-11-01 01:00', '2026-11-01T05:00:00Z', 60],
  ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z', 30],
])('in %s %s happens twice', (name, written, first, minutes) => {
  const ms = Date.parse(first);
  const later = ms + minutes * 60_000;
  expect(createZone(name).resolve(local(written))).toEqual({ kind: 'ambiguous', ms, later });
});

test.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
  'in %s every half hour of a year is written so that it resolves to itself',
  (name) => {
    const zone = createZone(name);
    const wrong: string[] = [];
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 1_800_000) {
      const { iso } = zone.instant(ms);
      const reading = zone.resolve(local(iso.slice(0, 19)));
      const moments =
        reading.kind === 'ambiguous'
          ? [reading.ms, reading.later]
          : reading.kind === 'exact'
            ? [reading.ms]
            : [];
      if (Date.parse(iso) !== ms || !moments.includes(ms)) wrong.push(iso);
    }
    expect(wrong).toEqual([]);
  },
);

test('a moment beyond the year 9999 is still written so that it can be read', () => {
  const zone = createZone('Asia/Tokyo');
  const ms = Date.UTC(9999, 11, 31, 23);
  expect(Date.parse(zone.instant(ms).iso)).toBe(ms);
});

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['Europe/Londn', false],
  ['', false],
])('%j is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

test("nothing depends on the computer's own time zone", () => {
  const module = fileURLToPath(new URL('../../src/content/dates.ts', import.meta.url));
  const script = `
    const { createJiti } = await import('jiti');
    const jiti = createJiti(${JSON.stringify(import.meta.url)});
    const { readDate } = await jiti.import(${JSON.stringify(module)});
    const { createZone } = await jiti.import(${JSON.stringify(module.replace('dates.ts', 'zone.ts'))});
    const zone = createZone('Europe/London');
    const written = ['2026-03-01', '2026-03-29 01:30', '2026-10-25 01:30', '2026-07-01T12:00:00-04:00'];
    console.log(new Date(0).getTimezoneOffset(), JSON.stringify(written.map((text) => readDate(text, zone))));
  `;
  const outputs = ['UTC', 'America/New_York', 'Pacific/Auckland'].map((TZ) => {
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      encoding: 'utf8',
      env: { ...process.env, TZ },
    });
    return run.stdout.trim();
  });
  const [own, answers] = [
    outputs.map((line) => line.split(' ', 1)[0]),
    outputs.map((line) => line.slice(line.indexOf(' '))),
  ];
  expect(new Set(own).size).toBe(3);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('2026-03-01T00:00:00+00:00');
});
