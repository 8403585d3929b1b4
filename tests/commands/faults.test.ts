import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  CLI,
  createSiteFolder,
  type Files,
  readTree,
  runCli,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';

const CLOCK = ['--clock', '2026-06-01T12:00:00Z'];

function manyStories(count: number, word: string): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `stories/world/story-${i}.md`,
      story(
        { headline: `${word} ${i}`, tags: [`Tag ${i % 7}`] },
        `${word} paragraph.\n\n`.repeat(20),
      ),
    ]),
  );
}

function start(root: string, args: readonly string[] = CLOCK) {
  return spawn(process.execPath, [CLI, 'build', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves when a path of the state folder appears. */
async function appearance(folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const watcher = watch(folder);
  try {
    while (!existsSync(join(folder, name))) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

test('a build that is killed at any moment leaves only whole files, and the next one equals a clean build', async () => {
  const root = createSiteFolder(manyStories(120, 'Old'));
  runCli(['build', ...CLOCK], root);
  const old = readTree(join(root, 'dist'));
  writeFiles(root, manyStories(130, 'New'));
  const reference = createSiteFolder(manyStories(130, 'New'));
  runCli(['build', ...CLOCK], reference);
  const fresh = readTree(join(reference, 'dist'));

  let killed = 0;
  for (let round = 0; round < 40; round++) {
    const child = start(root);
    const exit = once(child, 'exit');
    // Not a wait for something: the moment of the kill is what is varied.
    const timer = setTimeout(() => child.kill('SIGKILL'), 60 + round * 12);
    const [, signal] = await exit;
    clearTimeout(timer);
    if (signal === 'SIGKILL') killed++;
    for (const [path, content] of Object.entries(readTree(join(root, 'dist')))) {
      if (content !== old[path] && content !== fresh[path])
        expect.fail(`${path} is neither old nor new`);
    }
    if (signal !== 'SIGKILL') {
      expect(readTree(join(root, 'dist'))).toEqual(fresh);
      rmSync(join(root, 'dist'), { recursive: true });
      rmSync(join(root, '.broadsheet'), { recursive: true });
    }
  }
  expect(killed).toBeGreaterThan(5);
  expect(runCli(['build', ...CLOCK], root).status).toBe(0);
  expect(readTree(join(root, 'dist'))).toEqual(fresh);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a build with code %i and leaves nothing behind', async (signal, code) => {
  const root = createSiteFolder(manyStories(5000, 'Word'));
  const child = start(root);
  const exit = once(child, 'exit');
  await appearance(join(root, '.broadsheet'), 'stage');
  child.kill(signal);
  const [status] = await exit;
  expect(status).toBe(code);
  expect(readdirSync(join(root, '.broadsheet'))).toEqual(['.gitignore']);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('a second build exits with 3 and names the first; the lock of a dead one is taken over', async () => {
  const root = createSiteFolder(manyStories(2000, 'Word'));
  const child = start(root);
  const exit = once(child, 'exit');
  await appearance(join(root, '.broadsheet'), 'lock');
  const second = runCli(['build', ...CLOCK], root);
  expect(second.status).toBe(3);
  expect(second.stderr).toContain(`process ${child.pid}`);
  child.kill('SIGKILL');
  await exit;
  expect(existsSync(join(root, '.broadsheet/lock'))).toBe(true);
  expect(runCli(['build', '--quiet', ...CLOCK], root).status).toBe(0);
});

test.each([
  ['is empty', ''],
  ['is nonsense', '{"pid":'],
  [
    'belongs to a process whose number is used again',
    JSON.stringify({ pid: process.pid, host: hostname(), started: '1' }),
  ],
])('a lock that %s is taken over', (_, lock) => {
  const root = createSiteFolder({ 'stories/a.md': story(), '.broadsheet/lock': lock });
  expect(runCli(['build', ...CLOCK], root).status).toBe(0);
});

test('a lock from another machine counts', () => {
  const lock = JSON.stringify({ pid: 1, host: 'another.example', started: null });
  const root = createSiteFolder({ 'stories/a.md': story(), '.broadsheet/lock': lock });
  expect(runCli(['build', ...CLOCK], root)).toMatchObject({ status: 3 });
});

test('symbolic links are not followed: neither out of the site, nor in a circle, nor to a file', () => {
  const outside = createSiteFolder({
    'secret.md': story({ headline: 'SECRET' }),
    'secret.txt': 'SECRET',
  });
  const root = createSiteFolder({ 'stories/a.md': story(), 'public/x.txt': 'x' });
  symlinkSync(join(outside, 'secret.md'), join(root, 'stories/leak.md'));
  symlinkSync(outside, join(root, 'stories/folder'));
  symlinkSync(join(outside, 'secret.txt'), join(root, 'public/leak.txt'));
  symlinkSync('..', join(root, 'public/loop'));
  const { status, stderr } = runCli(['build', ...CLOCK], root);
  expect(status).toBe(0);
  for (const path of ['stories/leak.md', 'stories/folder', 'public/leak.txt', 'public/loop']) {
    expect(stderr).toContain(`${path}  warning  symlink`);
  }
  expect(Object.values(readTree(join(root, 'dist'))).join('')).not.toContain('SECRET');
});

test('a source folder that is a link out of the site is an error, not an empty site', () => {
  const outside = createSiteFolder({ 'a.md': story() });
  const root = createSiteFolder({ 'stories/a.md': story() });
  runCli(['build', ...CLOCK], root);
  const before = readTree(join(root, 'dist'));
  rmSync(join(root, 'stories'), { recursive: true });
  symlinkSync(outside, join(root, 'stories'));
  expect(runCli(['build', ...CLOCK], root).status).toBe(1);
  expect(readTree(join(root, 'dist'))).toEqual(before);
});

test('an output folder through which a link leads out of it is refused', () => {
  const outside = temporaryFolder();
  const root = createSiteFolder({ 'stories/world/a.md': story() });
  mkdirSync(join(root, 'dist'));
  symlinkSync(outside, join(root, 'dist/world'));
  const { status, stderr } = runCli(['build', ...CLOCK], root);
  expect(status).toBe(1);
  expect(stderr).toContain('blocked-path');
  expect(readdirSync(outside)).toEqual([]);
});

test('clean removes what was built and keeps what was not', () => {
  const root = createSiteFolder({ 'stories/a.md': story() });
  runCli(['build', ...CLOCK], root);
  writeFileSync(join(root, 'dist/mine.txt'), 'mine');
  expect(runCli(['clean'], root).status).toBe(0);
  expect(readTree(join(root, 'dist'))).toEqual({ 'mine.txt': 'mine' });
  expect(existsSync(join(root, '.broadsheet'))).toBe(false);
});
