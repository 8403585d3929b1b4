import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSiteFolder, type Files, readTree, runCli, story } from '../support/site.ts';

/** More than it takes to start threads. */
const MANY = 420;
const CLOCK = ['--clock', '2026-06-01T12:00:00Z'];

function archive(body: (i: number) => string = () => 'Words.\n'): Files {
  return Object.fromEntries(
    Array.from({ length: MANY }, (_, i) => [
      `stories/${['world', 'science', 'culture'][i % 3]}/story-${i}.md`,
      story(
        {
          headline: `Story “${i}” & more`,
          published: new Date(Date.parse('2025-01-01T08:00:00Z') + i * 40_000_000).toISOString(),
          tags: [`Tag ${i % 5}`, `Tag ${i % 7}`],
          authors: [`Author ${i % 4}`],
          series: i % 50 === 0 ? 'A series' : null,
          $: i,
        },
        body(i),
      ),
    ]),
  );
}

function build(root: string, ...flags: string[]) {
  // A thread that takes all memory takes less of it, and dies sooner.
  const env = { NODE_OPTIONS: '--max-old-space-size=150' };
  const run = runCli(['build', root, '--json', ...CLOCK, ...flags], root, env);
  return { ...run, report: JSON.parse(run.stdout) };
}

test('the number of threads changes no byte', () => {
  const files = {
    // One text is so long that it does not travel.
    ...archive(
      (i) =>
        `An *opening* -- "here".[^1]\n\n[^1]: Note ${i}.\n\n${'Long. '.repeat(i === 7 ? 20_000 : 1)}\n`,
    ),
    'templates/authors.ejs':
      '<% for (const card of helpers.latest({ section: "world", count: 3 })) { %><%= card.headline %><% } %><%= helpers.story("stories/world/story-0.md").url %>',
  };
  const root = createSiteFolder(files);
  for (const count of ['1', '2', '5'])
    expect(build(root, '--threads', count, '--clean', '--out', `out-${count}`).status).toBe(0);
  const one = readTree(join(root, 'out-1'));
  expect(Object.keys(one).length).toBeGreaterThan(MANY);
  expect(one['authors/index.html']).toContain('Story “');
  expect(readTree(join(root, 'out-2'))).toEqual(one);
  expect(readTree(join(root, 'out-5'))).toEqual(one);
});

test('the number of threads changes no byte of live blogs and pictures', () => {
  const svg = (size: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"/>`;
  const blogs = Array.from({ length: 40 }, (_, i) => {
    const folder = `stories/politics/vote-${i}`;
    const body = `Begun.[^1]\n\n## 10:00 One {key}\n\n![Map](map.svg)\n\n## 09:00 ${i}\n\n[^1]: Note.\n`;
    return {
      [`${folder}/index.md`]: story({ headline: `Vote ${i}`, kind: 'live' }, body),
      [`${folder}/map.svg`]: svg(i + 1),
      [`${folder}/1000-file.md`]: `Plain ${i}, see [another](../../world/story-0.md).[^1]\n\n[^1]: Note.\n`,
      [`${folder}/1100-matter.md`]: story(
        { headline: `Update ${i}`, published: null, authors: [`Author ${i % 3}`] },
        '## Part\n',
      ),
      [`${folder}/1200-held.md`]: story({ published: null, status: 'draft' }, 'HELD\n'),
    };
  });
  const root = createSiteFolder(Object.assign({}, archive(), ...blogs));
  for (const count of ['1', '3'])
    expect(build(root, '--threads', count, '--clean', '--out', `out-${count}`).status).toBe(0);
  const one = readTree(join(root, 'out-1'));
  const page = one['politics/2026/05/01/vote-7/index.html'];
  expect(page).toContain('id="update-20260501-1100"');
  expect(page).toContain('width="8" height="8"');
  expect(page).not.toContain('HELD');
  expect(readTree(join(root, 'out-3'))).toEqual(one);
});

test('what a thread made is kept like everything else', () => {
  const root = createSiteFolder({
    ...archive(),
    'templates/404.ejs': '<%= helpers.latest()[0].headline %>',
  });
  expect(build(root, '--threads', '2').status).toBe(0);
  const { report } = build(root, '--threads', '1');
  expect(report).toMatchObject({ rendered: 0, written: [] });
});

test('what is wrong with sources is said whoever reads them', () => {
  const root = createSiteFolder({
    ...archive(),
    'stories/world/story-0.md': '---\nheadline: {\n---\n',
    'stories/science/story-1.md': Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]),
    'stories/world/story-300.md': story({ headline: 'No date', published: null }),
  });
  const reports = ['1', '2', '3'].map((count) => build(root, '--threads', count, '--clean').report);
  const [one, two, three] = reports.map(({ problems }) => problems);
  expect(one.length).toBeGreaterThanOrEqual(3);
  expect(two).toEqual(one);
  expect(three).toEqual(one);
});

test('problems of pages come back from threads, all of them, with their places', () => {
  const files = archive((i) => (i % 100 === 7 ? 'See [this](gone.md).\n' : 'Words.\n'));
  const [one, two] = ['1', '2'].map((count) => {
    const root = createSiteFolder(files);
    const { report, status } = build(root, '--threads', count);
    expect(status).toBe(1);
    expect(existsSync(join(root, 'dist'))).toBe(false);
    return report.problems;
  });
  expect(two.length).toBe(5);
  expect(two).toEqual(one);
});

test('a template that fails in a thread is named, with its line and a story', () => {
  const root = createSiteFolder({
    ...archive(),
    'templates/story.ejs': 'line 1\n<%= view.story.hedline %>\n',
  });
  const { report } = build(root, '--threads', '2');
  expect(report.problems[0]).toMatchObject({
    code: 'template-error',
    file: 'templates/story.ejs',
    line: 2,
  });
});

test.each(['1', '2'])('a template that ends the process fails, with %s threads', (count) => {
  const root = createSiteFolder({
    ...archive(),
    'templates/story.ejs': `\n<% if (view.story.headline.includes('123')) process.exit(0) %>`,
  });
  const { report, status } = build(root, '--threads', count);
  expect(status).toBe(1);
  expect(report.problems).toMatchObject([
    { code: 'template-error', file: 'templates/story.ejs', line: 2 },
  ]);
  expect(report.problems[0].message).toContain('tried to end the process');
  expect(existsSync(join(root, 'dist'))).toBe(false);
  expect(existsSync(join(root, '.broadsheet/lock'))).toBe(false);
});

/** Only in a thread of the pool: in the main thread the same would end Broadsheet itself. */
const IN_A_THREAD = 'if (process.__tinypool_state__)';

test.each([
  ['ends', 'process.reallyExit(0)'],
  ['takes all memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length))'],
])('a thread that %s is an error that names a story', (_, code) => {
  const root = createSiteFolder({
    ...archive(),
    'templates/story.ejs': `<% ${IN_A_THREAD} { ${code} } %>`,
  });
  const { report, status } = build(root, '--threads', '3');
  expect(status).toBe(1);
  expect(report.problems).toMatchObject([
    { code: 'thread-died', file: expect.stringMatching(/^stories\/.*\/story-\d+\.md$/) },
  ]);
  expect(existsSync(join(root, 'dist'))).toBe(false);
  expect(existsSync(join(root, '.broadsheet/lock'))).toBe(false);
});
