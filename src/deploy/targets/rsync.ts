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

  const remote = (command: string, input: Iterable<string> = []) =>
    steadily(() => run('ssh', [...options, host, command], { input }));

  return {
    description: `${host}:${path}`,
    hashOf: (content) => createHash('md5').update(content).digest('hex'),
    async list() {
      const out = await remote(
        `[ ! -d ${there} ] || (cd ${there} && find . -type f -exec md5sum {} +)`,
      );
      const lines = out.toString('utf8').matchAll(/^([0-9a-f]{32}) [ *]\.\/(.+)$/gm);
      return new Map([...lines].map(([, hash = '', file = '']) => [file, hash]));
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
        await remote(`mkdir -p ${there}`);
        const shell = ['ssh', ...options].map(quote).join(' ');
        await steadily(() =>
          run('rsync', [
            '--recursive',
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

function* terminated(paths: Iterable<string>): Iterable<string> {
  for (const path of paths) yield `${path}\0`;
}

/** For the shell of the other machine. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
