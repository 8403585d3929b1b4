import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { CLI, createSiteFolder, readTree, runCli, story } from '../support/site.ts';

const CLOCK = ['--clock', '2026-06-01T12:00:00Z'];
const SITE = {
  'stories/world/a.md': story({ headline: 'First', authors: ['Ada Venn'] }),
  'stories/science/b.md': story({
    headline: 'Second',
    status: 'draft',
    published: '2026-05-02T08:00:00Z',
  }),
  'stories/science/c.md': story({
    headline: 'Third',
    embargo: '2026-06-02T00:00:00Z',
    published: '2026-05-03T08:00:00Z',
  }),
};

test.each([
  [['biuld'], 'There is no command "biuld"', 'Did you mean "build"?'],
  [['build', '--ouput', 'x'], 'There is no flag "--ouput"', 'Did you mean "--out"?'],
  [['build', '--drafs'], 'There is no flag "--drafs"', 'Did you mean "--drafts"?'],
  [['build', '--out'], "Option '--out <value>' argument missing", 'broadsheet --help'],
  [['build', '--clock', 'tomorrow'], '--clock "tomorrow" is not a moment', '2026-03-01T07:30:00Z'],
  [['build', '--clock', '2026-02-31T00:00:00Z'], 'is not a moment', 'offset'],
  [['build', '--base', '//evil.example'], '--base must be a path', ''],
  [['build', '--clock', '2026-03-01'], 'is not a moment', 'offset'],
  [['build', '--url', 'example'], '--url must be the address of the site', ''],
  [['build', 'a', 'b'], 'build takes one folder, not 2', ''],
  [['build', '--section', 'x'], '--section belongs to list', 'broadsheet list --section x'],
  [['list', '--status', 'drafts'], 'There is no status "drafts"', 'Did you mean "draft"?'],
  [['build', '--config', 'none.ts'], 'There is no configuration file "none.ts"', ''],
  [['build', '--out', '/'], 'it contains the site', '--out dist'],
  [['build', 'no-such-folder'], 'There is no folder', ''],
  [['dev', '--port', 'http'], '--port "http" is not a port', '4321'],
  [['dev', '--port', '70000'], '--port "70000" is not a port', '65535'],
  [['dev', '--host', '192.0.2.1'], 'cannot listen on 192.0.2.1', '--host'],
  [['build', '--port', '80'], '--port belongs to dev and preview', 'broadsheet dev --port 80'],
  [['build', '--open'], '--open belongs to dev and preview', 'broadsheet dev --open'],
  [['dev', '--watch'], '--watch belongs to build', 'broadsheet build --watch'],
  [['preview', '--no-drafts'], '--no-drafts belongs to dev', 'broadsheet dev --no-drafts'],
  [['preview', '--threads', '2'], '--threads belongs to build and dev', ''],
  [['previw'], 'There is no command "previw"', 'Did you mean "preview"?'],
])('%j exits with 2 and says what to do', (args, message, hint) => {
  const { status, stdout, stderr } = runCli(args, createSiteFolder(SITE));
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('help and version go to stdout and exit with 0', () => {
  const folder = createSiteFolder({});
  for (const args of [[], ['-h'], ['--help'], ['build', '--help']]) {
    const { status, stdout, stderr } = runCli(args, folder);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: broadsheet <command>');
  }
  expect(runCli(['-v'], folder).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a build says what it did on stderr and nothing on stdout', () => {
  const root = createSiteFolder(SITE);
  const { status, stdout, stderr } = runCli(['build', ...CLOCK], root);
  expect([status, stdout]).toEqual([0, '']);
  expect(stderr).toMatch(/^dist: 1 story, \d+ written, 0 unchanged, 0 removed in [\d.]+ s\n/);
  expect(stderr).toContain('next changes by itself at 2026-06-02T00:00:00.000Z');
  expect(runCli(['build', '--quiet', ...CLOCK], root)).toMatchObject({
    status: 0,
    stdout: '',
    stderr: '',
  });
});

test('the report for machines is one JSON object on stdout', () => {
  const root = createSiteFolder(SITE);
  const first = JSON.parse(runCli(['build', '--json', ...CLOCK], root).stdout);
  expect(first).toMatchObject({
    command: 'build',
    ok: true,
    stories: 1,
    kept: [],
    removed: [],
    problems: [],
  });
  expect(first.written).toContain('world/2026/05/01/a/index.html');
  expect(Object.keys(first.durations)).toEqual(['open', 'read', 'plan', 'render', 'commit']);
  const second = JSON.parse(runCli(['build', '--json', ...CLOCK], root).stdout);
  expect(second).toMatchObject({ written: [], rendered: 0 });
  expect(second.kept.sort()).toEqual(first.written.sort());
});

test('a failed build reports every problem with file, line, column, message and hint', () => {
  const root = createSiteFolder({
    ...SITE,
    'stories/world/bad.md': story({ published: '2026-02-30' }),
    'stories/world/worse.md': 'no front matter\n',
    'templates/story.ejs': '<%= view.nothing %>',
  });
  const { status, stdout, stderr } = runCli(['build', '--json', ...CLOCK], root);
  expect(status).toBe(1);
  const { ok, problems, written } = JSON.parse(stdout);
  expect([ok, written]).toEqual([false, []]);
  expect(
    problems.map((problem: { file: string; line: number; column: number; code: string }) => [
      problem.file,
      problem.line,
      problem.column,
      problem.code,
    ]),
  ).toEqual([
    ['stories/world/bad.md', 3, 12, 'bad-date'],
    ['stories/world/worse.md', 1, 1, 'no-front-matter'],
    ['templates/story.ejs', 1, 1, 'template-error'],
  ]);
  for (const problem of problems) {
    expect(problem.message).toMatch(/\.$/);
    expect(problem.hint).not.toBe('');
    expect(problem.frame).toContain('^');
  }
  expect(stderr).toContain(
    'stories/world/bad.md:3:12  error  bad-date  The date "2026-02-30" does not exist: that month has 28 days, not 30',
  );
  expect(stderr).toContain('3 errors: nothing was published; dist is as it was.');
});

test('list shows all stories of the desk, and filters them', () => {
  const root = createSiteFolder(SITE);
  const list = (...args: string[]) =>
    JSON.parse(runCli(['list', '--json', ...CLOCK, ...args], root).stdout);
  expect(list()).toMatchObject([
    {
      source: 'stories/science/c.md',
      url: null,
      status: 'embargoed',
      headline: 'Third',
      published: '2026-05-03T08:00:00+00:00',
    },
    { source: 'stories/science/b.md', url: null, status: 'draft', headline: 'Second' },
    {
      source: 'stories/world/a.md',
      url: '/world/2026/05/01/a/',
      status: 'published',
      headline: 'First',
      section: 'world',
      slug: 'a',
      words: 3,
    },
  ]);
  expect(list('--status', 'draft')).toHaveLength(1);
  expect(list('--status', 'held')).toHaveLength(2);
  expect(list('--section', 'world')).toHaveLength(1);
  expect(list('--author', 'ada venn')).toHaveLength(1);
  expect(list('--author', 'ada-venn')).toHaveLength(1);
  expect(list('--section', 'none')).toEqual([]);
  const table = runCli(['list', ...CLOCK], root).stdout.split('\n');
  expect(table[0]).toMatch(/^STATUS +PUBLISHED +SECTION +SLUG +WORDS +SOURCE$/);
  expect(table[3]).toMatch(/^published +2026-05-01 08:00 +world +a +3 +stories\/world\/a\.md$/);
});

test('check says everything, writes nothing, and only errors make it fail', () => {
  const root = createSiteFolder({
    'stories/world/a.md': story(
      { headline: 'Long '.repeat(30), teaserr: 'x', image: { src: 'p.svg' } },
      '![](p.svg)\n\n![Alt](p.svg "Caption")\n\n[gone](/nowhere/) [anchor](b.md#none) [good](b.md#part) [self](#here) ![A](/no.png "t")\n\n## Here\n',
    ),
    'stories/world/b.md': story({ dek: 'A dek' }, '## Part\n'),
    'stories/world/p.svg': '<svg/>',
  });
  const { status, stderr } = runCli(['check', ...CLOCK], root);
  expect(status).toBe(0);
  const found = [...stderr.matchAll(/^(stories\S+) {2}warning {2}([\w-]+)/gm)].map(
    ([, place, code]) => `${place} ${code}`,
  );
  expect(found.sort()).toEqual(
    [
      'stories/world/a.md:9:1 missing-credit',
      'stories/world/a.md:11:1 broken-link',
      'stories/world/a.md:11:19 broken-anchor',
      'stories/world/a.md:11:71 broken-link',
      'stories/world/a.md:2:11 long-headline',
      'stories/world/a.md:2:11 missing-dek',
      'stories/world/a.md:4:10 unknown-key',
      'stories/world/a.md:5:8 missing-alt',
      'stories/world/a.md:5:8 missing-credit',
      'stories/world/a.md:7:1 missing-alt',
      'stories/world/a.md:7:1 missing-credit',
    ].sort(),
  );
  expect(Object.keys(readTree(root))).toHaveLength(3);
  expect(runCli(['check', ...CLOCK], createSiteFolder({ 'stories/a.md': 'x' })).status).toBe(1);
});

test('info tells versions and settings', () => {
  const root = createSiteFolder(SITE);
  const facts = JSON.parse(
    runCli(['info', '--json', '--url', 'https://example.org/p/'], root).stdout,
  );
  expect(facts).toMatchObject({
    node: process.versions.node,
    url: 'https://example.org/p',
    base: '/p',
    stories: 3,
  });
});

test('SOURCE_DATE_EPOCH is the clock, and --clock goes before it', () => {
  const root = createSiteFolder(SITE);
  const shown = (args: string[], epoch: string) =>
    JSON.parse(runCli(['build', '--json', ...args], root, { SOURCE_DATE_EPOCH: epoch }).stdout)
      .stories;
  expect(shown([], String(Date.parse('2026-06-03T00:00:00Z') / 1000))).toBe(2);
  expect(shown([], String(Date.parse('2026-04-03T00:00:00Z') / 1000))).toBe(0);
  expect(shown(CLOCK, '0')).toBe(1);
  expect(runCli(['build'], root, { SOURCE_DATE_EPOCH: 'soon' }).status).toBe(2);
});

test('whoever stops reading the output does not break the command', async () => {
  const stories = Object.fromEntries(
    Array.from({ length: 800 }, (_, i) => [
      `stories/world/s${i}.md`,
      story({ headline: `S ${i}` }),
    ]),
  );
  const child = spawn(process.execPath, [CLI, 'list', '--json'], {
    cwd: createSiteFolder(stories),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = await once(child, 'exit');
  expect([status, stderr]).toEqual([0, '']);
});

test('nothing but text reaches a terminal that is none', () => {
  const root = createSiteFolder({
    'stories/world/a.md': story({
      headline: '\u001b[31mred\u0007',
      published: 'x\u001b]0;t\u0007',
    }),
  });
  const { stderr } = runCli(['build', '--verbose', ...CLOCK], root, { NO_COLOR: '' });
  expect(stderr).toContain('bad-date');
  expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
});
