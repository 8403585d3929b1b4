import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, test, vi } from 'vitest';
import { createTarget } from '../../src/deploy/create-target.ts';
import type { Target } from '../../src/deploy/target.ts';
import type { DeployConfig } from '../../src/types/config.ts';
import {
  freePort,
  S3RVER,
  SSHD,
  testWithGit,
  testWithRsync,
  testWithS3,
} from '../support/machine.ts';
import { CLOCK, readTree, temporaryFolder } from '../support/site.ts';

/** A place to deploy to, with real servers behind it, and a way around them to see what is there. */
export interface Place {
  readonly config: DeployConfig;
  /** A target as the command makes it; each is used for one deployment. */
  open(): Target;
  /** What is there now, by path. */
  there(): Readonly<Record<string, string>>;
  /** Puts a file there by other means. */
  put(path: string, content: string): Promise<void>;
}

type TestWith = (name: string, run: () => Promise<void>) => void;

/** Every kind of place, each with the test function that knows what it needs. */
export const PLACES: readonly {
  readonly name: string;
  readonly test: TestWith;
  /** Nothing is visible before the end, and then everything. */
  readonly isOneStep: boolean;
  /** A deployment is cut after every so many files: some places are slow. */
  readonly stride: number;
  make(): Promise<Place>;
}[] = [
  {
    name: 'a folder',
    test: (name, run) => void test(name, run),
    isOneStep: false,
    stride: 1,
    make: makeFolder,
  },
  { name: 'rsync over ssh', test: testWithRsync, isOneStep: false, stride: 17, make: makeRsync },
  { name: 'a branch of git', test: testWithGit, isOneStep: true, stride: 9, make: makeGit },
  { name: 'a bucket of S3', test: testWithS3, isOneStep: false, stride: 2, make: makeS3 },
];

const ENV: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'S3RVER',
  AWS_SECRET_ACCESS_KEY: 'S3RVER',
};

function placeWith(config: DeployConfig, root: string, rest: Pick<Place, 'there' | 'put'>): Place {
  const surroundings = { root, clock: CLOCK, env: ENV };
  return { config, open: () => createTarget(config, surroundings), ...rest };
}

async function makeFolder(): Promise<Place> {
  const folder = join(temporaryFolder(), 'www');
  return placeWith({ type: 'folder', path: folder }, temporaryFolder(), onDisk(folder));
}

function onDisk(folder: string): Pick<Place, 'there' | 'put'> {
  return {
    there: () => readTree(folder),
    async put(path, content) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
  };
}

const servers: ChildProcess[] = [];
afterAll(() => {
  for (const server of servers) server.kill('SIGKILL');
});

function runWell(program: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

let ssh: Promise<{ readonly port: number; readonly key: string }> | undefined;

/** An openssh-server of our own, for whoever runs the tests. */
async function startSsh(): Promise<{ readonly port: number; readonly key: string }> {
  const state = `/tmp/broadsheet-sshd-${process.pid}`;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const key = join(state, 'key');
  for (const file of [key, join(state, 'host')])
    if (!existsSync(file)) runWell('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  writeFileSync(join(state, 'authorized'), readFileSync(`${key}.pub`));
  const port = await freePort();
  writeFileSync(
    join(state, 'config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${state}/host
AuthorizedKeysFile ${state}/authorized
PidFile ${state}/pid
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
`,
  );
  // The server wants a folder of its own, and makes none.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  servers.push(spawn(SSHD ?? '', ['-D', '-e', '-f', join(state, 'config')], { stdio: 'ignore' }));
  await vi.waitFor(
    () => runWell('ssh', [...sshOptions(key), '-p', String(port), target(), 'true']),
    { timeout: 20_000, interval: 200 },
  );
  return { port, key };
}

function sshOptions(key: string): string[] {
  const unknown = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  return ['-i', key, ...unknown, '-o', 'LogLevel=ERROR'];
}

const target = () => `${userInfo().username}@127.0.0.1`;

async function makeRsync(): Promise<Place> {
  ssh ??= startSsh();
  const { port, key } = await ssh;
  // A name that a shell would take apart.
  const folder = join(temporaryFolder(), "the courier's www");
  const config: DeployConfig = {
    type: 'rsync',
    host: target(),
    path: folder,
    port,
    ssh: sshOptions(key),
  };
  return placeWith(config, temporaryFolder(), onDisk(folder));
}

async function makeGit(): Promise<Place> {
  const store = join(temporaryFolder(), 'site.git');
  runWell('git', ['init', '--quiet', '--bare', store]);
  const root = temporaryFolder();
  const config: DeployConfig = {
    type: 'git',
    remote: store,
    branch: 'gh-pages',
    message: 'Publish',
  };
  const git = (...args: readonly string[]) => runWell('git', ['-C', store, ...args]);
  const hasBranch = () => git('branch', '--list', 'gh-pages').trim() !== '';
  return placeWith(config, root, {
    there() {
      if (!hasBranch()) return {};
      const names = git('ls-tree', '-r', '-z', '--name-only', 'gh-pages')
        .split('\0')
        .filter(Boolean);
      return Object.fromEntries(names.map((name) => [name, git('show', `gh-pages:${name}`)]));
    },
    async put(path, content) {
      const parent = hasBranch() ? 'from refs/heads/gh-pages^0\n' : '';
      runWell(
        'git',
        ['-C', store, 'fast-import', '--quiet', '--force'],
        `commit refs/heads/gh-pages\ncommitter A <a@b> 0 +0000\ndata 1\nx\n${parent}M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`,
      );
    },
  });
}

let s3: Promise<string> | undefined;
let buckets = 0;

async function startS3(): Promise<string> {
  const port = await freePort();
  const folder = `/tmp/broadsheet-s3-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const args = [S3RVER, '-d', folder, '-a', '127.0.0.1', '-p', String(port), '--silent'];
  for (let i = 0; i < 12; i++) args.push('--configure-bucket', `courier-${i}`);
  servers.push(spawn(process.execPath, args, { stdio: 'ignore' }));
  const endpoint = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(endpoint), { timeout: 20_000, interval: 100 });
  return endpoint;
}

async function makeS3(): Promise<Place> {
  s3 ??= startS3();
  const endpoint = await s3;
  const bucket = `courier-${buckets++}`;
  const config: DeployConfig = { type: 's3', bucket, endpoint, region: 'auto', prefix: 'site' };
  const folder = join(`/tmp/broadsheet-s3-${process.pid}`, bucket);
  const surroundings = { root: '/', clock: CLOCK, env: ENV };
  return placeWith(config, temporaryFolder(), {
    there() {
      const files = Object.entries(readTree(folder)).filter(([path]) =>
        /\._S3rver_object$/.test(path),
      );
      return Object.fromEntries(
        files.map(([path, content]) => [
          path.replace(/^site\//, '').replace(/\._S3rver_object$/, ''),
          content,
        ]),
      );
    },
    // By the same way, because the server keeps more than the bytes.
    put: (path, content) => {
      const file = {
        path,
        file: null,
        read: () => Buffer.from(content),
        contentType: 'text/plain',
        headers: {},
      };
      return createTarget(config, surroundings).put([file], () => {});
    },
  });
}
