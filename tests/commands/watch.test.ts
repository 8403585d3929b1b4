import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testWithNamespaces } from '../support/machine.ts';
import { CLI, type Files, readTree, story, temporaryFolder, writeFiles } from '../support/site.ts';

const SITE: Files = {
  'stories/world/a.md': story({ headline: 'Story A' }, 'The first text.\n'),
  'stories/world/b.md': story({ headline: 'Story B', published: '2026-05-02T08:00:00Z' }),
};

/** A command that stays, and all that it has said. */
class Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  said = '';

  /** @param limit shell commands that come first */
  constructor(root: string, args: readonly string[], limit = '') {
    const env = { ...process.env, NO_COLOR: '1', CI: '1' };
    const line = `${limit}exec "$0" "$@"`;
    const unshare = limit === '' ? [] : ['unshare', '--user', '--map-root-user'];
    const [file = '', ...rest] = [...unshare, 'sh', '-c', line, process.execPath, CLI, ...args];
    this.child = spawn(file, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (chunk) => {
        this.said += chunk;
      });
    onTestFinished(() => void this.child.kill('SIGKILL'));
  }

  async says(text: string | RegExp): Promise<RegExpMatchArray> {
    return until(() => {
      const match = this.said.match(text);
      if (match === null) throw new Error(`waiting for ${text} in:\n${this.said}`);
      return match;
    });
  }

  async end(): Promise<number | null> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    const [code] = await ended;
    return code;
  }
}

function until<Value>(check: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 30_000, interval: 40 });
}

function createRoot(files: Files): string {
  const root = join(temporaryFolder(), 'site');
  writeFiles(root, files);
  return root;
}

