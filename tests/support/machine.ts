import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';

/** Set by `.ci/run`, where everything is installed: then a test that lacks something fails. */
const mustRun = process.env.BROADSHEET_TEST_EVERYTHING === '1';

/** A test that needs more of a machine than Node; without it, it is skipped, and its name says why. */
function testWith(need: {
  readonly name: string;
  readonly isThere: boolean;
}): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (need.isThere || mustRun) test(name, run);
    else test.skip(`${name} (skipped: this machine has no ${need.name})`, run);
  };
}

export const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));
export const testWithChromium = testWith({ name: 'Chromium', isThere: CHROMIUM !== undefined });

/** The Nu HTML checker, where `npm ci --prefix .ci/tools` has put it. */
export const NU = join(
  import.meta.dirname,
  '../../.ci/tools/node_modules/vnu-jar/build/dist/vnu.jar',
);
export const JAVA = 'java';
const hasJava = spawnSync(JAVA, ['-version'], { stdio: 'ignore' }).status === 0;
export const testWithNu = testWith({
  name: hasJava ? 'Nu HTML checker (npm ci --prefix .ci/tools)' : 'Java',
  isThere: hasJava && existsSync(NU),
});

function asRoot(command: string, args: readonly string[]): boolean {
  const isRoot = process.getuid?.() === 0;
  const [program, all] = isRoot ? [command, args] : ['sudo', ['-n', command, ...args]];
  return spawnSync(program, all, { stdio: 'ignore' }).status === 0;
}

/** Mounts a small disk for the length of a test; false where that is not allowed. */
export function mountSmallDisk(folder: string, size: string): boolean {
  mkdirSync(folder, { recursive: true });
  const isMounted = asRoot('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${size},mode=777`,
    'tmpfs',
    folder,
  ]);
  if (isMounted) onTestFinished(() => void asRoot('umount', ['-l', folder]));
  return isMounted;
}

export const testWithMount = testWith({
  name: 'permission to mount a small disk (root)',
  isThere: process.platform === 'linux' && (process.getuid?.() === 0 || asRoot('true', [])),
});

/** Limits of a system can be lowered for one process in a namespace of its own. */
export const testWithNamespaces = testWith({
  name: 'permission to make user namespaces',
  isThere:
    spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0,
});

function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** Debian keeps servers where only root looks for them. */
export const NGINX = ['/usr/sbin/nginx', 'nginx'].find(hasProgram);
export const testWithNginx = testWith({ name: 'nginx', isThere: NGINX !== undefined });
export const testWithCaddy = testWith({ name: 'Caddy', isThere: hasProgram('caddy') });

/** A server that speaks S3, where `npm ci --prefix .ci/tools` has put it. */
export const S3RVER = join(
  import.meta.dirname,
  '../../.ci/tools/node_modules/s3rver/bin/s3rver.js',
);
const hasS3 = existsSync(S3RVER);
export const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));
const hasRsync = SSHD !== undefined && hasProgram('rsync') && hasProgram('ssh');
const hasGit = hasProgram('git');
export const testWithS3 = testWith({
  name: 'S3 server (npm ci --prefix .ci/tools)',
  isThere: hasS3,
});
export const testWithRsync = testWith({ name: 'rsync and openssh-server', isThere: hasRsync });
export const testWithGit = testWith({ name: 'git', isThere: hasGit });

/** For a program that must be told where to listen. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
