import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TransientError, withRetries } from '../retry.ts';
import { lastLine, type Ran, run } from '../run.ts';
import type { Target, Upload } from '../target.ts';

interface RsyncOptions {
  /** `deploy@www.example.org` */
  readonly host: string;
  /** Absolute, on that machine. */
  readonly path: string;
  readonly port: number | null;
  /** Further options of ssh: `['-i', '/keys/deploy']`. */
  readonly ssh: readonly string[];
}

/** What ssh says when there is no connection, and rsync when it broke: https://download.samba.org/pub/rsync/rsync.1 */
const BROKEN = new Set([10, 12, 30, 35, 255]);

/** A machine that is reached by ssh. rsync writes each file beside its place, and moves it there. */
export function rsyncTarget({ host, path, port, ssh }: RsyncOptions): Target {
  const options = [
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=20',
    ...(port === null ? [] : ['-p', String(port)]),
    ...ssh,
  ];
  const there = quote(path);

  const remote = (command: string, input: readonly string[] = []) =>
    steadily(() => run('ssh', [...options, host, command], { input }));
  let made: Promise<unknown> | null = null;

  return {
    description: `${host}:${path}`,
    hashOf: (content) => createHash('md5').update(content).digest('hex'),
    async list(wanted) {
      const found = await remote(`[ ! -d ${there} ] || (cd ${there} && find . -type f -print0)`);
      const names = found
        .toString('utf8')
        .split('\0')
        .filter((name) => name !== '')
        .map((name) => name.replace(/^\.\//, ''));
      const files = new Map(names.map((name) => [name, '']));
      const known = names.filter((name) => wanted.has(name));
      if (known.length === 0) return files;
      const sums = await remote(`cd ${there} && xargs -0 md5sum --`, terminated(known));
      for (const [, hash = '', name = ''] of sums
        .toString('utf8')
        .matchAll(/^([0-9a-f]{32}) [ *](.+)$/gm))
        files.set(name, hash);
      return files;
    },
    async read(name) {
      const file = quote(`${path}/${name}`);
      const out = await remote(`[ ! -f ${file} ] || cat ${file}`);
      return out.length === 0 ? null : out;
    },
    async put(uploads, onDone) {
      const stage = mkdtempSync(join(tmpdir(), 'broadsheet-deploy-'));
      try {
        for (const upload of uploads) place(upload, stage);
        made ??= remote(`mkdir -p ${there}`);
        await made;
        const shell = ['ssh', ...options].map(quote).join(' ');
        await steadily(() =>
          run('rsync', [
            '--recursive',
            // Older versions would have the other shell take the path apart.
            '--protect-args',
            '--compress',
            '--checksum',
            '--chmod=D755,F644',
            `--rsh=${shell}`,
            `${stage}/`,
            `${host}:${path}/`,
          ]),
        );
        onDone(uploads.length);
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
    },
    async remove(paths) {
      await remote(`cd ${there} && xargs -0 rm -f --`, terminated(paths));
      const folders = new Set(paths.map(dirname).filter((folder) => folder !== '.'));
      await remote(
        `cd ${there} && xargs -0 -r rmdir -p --ignore-fail-on-non-empty -- 2>/dev/null || true`,
        terminated(folders),
      );
    },
  };
}

/** @throws TransientError when the connection broke, Error when the other side refuses */
async function steadily(attempt: () => Promise<Ran>): Promise<Buffer> {
  return withRetries(async () => {
    const { status, stdout, stderr } = await attempt();
    if (status === 0) return stdout;
    const reason = lastLine(stderr) || `status ${status}`;
    throw BROKEN.has(status) ? new TransientError(reason) : new Error(reason);
  });
}

/** A second name of the file where that is possible, and else a copy. */
function place({ path, file, read }: Upload, stage: string): void {
  const target = join(stage, path);
  mkdirSync(dirname(target), { recursive: true });
  if (file === null) {
    writeFileSync(target, read());
    return;
  }
  try {
    linkSync(file, target);
  } catch {
    copyFileSync(file, target);
  }
}

/** Not a generator: what is tried again is read again. */
function terminated(paths: Iterable<string>): readonly string[] {
  return Array.from(paths, (path) => `${path}\0`);
}

/** For the shell of the other machine. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