async function openDev(root: string, limit = ''): Promise<{ running: Running; url: string }> {
  const running = new Running(
    root,
    ['dev', '--port', '0', '--clock', '2026-06-01T12:00:00Z'],
    limit,
  );
  const [url] = await running.says(/http:\/\/localhost:\d+\//);
  return { running, url };
}

const textAt = async (url: string) => (await fetch(url)).text();

const plugin = (word: string) =>
  `import { ending } from './ending.js';
export const note = { name: 'note', plan: () => [{ type: 'text', path: 'note.txt', phase: 'asset', origin: 'note', owner: null, text: '${word}' + ending }] };
`;

test.each(['js', 'ts'])(
  'modules of the site that a configuration in %s imports are watched, and so are those that they import',
  async (ending) => {
    const config = (folder: string) =>
      `import { note } from './${folder}/note.js';\nexport default { plugins: [note] };\n`;
    const root = createRoot({
      ...SITE,
      'package.json': '{ "type": "module" }',
      [`broadsheet.config.${ending}`]: config('lib'),
      'lib/note.js': plugin('first'),
      'lib/ending.js': "export const ending = '.';\n",
    });
    const { running, url } = await openDev(root);
    const expectNote = (text: string) =>
      until(async () => expect(await textAt(`${url}note.txt`)).toBe(text));
    await expectNote('first.');
    writeFiles(root, { 'lib/note.js': plugin('second') });
    await expectNote('second.');
    writeFiles(root, { 'lib/ending.js': "export const ending = '!';\n" });
    await expectNote('second!');
    // Others take their place, in a folder that nobody watched.
    writeFiles(root, {
      'other/note.js': plugin('third'),
      'other/ending.js': "export const ending = '?';\n",
      [`broadsheet.config.${ending}`]: config('other'),
    });
    await expectNote('third?');
    writeFiles(root, { 'other/note.js': plugin('fourth') });
    await expectNote('fourth?');
    expect(await running.end()).toBe(0);
  },
);

/** What a system says whose limit of watched files is met (`fs.inotify.max_user_watches`). */
testWithNamespaces(
  'where the system cannot watch so many files, dev says so, and looks at them from time to time',
  async () => {
    const root = createRoot(SITE);
    const { running, url } = await openDev(root, 'echo 3 > /proc/sys/user/max_inotify_watches && ');
    await running.says(/The system does not tell of all changes \(.*ENOSPC/);
    writeFiles(root, {
      'stories/world/a.md': story({ headline: 'Story A' }, 'Seen all the same.\n'),
    });
    await until(async () =>
      expect(await textAt(`${url}world/2026/05/01/a/`)).toContain('Seen all the same.'),
    );
    writeFiles(root, { 'stories/world/c.md': story({ headline: 'Another one' }) });
    await until(async () => expect(await textAt(url)).toContain('Another one'));
    expect(await running.end()).toBe(0);
  },
);

testWithNamespaces(
  'where the system cannot watch at all, build --watch says so, and builds all the same',
  async () => {
    const root = createRoot(SITE);
    const limit = 'echo 0 > /proc/sys/user/max_inotify_instances && ';
    const running = new Running(root, ['build', '--watch'], limit);
    await running.says(/The system does not tell of all changes/);
    writeFiles(root, { 'stories/world/a.md': story({ headline: 'Seen all the same' }) });
    await until(() =>
      expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toContain('Seen all the same'),
    );
    expect(await running.end()).toBe(0);
  },
);

/** A site as it is on disk, and as a clean build of the same files would leave it. */
async function expectTruth(root: string): Promise<void> {
  const aside = temporaryFolder();
  const args = [CLI, 'build', root, '--clean', '--quiet', '--out', join(aside, 'dist')];
  await until(async () => {
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    await once(child, 'exit');
    expect(readTree(join(root, 'dist'))).toEqual(readTree(join(aside, 'dist')));
  });
}

test('build --watch keeps the site true, whatever happens to its sources', async () => {
  const root = createRoot(SITE);
  const running = new Running(root, ['build', '--watch']);
  await running.says('Watching for changes');
  const page = (path: string) => readFileSync(join(root, 'dist', path), 'utf8');
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'Story A' }, 'The second text.\n') });
  await until(() => expect(page('world/2026/05/01/a/index.html')).toContain('The second text.'));

  renameSync(join(root, 'stories/world'), join(root, 'stories/local'));
  await until(() =>
    expect(existsSync(join(root, 'dist/local/2026/05/01/a/index.html'))).toBe(true),
  );

  // An error is told, ends nothing, and leaves the site as it is.
  writeFiles(root, { 'stories/local/a.md': '---\nheadline: [\n---\n' });
  await running.says(/nothing was published/);
  expect(page('local/2026/05/01/a/index.html')).toContain('The second text.');

  rmSync(join(root, 'stories'), { recursive: true });
  mkdirSync(join(root, 'stories'));
  writeFiles(root, { ...SITE, 'stories/world/a.md': story({ headline: 'Back again' }) });
  await until(() => expect(page('index.html')).toContain('Back again'));
  expect(await running.end()).toBe(0);
  rmSync(join(root, '.broadsheet'), { recursive: true });
  await expectTruth(root);
});

test('a source that is edited without a pause during builds is old or new on the page, never mixed', async () => {
  const textOf = (n: number) => `Edition ${n}.\n\n`.repeat(400);
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`stories/world/s${i}.md`, story({ headline: `S ${i}` })]),
  );
  const root = createRoot({ ...many, 'stories/world/a.md': story({ headline: 'A' }, textOf(0)) });
  const page = join(root, 'dist/world/2026/05/01/a/index.html');
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [CLI, 'build'], { cwd: root, stdio: 'ignore' });
    const exit = once(child, 'exit');
    let n = 0;
    while (child.exitCode === null) {
      n++;
      writeFiles(root, {
        'stories/world/a.md': story({ headline: 'A' }, textOf(round * 1000 + n)),
      });
      await new Promise(setImmediate);
    }
    // 0 for a page that is whole, 1 for a source that changed under the build, which publishes nothing then.
    expect([0, 1]).toContain((await exit)[0]);
    if (!existsSync(page)) continue;
    const editions = readFileSync(page, 'utf8').match(/Edition \d+\./g) ?? [];
    expect([editions.length, new Set(editions).size]).toEqual([400, 1]);
  }
});
