import { expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import { type BuildOptions, CLOCK, type Files, renderSite, story } from '../support/site.ts';

/** Prints the headlines of each place of the front page. */
const FRONT = `<%- JSON.stringify({
  lead: view.lead && view.lead.headline,
  secondary: view.secondary.map((card) => card.headline),
  latest: view.latest.map((card) => card.headline),
  strips: Object.fromEntries(view.strips.map(({ section, stories }) => [section.text, stories.map((card) => card.headline)])),
  opinion: view.opinion.map((card) => card.headline),
}) %>`;

interface Front {
  readonly lead: string | null;
  readonly secondary: readonly string[];
  readonly latest: readonly string[];
  readonly strips: Readonly<Record<string, readonly string[]>>;
  readonly opinion: readonly string[];
}

async function frontOf(files: Files, options: BuildOptions = {}) {
  const { report, files: made } = await renderSite(
    { ...files, 'templates/front.ejs': FRONT },
    options,
  );
  return { report, front: JSON.parse(made['index.html'] ?? 'null') as Front };
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** Eight news stories in two sections, of which A is the oldest, and three opinion pieces. */
function archive(keys: Readonly<Record<string, object>> = {}): Files {
  const news = NAMES.map((name, i) => {
    const section = i % 2 === 0 ? 'world' : 'science';
    const published = `2026-05-0${i + 1}T08:00:00Z`;
    const file = story({ headline: name.toUpperCase(), published, ...keys[name] });
    return [`stories/${section}/${name}.md`, file];
  });
  const views = ['x', 'y', 'z'].map((name, i) => {
    const published = `2026-05-0${i + 6}T07:00:00Z`;
    const base = { headline: name.toUpperCase(), kind: 'opinion', published };
    return [`stories/opinions/${name}.md`, story({ ...base, ...keys[name] })];
  });
  return Object.fromEntries([...news, ...views]);
}

const at = (offset: number) => new Date(CLOCK + offset).toISOString();
const withFront = (front: NonNullable<UserConfig['theme']>['front']) => ({
  config: { theme: { front } },
});

test('without pins news leads, opinion has its band, and no story stands in two places of the top', async () => {
  const { report, front } = await frontOf(archive());
  expect(report.problems).toEqual([]);
  expect(front.lead).not.toBe('X');
  expect(front.secondary).toHaveLength(5);
  expect(front.secondary).not.toContain(front.lead);
  expect(front.opinion).toEqual(['Z', 'Y', 'X']);
  const top = [front.lead, ...front.secondary];
  expect(front.latest.filter((headline) => top.includes(headline))).toEqual([]);
  for (const headlines of Object.values(front.strips))
    expect(headlines.filter((headline) => top.includes(headline))).toEqual([]);
});

test('a story pinned at lead leads, whatever its age and urgency', async () => {
  const { front } = await frontOf(archive({ a: { pin: 'lead', urgency: 9 } }));
  expect(front.lead).toBe('A');
  expect(front.latest).not.toContain('A');
  expect(front.strips.World).not.toContain('A');
});

test('a story pinned at secondary is the first beside the lead', async () => {
  const { front } = await frontOf(archive({ b: { pin: 'secondary' } }));
  expect(front.secondary[0]).toBe('B');
  expect(front.lead).not.toBe('B');
});

test('of two leads the newer one leads, and the other is the first beside it', async () => {
  const { front } = await frontOf(archive({ a: { pin: 'lead' }, c: { pin: 'lead' } }));
  expect([front.lead, front.secondary[0]]).toEqual(['C', 'A']);
});

test('what is pinned at secondary stands before a second lead', async () => {
  const pins = { a: { pin: 'lead' }, c: { pin: 'lead' }, b: { pin: 'secondary' } };
  const { front } = await frontOf(archive(pins));
  expect([front.lead, ...front.secondary.slice(0, 2)]).toEqual(['C', 'B', 'A']);
});

test('a story pinned at a section stands at the head of its strip, also one of another section', async () => {
  const { front } = await frontOf(archive({ a: { pin: 'world' }, b: { pin: 'world' } }));
  expect(front.strips.World?.slice(0, 2)).toEqual(['B', 'A']);
  expect(front.latest).not.toContain('A');
});

test('a story pinned at a section stands there also when it is the most urgent of all', async () => {
  const { front } = await frontOf(archive({ h: { pin: 'science', urgency: 1 } }));
  expect(front.strips.Science?.[0]).toBe('H');
  expect(front.lead).not.toBe('H');
});

test('a story pinned at opinion heads that band, also when it is of another kind', async () => {
  const { front } = await frontOf(archive({ x: { pin: 'opinion' }, a: { pin: 'opinion' } }));
  expect(front.opinion).toEqual(['X', 'A', 'Z']);
});

test('an opinion piece that is pinned at lead leads', async () => {
  const { front } = await frontOf(archive({ x: { pin: 'lead' } }));
  expect(front.lead).toBe('X');
  expect(front.opinion).toEqual(['Z', 'Y']);
});

test.each([
  [-1, 'A', CLOCK],
  [0, null, null],
])(
  'a pin ends at its moment, of which the report tells: %i ms after it',
  async (offset, lead, next) => {
    const files = archive({ a: { pin: { slot: 'lead', until: at(0) } } });
    const { report, front } = await frontOf(files, { clock: CLOCK + offset });
    expect(front.lead === 'A' ? 'A' : null).toBe(lead);
    expect(report.nextChange).toBe(next);
  },
);

test('a pin of the configuration goes before one of the story, and ends at its moment', async () => {
  const files = archive({ c: { pin: 'lead' } });
  const pins = [{ story: 'stories/world/a.md', slot: 'lead', until: at(1000) }];
  const before = await frontOf(files, withFront({ pins }));
  expect([before.front.lead, before.front.secondary[0]]).toEqual(['A', 'C']);
  expect(before.report.nextChange).toBe(CLOCK + 1000);
  const after = await frontOf(files, { ...withFront({ pins }), clock: CLOCK + 1000 });
  expect(after.front.lead).toBe('C');
  expect(after.report.nextChange).toBeNull();
});

test('the end of a pin of the configuration is a time of the site’s zone', async () => {
  const pins = [{ story: 'stories/world/a.md', slot: 'lead', until: '2026-06-01 22:00' }];
  const config = { timeZone: 'Asia/Seoul', theme: { front: { pins } } };
  const { report, front } = await frontOf(archive(), { config });
  expect(front.lead).toBe('A');
  expect(report.nextChange).toBe(Date.parse('2026-06-01T22:00:00+09:00'));
});

test('a story pinned twice stands on the page once', async () => {
  const pins = [
    { story: 'stories/world/a.md', slot: 'lead' },
    { story: 'stories/world/a.md', slot: 'secondary' },
  ];
  const { front } = await frontOf(archive({ a: { pin: 'lead' } }), withFront({ pins }));
  expect(front.lead).toBe('A');
  expect(front.secondary).not.toContain('A');
  expect(new Set(front.secondary).size).toBe(front.secondary.length);
});

test.each([
  ['draft', { status: 'draft' }],
  ['embargoed', { embargo: at(1) }],
  ['expired', { expires: at(0) }],
])(
  'a pin of the configuration to a story that is %s changes nothing and is no problem',
  async (_, keys) => {
    const pins = [{ story: 'stories/world/held.md', slot: 'lead' }];
    const files = { ...archive(), 'stories/world/held.md': story({ headline: 'HELD', ...keys }) };
    const { report, front } = await frontOf(files, withFront({ pins }));
    expect(report.problems).toEqual([]);
    expect(front).toEqual((await frontOf(archive())).front);
  },
);

test.each([
  ['leads', 'lead'],
  ['secondry', 'secondary'],
  ['sciense', 'science'],
])('a pin at "%s" is a warning at its place that guesses "%s"', async (slot, guess) => {
  const { report, front } = await frontOf(archive({ a: { pin: slot } }));
  expect(report).toMatchObject({
    ok: true,
    problems: [
      {
        severity: 'warning',
        code: 'unknown-slot',
        file: 'stories/world/a.md',
        line: 4,
        hint: `Did you mean "${guess}"?`,
      },
    ],
  });
  expect(front).toEqual((await frontOf(archive())).front);
});

test('a pin of the configuration at an unknown slot, or to an unknown story, is a warning that guesses', async () => {
  const pins = [
    { story: 'stories/world/a.md', slot: 'leads' },
    { story: 'stories/world/aa.md', slot: 'lead' },
  ];
  const { report, front } = await frontOf(archive(), withFront({ pins }));
  expect(report.problems).toMatchObject([
    { severity: 'warning', code: 'unknown-pin', hint: 'Did you mean "stories/world/a.md"?' },
    { severity: 'warning', code: 'unknown-slot', hint: 'Did you mean "lead"?' },
  ]);
  // It is the configuration that must be mended, and not the story.
  expect(report.problems.map(({ file }) => file)).not.toContain('stories/world/a.md');
  expect(front).toEqual((await frontOf(archive())).front);
});

test.each([
  ['pin: {until: 2026-06-02}', 'wrong-type'],
  ['pin: {slot: lead, until: soon}', 'bad-date'],
])('the key "%s" is an error or a warning at its line', async (line, code) => {
  const text = `---\nheadline: A\npublished: 2026-05-01\n${line}\n---\nWords.\n`;
  const { report } = await renderSite({ 'stories/world/a.md': text });
  expect(report.problems).toMatchObject([{ code, file: 'stories/world/a.md', line: 4 }]);
});

test.each([
  ['a section whose strip is not shown', 'science', { strips: ['world'] }],
  ['opinion, which is not shown', 'opinion', { opinion: 0 }],
  ['a place beside the lead, of which there are none', 'secondary', { secondary: 0 }],
])('a story pinned at %s is not lost', async (_, slot, front) => {
  const files = archive({ b: { pin: slot } });
  const shown = await frontOf(files, withFront({ latest: 20, secondary: 1, ...front }));
  expect(JSON.stringify(shown.front)).toContain('"B"');
});

test('pin: false is no pin', async () => {
  const { report, front } = await frontOf(archive({ a: { pin: false } }));
  expect(report.problems).toEqual([]);
  expect(front).toEqual((await frontOf(archive())).front);
});

test('the strips are the sections that the configuration names, in its order, with its counts', async () => {
  const strips = ['science', { section: 'world', count: 1 }];
  const { front } = await frontOf(archive(), withFront({ secondary: 0, strips }));
  expect(Object.keys(front.strips)).toEqual(['Science', 'World']);
  expect(front.lead).toBe('H');
  expect(front.strips.Science).toEqual(['F', 'D', 'B']);
  expect(front.strips.World).toEqual(['G']);
});

test.each([
  [0, 0],
  [2, 2],
  [8, 7],
])('%i stories beside the lead are at most as many as there are', async (secondary, shown) => {
  const { front } = await frontOf(archive(), withFront({ secondary }));
  expect(front.secondary).toHaveLength(shown);
});

test('the list of the latest is as long as the configuration says, and may be left out', async () => {
  expect(
    (await frontOf(archive(), withFront({ secondary: 0, latest: 3 }))).front.latest,
  ).toHaveLength(3);
  const { files } = await renderSite(archive(), withFront({ latest: 0 }));
  expect(files['index.html']).not.toContain('front-latest');
});

test('without a band of opinion, opinion stands in its sections', async () => {
  const { front } = await frontOf(archive(), withFront({ opinion: 0 }));
  expect(front.opinion).toEqual([]);
  expect(front.strips.Opinions).toEqual(['Z', 'Y', 'X']);
  expect((await frontOf(archive())).front.strips.Opinions).toEqual([]);
  const { files } = await renderSite(archive(), withFront({ opinion: 0 }));
  expect(files['index.html']).not.toContain('class="opinion"');
});
