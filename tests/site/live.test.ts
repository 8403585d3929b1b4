import { expect, test } from 'vitest';
import {
  type BuildOptions,
  CLOCK,
  type Files,
  places,
  renderSite,
  story,
} from '../support/site.ts';

const FOLDER = 'stories/politics/vote';
const BLOG = `${FOLDER}/index.md`;
const PAGE = 'politics/2026/05/01/vote/index.html';
const JSON_FILE = 'politics/2026/05/01/vote/live.json';

function blog(body: string, keys: Readonly<Record<string, unknown>> = {}): string {
  return story({ headline: 'The vote', kind: 'live', ...keys }, body);
}

interface Shown {
  readonly id: string;
  readonly headline: string | null;
  readonly html: string;
}

/** The updates of a page, from top to bottom. */
function updatesIn(page: string | undefined): Shown[] {
  const articles = (page ?? '').matchAll(
    /<article class="update[^"]*" id="([^"]*)">([\s\S]*?)<\/article>/g,
  );
  return [...articles].map(([, id = '', html = '']) => ({
    id,
    headline: /<h2>(.*?)<\/h2>/.exec(html)?.[1] ?? null,
    html,
  }));
}

const idsIn = (page: string | undefined) => updatesIn(page).map(({ id }) => id);
const headlinesIn = (page: string | undefined) => updatesIn(page).map(({ headline }) => headline);

/** The page of a blog with this text. */
async function pageOf(body: string, more: Files = {}, options: BuildOptions = {}) {
  const { report, files } = await renderSite({ [BLOG]: blog(body), ...more }, options);
  expect(report.problems).toEqual([]);
  return files[PAGE] ?? '';
}

test.each([
  ['the oldest first', ['10:00 One', '11:00 Two', '12:00 Three']],
  ['the newest first', ['12:00 Three', '11:00 Two', '10:00 One']],
  ['in no order', ['11:00 Two', '12:00 Three', '10:00 One']],
])('updates are shown the newest first when they are written %s', async (_, headings) => {
  const body = headings.map((heading) => `## ${heading}\n\nText of ${heading}.\n`).join('\n');
  const page = await pageOf(`The introduction.\n\n${body}`);
  expect(headlinesIn(page)).toEqual(['Three', 'Two', 'One']);
  expect(updatesIn(page).map(({ html }) => /Text of [^.]*/.exec(html)?.[0])).toEqual([
    'Text of 12:00 Three',
    'Text of 11:00 Two',
    'Text of 10:00 One',
  ]);
  const introduction = page.slice(page.indexOf('The introduction.'));
  expect(introduction.indexOf('The introduction.')).toBeLessThan(introduction.indexOf('Three'));
  for (const { html } of updatesIn(page)) expect(html).not.toContain('The introduction.');
});

test('ids of updates come from their times, and stay when newer ones are added and headlines are edited', async () => {
  const first = await pageOf('## 10:00 One\n\n## 10:00 Other\n\n## 11:00 Two\n');
  const ids = ['update-20260501-1100', 'update-20260501-1000-2', 'update-20260501-1000'];
  expect(idsIn(first)).toEqual(ids);
  expect(headlinesIn(first)).toEqual(['Two', 'Other', 'One']);
  const newer = await pageOf(
    '## 10:00 Another headline\n\n## 10:00 Other\n\n## 11:00\n\n## 11:30 New\n\n## 2026-05-02 09:00 Newest\n',
  );
  expect(idsIn(newer)).toEqual(['update-20260502-0900', 'update-20260501-1130', ...ids]);
});

test('an update in a file that is of the same minute as one in the text has an id of its own', async () => {
  const page = await pageOf('## 14:05 In the text\n', {
    [`${FOLDER}/1405-in-a-file.md`]: story({ published: null, headline: 'In a file' }),
  });
  expect([...new Set(idsIn(page))].sort()).toEqual([
    'update-20260501-1405',
    'update-20260501-1405-2',
  ]);
});

test('a time without a day is on the day of the update above it, the first on that of the story', async () => {
  const page = await pageOf(
    '## 23:50 One\n\n## 2026-05-02 00:10 Two\n\n## 00:20 Three\n\n## 2026-05-04 08:00 Four\n\n## 09:00 Five\n',
  );
  expect(idsIn(page)).toEqual([
    'update-20260504-0900',
    'update-20260504-0800',
    'update-20260502-0020',
    'update-20260502-0010',
    'update-20260501-2350',
  ]);
  expect(page).toContain('May 4, 2026 9:00 AM');
});

test('on a single day updates show their time alone', async () => {
  const page = await pageOf('## 10:00 One\n\n## 11:00 Two\n');
  expect(updatesIn(page)[0]?.html).toContain('<time datetime="2026-05-01T11:00:00+00:00">11:00 AM');
});

test('times are those of the site’s zone', async () => {
  const page = await pageOf('## 14:05 One\n', {}, { config: { timeZone: 'Europe/London' } });
  expect(page).toContain('<time datetime="2026-05-01T14:05:00+01:00">');
});

test('a moment that does not exist is an error at its heading', async () => {
  const { report, files } = await renderSite(
    { [BLOG]: blog('Words.\n\n## 2026-03-29 01:30 Skipped\n\n## 2026-02-30 10:00 No day\n') },
    { config: { timeZone: 'Europe/London' } },
  );
  expect(places(report)).toEqual([`${BLOG}:8:1 bad-update-time`, `${BLOG}:10:1 bad-update-time`]);
  expect(files).toEqual({});
});

test('a heading without a time is a warning at its place, and stays where it is', async () => {
  const { report, files } = await renderSite({
    [BLOG]: blog(
      'Words.\n\n## Before all\n\n## 10:00 One\n\n## Background\n\nMore.\n\n### Lower\n',
    ),
  });
  expect(places(report)).toEqual([
    `${BLOG}:8:1 update-without-time`,
    `${BLOG}:12:1 update-without-time`,
  ]);
  expect(report.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  const page = files[PAGE];
  expect(updatesIn(page)).toHaveLength(1);
  expect(page).toMatch(/<h2 id="before-all">Before all<\/h2>[\s\S]*id="update-20260501-1000"/);
  expect(updatesIn(page)[0]?.html).toMatch(/<h2 id="background">Background<\/h2>\n<p>More\.<\/p>/);
});

test('in a story that is no live blog a heading with a time is a heading', async () => {
  const { report, files } = await renderSite({
    [BLOG]: story({}, 'Words.\n\n## 14:05 The first count\n'),
  });
  expect(report.problems).toEqual([]);
  expect(files[PAGE]).toContain('<h2 id="1405-the-first-count">14:05 The first count</h2>');
  expect(files[JSON_FILE]).toBeUndefined();
});

test('key events are marked, and listed above all updates with links to them', async () => {
  const page = await pageOf('## 10:00 One {key}\n\n## 11:00 Two\n\n## 12:00 {key}\n', {
    [`${FOLDER}/1230-file.md`]: story({ published: null, headline: 'File', key: true }),
  });
  const keys = /<nav class="key-events"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? '';
  expect(
    [...keys.matchAll(/<a href="#([^"]*)">([^<]*)</g)].map(([, id, text]) => [id, text]),
  ).toEqual([
    ['update-20260501-1230', 'File'],
    ['update-20260501-1200', 'Update'],
    ['update-20260501-1000', 'One'],
  ]);
  expect(page.match(/class="update update-key"/g)).toHaveLength(3);
  expect(page).not.toContain('{key}');
  expect(await pageOf('## 10:00 One\n')).not.toContain('key-events');
});

test('signs in the headline of an update are printed as they were written', async () => {
  const page = await pageOf('## 10:00 Fish & "chips" <b>now</b> *at last* {key}\n');
  expect(headlinesIn(page)).toEqual(['Fish &amp; “chips” now at last']);
});

test('an update beside the story is one of its updates: with front matter and without', async () => {
  const page = await pageOf('## 12:00 In the text\n', {
    [`${FOLDER}/1100-plain.md`]: 'Only *text*.\n',
    [`${FOLDER}/1300-matter.md`]: story(
      { published: null, headline: 'With matter' },
      'Its text.\n',
    ),
    [`${FOLDER}/2026-04-30-2359-before.md`]: 'The day before.\n',
    [`${FOLDER}/0900-moved.md`]: story({ published: '2026-05-01 15:00', headline: 'Moved' }),
    [`${FOLDER}/1000-alone.md`]: story({ headline: null, published: null }, 'Empty matter.\n'),
  });
  expect(updatesIn(page).map(({ id, headline }) => [id, headline])).toEqual([
    ['update-20260501-1500', 'Moved'],
    ['update-20260501-1300', 'With matter'],
    ['update-20260501-1200', 'In the text'],
    ['update-20260501-1100', null],
    ['update-20260501-1000', null],
    ['update-20260430-2359', null],
  ]);
  expect(updatesIn(page)[3]?.html).toContain('<p>Only <em>text</em>.</p>');
});

test('an update in a file has no page, no address and no place in lists of its own', async () => {
  const { report, files } = await renderSite({
    [BLOG]: blog('## 10:00 One\n'),
    [`${FOLDER}/1405-first-count.md`]: story({ published: null, headline: 'UPDATE' }),
  });
  expect(report.stories).toBe(1);
  const showing = Object.keys(files).filter((path) => files[path]?.includes('UPDATE'));
  expect(showing).toEqual([PAGE]);
  expect(Object.keys(files).filter((path) => path.includes('first-count'))).toEqual([]);
});

test('the author of an update has the live blog on their page, and stands under the update', async () => {
  const { files } = await renderSite({
    [BLOG]: blog('## 10:00 One\n', { authors: ['Ada'] }),
    [`${FOLDER}/1405-count.md`]: story({ published: null, authors: ['Ben Plain', 'Ada'] }),
  });
  expect(files['authors/ben-plain/index.html']).toContain('href="/politics/2026/05/01/vote/"');
  expect(files['authors/ada/index.html']?.match(/class="card /g)).toHaveLength(1);
  expect(updatesIn(files[PAGE])[0]?.html).toContain(
    '<a href="/authors/ben-plain/" rel="author">Ben Plain</a>',
  );
  expect(files['authors/index.html']).toContain('Ben Plain');
});

test('a file named by a time beside a story that is no live blog is an error that names both', async () => {
  const { report, files } = await renderSite({
    [BLOG]: story(),
    [`${FOLDER}/1405-count.md`]: 'Text.\n',
  });
  expect(report.problems).toMatchObject([
    {
      severity: 'error',
      code: 'entry-without-blog',
      file: `${FOLDER}/1405-count.md`,
      message: expect.stringContaining(BLOG),
    },
  ]);
  expect(files).toEqual({});
});

test('a draft of such a file is a warning: a draft in work does not stop the presses', async () => {
  const { report } = await renderSite({
    [BLOG]: story(),
    [`${FOLDER}/1405-notes.md`]: story({ published: null, status: 'draft' }),
  });
  expect(report).toMatchObject({
    ok: true,
    problems: [{ severity: 'warning', file: `${FOLDER}/1405-notes.md` }],
  });
});

test('a file named by a day beside an index.md is a story of its own', async () => {
  const { report, files } = await renderSite({
    [BLOG]: blog('## 10:00 One\n'),
    [`${FOLDER}/2026-05-01-x.md`]: story({ headline: 'A story' }),
  });
  expect(report).toMatchObject({ ok: true, stories: 2 });
  expect(files['politics/2026/05/01/x/index.html']).toContain('<h1>A story</h1>');
  expect(updatesIn(files[PAGE])).toHaveLength(1);
});

test('a file named by a time without an index.md beside it is a story', async () => {
  const { report, files } = await renderSite({ 'stories/politics/1405-count.md': story() });
  expect(report).toMatchObject({ ok: true, stories: 1 });
  expect(files['politics/2026/05/01/1405-count/index.html']).toBeDefined();
});

test('beside a story called stories/index.md, which has no folder of its own, nothing is lost', async () => {
  const { report } = await renderSite({
    'stories/index.md': story({ headline: 'Index' }),
    'stories/1405-count.md': story({ headline: 'Count' }),
  });
  expect(report).toMatchObject({ ok: true, stories: 2 });
});

test('a name whose day does not exist is an error, and front matter that is wrong has its place', async () => {
  const { report } = await renderSite({
    [BLOG]: blog('## 10:00 One\n'),
    [`${FOLDER}/2026-02-30-1405-x.md`]: 'Text.\n',
    [`${FOLDER}/1500-y.md`]: '---\nheadline: Y\npublished: yesterday\n---\nText.\n',
    [`${FOLDER}/1600-z.md`]: '---\nheadline: Z\nembargo: tomorrow\n---\nText.\n',
  });
  const errors = report.problems.filter(({ severity }) => severity === 'error');
  expect(places({ problems: errors })).toEqual([
    expect.stringMatching(/^stories\/politics\/vote\/1500-y\.md:3:\d+ bad-date$/),
    expect.stringMatching(/^stories\/politics\/vote\/1600-z\.md:3:\d+ bad-date$/),
    expect.stringMatching(/^stories\/politics\/vote\/2026-02-30-1405-x\.md\S* bad-entry-time$/),
  ]);
});

test('a link in an update leads to other stories, and a broken one is reported at the line of its file', async () => {
  const text = 'One [link](../treaty.md).\n\nAnd [another](../science/gone.md).\n';
  const files = {
    [BLOG]: blog('## 10:00 One\n\nIn the [text](../treaty.md).\n'),
    'stories/politics/treaty.md': story({ headline: 'The treaty' }),
  };
  const broken = await renderSite({ ...files, [`${FOLDER}/1405-count.md`]: text });
  expect(places(broken.report)).toEqual([`${FOLDER}/1405-count.md:3:5 missing-link`]);
  expect(broken.files).toEqual({});
  const whole = await pageOf('## 10:00 One\n\nIn the [text](../treaty.md).\n', {
    'stories/politics/treaty.md': story({ headline: 'The treaty' }),
    [`${FOLDER}/1405-count.md`]: story({ published: null }, 'One [link](../treaty.md).\n'),
  });
  const [file, inText] = updatesIn(whole);
  expect(file?.html).toContain('<a href="/politics/2026/05/01/treaty/">link</a>');
  expect(inText?.html).toContain('<a href="/politics/2026/05/01/treaty/">text</a>');
});

test('pictures of an update are published with the live blog', async () => {
  const { report, files } = await renderSite({
    [BLOG]: blog('## 10:00 One\n'),
    [`${FOLDER}/1405-count.md`]: '![A hall](hall.svg)\n',
    [`${FOLDER}/hall.svg`]: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
  });
  expect(report.problems).toEqual([]);
  expect(files['politics/2026/05/01/vote/hall.svg']).toContain('<svg');
  expect(files[PAGE]).toContain(
    '<img src="/politics/2026/05/01/vote/hall.svg" alt="A hall" width="40" height="30"',
  );
});

function idAttributes(page: string | undefined): string[] {
  return [...(page ?? '').matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
}

test('headings and footnotes of several updates do not get in each other’s way', async () => {
  const text = (name: string) =>
    `## Part\n\nA note of ${name}.[^1]\n\n## Part\n\n## Updates\n\n[^1]: The note of ${name}.\n`;
  const page = await pageOf(
    `Introduction.[^1]\n\n## 10:00 One\n\n### Part\n\nMore.[^2]\n\n[^1]: First.\n\n[^2]: Second.\n`,
    {
      [`${FOLDER}/1405-a.md`]: text('a'),
      [`${FOLDER}/1405-b.md`]: text('b'),
      [`${FOLDER}/1500-c.md`]: text('c'),
    },
  );
  const ids = idAttributes(page);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
  // Each note stands in its update; those of the text stand below all of them.
  for (const name of ['a', 'b', 'c']) {
    const update = updatesIn(page).find(({ html }) => html.includes(`A note of ${name}.`));
    expect(update?.html).toContain(`The note of ${name}.`);
  }
  expect(page.lastIndexOf('First.')).toBeGreaterThan(page.lastIndexOf('</article>\n</section>'));
  // Below the headline of an update, headings begin one level lower.
  expect(page).not.toMatch(/<h2 id="[^"]*part/);
  expect(page).toContain('<h3 id="update-20260501-1500_part">Part</h3>');
});

test('no heading of an update takes the id of another update', async () => {
  const page = await pageOf('Words.\n', {
    [`${FOLDER}/1405-a.md`]: '## 2\n\nText.\n',
    [`${FOLDER}/1405-b.md`]: 'Text.\n',
  });
  const ids = idAttributes(page);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('the JSON beside the page names all updates, the newest first', async () => {
  const { files } = await renderSite(
    {
      [BLOG]: blog('## 10:00 One\n\n## 11:00 Two\n'),
      [`${FOLDER}/1030-x.md`]: 'Text.\n',
    },
    { config: { base: '/paper' } },
  );
  expect(JSON.parse(files[JSON_FILE] ?? '')).toEqual({
    ended: null,
    updates: [
      { id: 'update-20260501-1100', at: '2026-05-01T11:00:00+00:00' },
      { id: 'update-20260501-1030', at: '2026-05-01T10:30:00+00:00' },
      { id: 'update-20260501-1000', at: '2026-05-01T10:00:00+00:00' },
    ],
  });
  expect(files[PAGE]).toContain('data-poll="/paper/politics/2026/05/01/vote/live.json"');
});

test('the JSON holds the newest hundred updates', async () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const body = Array.from(
    { length: 130 },
    (_, i) => `## ${two(8 + Math.floor(i / 60))}:${two(i % 60)} U\n`,
  );
  const { files } = await renderSite({ [BLOG]: blog(body.join('\n')) });
  const { updates } = JSON.parse(files[JSON_FILE] ?? '');
  expect(updates).toHaveLength(100);
  expect(updates[0].id).toBe('update-20260501-1009');
  expect(updatesIn(files[PAGE])).toHaveLength(130);
});

test('the JSON of a blog with an address of its own lies beside it', async () => {
  const { files } = await renderSite({
    [BLOG]: blog('## 10:00 One\n', { permalink: '/vote.html' }),
  });
  expect(files['vote.html']).toContain('data-poll="/vote.live.json"');
  expect(JSON.parse(files['vote.live.json'] ?? '').updates).toHaveLength(1);
});

test('a blog without updates says so', async () => {
  const page = await pageOf('Soon.\n');
  expect(page).toContain('There are no updates yet.');
});

test('a blog that has ended says so, asks for nothing more, and is live on no card', async () => {
  const files = (ended: string | null) => ({
    [BLOG]: blog('## 10:00 One\n', { ended }),
    'stories/politics/other.md': story({ published: '2026-05-02T08:00:00Z' }),
  });
  const running = await renderSite(files(null));
  expect(running.files[PAGE]).toContain('data-poll=');
  expect(running.files[PAGE]).not.toContain('This live coverage has ended.');
  expect(running.files['politics/index.html']).toContain('live-mark');
  expect(JSON.parse(running.files[JSON_FILE] ?? '').ended).toBeNull();
  const over = await renderSite(files('2026-05-01T18:00:00Z'));
  expect(over.files[PAGE]).toContain('This live coverage has ended.');
  expect(over.files[PAGE]).not.toContain('data-poll=');
  expect(over.files[PAGE]).not.toContain('class="new-updates"');
  for (const path of ['index.html', 'politics/index.html', 'latest/index.html', '404.html'])
    expect(over.files[path]).not.toContain('live-mark');
  expect(JSON.parse(over.files[JSON_FILE] ?? '').ended).toBe('2026-05-01T18:00:00+00:00');
});

test('an end that lies ahead is announced by nothing but the report', async () => {
  const ended = new Date(CLOCK + 5000).toISOString();
  const files = { [BLOG]: blog('## 10:00 One\n', { ended }) };
  const before = await renderSite(files);
  expect(before.report.nextChange).toBe(CLOCK + 5000);
  expect(before.files[PAGE]).toContain('data-poll=');
  expect(JSON.parse(before.files[JSON_FILE] ?? '').ended).toBeNull();
  const at = await renderSite(files, { clock: CLOCK + 5000 });
  expect(at.files[PAGE]).toContain('This live coverage has ended.');
  expect(at.report.nextChange).toBeNull();
});

test('without the script nothing waits for a script', async () => {
  const page = await pageOf('## 10:00 One\n', {}, { config: { theme: { script: false } } });
  expect(page).not.toContain('data-poll');
  expect(page).not.toContain('new-updates');
  expect(updatesIn(page)).toHaveLength(1);
});

test('raw HTML that is left open in one update does not swallow the next', async () => {
  const page = await pageOf('## 10:00 One\n\n<div class="x">\n\nText.\n\n## 11:00 Two\n\nMore.\n');
  for (const { html } of updatesIn(page)) {
    expect(html.match(/<div/g)?.length).toBe(html.match(/<\/div>/g)?.length);
  }
  expect(headlinesIn(page)).toEqual(['Two', 'One']);
});
