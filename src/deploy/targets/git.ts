import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetMoved } from '../../errors/deploy.ts';
import { BroadsheetError } from '../../errors/problem.ts';
import { run, runWell, withoutPasswords } from '../run.ts';
import type { Target, Upload } from '../target.ts';

interface GitOptions {
  /** An address, a path, or the name of a remote of the site's own repository. */
  readonly remote: string;
  readonly branch: string;
  /** Of the commit. */
  readonly message: string;
}

interface GitSurroundings {
  /** Absolute path of the site. */
  readonly root: string;
  /** Milliseconds since 1970. */
  readonly clock: number;
}

const NEXT = 'refs/heads/broadsheet-next';

/**
 * A branch of a git repository, as GitHub Pages and others publish them. Everything becomes one commit, and visible by
 * one push.
 */
export function gitTarget(
  { remote, branch, message }: GitOptions,
  { root, clock }: GitSurroundings,
): Target {
  const description = `the branch ${branch} of ${withoutPasswords(remote)}`;
  const store = mkdtempSync(join(tmpdir(), 'broadsheet-git-'));
  const uploads = new Map<string, Upload>();
  const removals: string[] = [];
  const git = (...args: readonly string[]) => runWell('git', ['-C', store, ...args]);
  let opened: Promise<{ readonly address: string; readonly head: string | null }> | null = null;

  /** A store of its own, with the last commit of the branch. */
  async function open() {
    const known = await run('git', ['-C', root, 'remote', 'get-url', remote]);
    const address = known.status === 0 ? known.stdout.toString('utf8').trim() : remote;
    await git('init', '--quiet', '--bare');
    const refs = await runWell('git', ['ls-remote', address, `refs/heads/${branch}`], {
      cwd: root,
    });
    if (refs.length === 0) return { address, head: null };
    await runWell(
      'git',
      [
        '--git-dir',
        store,
        'fetch',
        '--quiet',
        '--depth=1',
        address,
        `refs/heads/${branch}:refs/heads/broadsheet-there`,
      ],
      { cwd: root },
    );
    const head = await git('rev-parse', 'refs/heads/broadsheet-there');
    return { address, head: head.toString('utf8').trim() };
  }

  const there = () => {
    opened ??= open();
    return opened;
  };

  function* stream(head: string | null): Iterable<string | Buffer> {
    const text = Buffer.from(message);
    yield `commit ${NEXT}\ncommitter Broadsheet <broadsheet@localhost> ${Math.floor(clock / 1000)} +0000\n`;
    yield `data ${text.length}\n`;
    yield text;
    yield `\n${head === null ? '' : `from ${head}\n`}`;
    for (const path of removals) yield `D ${JSON.stringify(path)}\n`;
    for (const [path, { read }] of uploads) {
      const content = read();
      yield `M 100644 inline ${JSON.stringify(path)}\ndata ${content.length}\n`;
      yield content;
      yield '\n';
    }
    yield 'done\n';
  }

  return {
    description,
    hashOf: (content) =>
      createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
    async list() {
      const { head } = await there();
      if (head === null) return new Map();
      const out = (await git('ls-tree', '-r', '-z', head)).toString('utf8');
      const files = out.matchAll(/\d+ blob ([0-9a-f]+)\t([^\0]+)\0/g);
      return new Map([...files].map(([, hash = '', path = '']) => [path, hash]));
    },
    async read(path) {
      const { head } = await there();
      if (head === null) return null;
      const { status, stdout } = await run('git', ['-C', store, 'show', `${head}:${path}`]);
      return status === 0 ? stdout : null;
    },
    async put(files, onDone) {
      // Of what is put twice, the last counts.
      for (const file of files) uploads.set(file.path, file);
      onDone(files.length);
    },
    async remove(paths) {
      removals.push(...paths);
    },
    async publish() {
      const { address, head } = await there();
      await runWell('git', ['-C', store, 'fast-import', '--quiet', '--done', '--force'], {
        input: stream(head),
      });
      const { status, stderr } = await run(
        'git',
        ['--git-dir', store, 'push', '--quiet', address, `${NEXT}:refs/heads/${branch}`],
        { cwd: root },
      );
      if (status === 0) return;
      if (/rejected|fetch first|non-fast-forward/i.test(stderr))
        throw new BroadsheetError([targetMoved(description)]);
      throw new Error(stderr || `git push ended with status ${status}`);
    },
    close: () => rmSync(store, { recursive: true, force: true }),
  };
}
