import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetMoved } from '../../errors/deploy.ts';
import { BroadsheetError } from '../../errors/problem.ts';
import { TransientError, withRetries } from '../retry.ts';
import { type Environment, run, runWell, withoutPasswords } from '../run.ts';
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
  readonly env: Environment;
}

const NEXT = 'refs/heads/broadsheet-next';
/** Somebody else has pushed. Other refusals, those of a protected branch for example, say so themselves. */
const OVERTAKEN = /\((?:fetch first|non-fast-forward|stale info)\)/;
const BROKEN =
  /could not resolve|timed out|connection (?:reset|closed)|early eof|hung up|error: (?:5\d\d|429)/i;

/**
 * A branch of a git repository, as GitHub Pages and others publish them. Everything becomes one commit, and visible by
 * one push.
 */
export function gitTarget(
  { remote, branch, message }: GitOptions,
  { root, clock, env: surroundings }: GitSurroundings,
): Target {
  const description = `the branch ${branch} of ${withoutPasswords(remote)}`;
  const store = mkdtempSync(join(tmpdir(), 'broadsheet-git-'));
  const uploads = new Map<string, Upload>();
  const removals: string[] = [];
  const env = environmentOf(surroundings);
  const git = (...args: readonly string[]) => runWell('git', ['-C', store, ...args], { env });
  let settings: Promise<Environment> | null = null;
  let opened: Promise<{ readonly address: string; readonly head: string | null }> | null = null;

  /** Speaks to the other side, as a command in the site's own repository would. */
  async function converse(args: readonly string[]): Promise<Buffer> {
    settings ??= localSettings(root, env);
    const all = { ...env, ...(await settings) };
    return withRetries(async () => {
      const { status, stdout, stderr } = await run('git', ['--git-dir', store, ...args], {
        cwd: root,
        env: all,
      });
      if (status === 0) return stdout;
      if (OVERTAKEN.test(stderr)) throw new BroadsheetError([targetMoved(description)]);
      const reason = stderr || `git ${args[0]} ended with status ${status}`;
      throw BROKEN.test(stderr) ? new TransientError(reason) : new Error(reason);
    });
  }

  /** A store of its own, with the last commit of the branch. */
  async function open() {
    const known = await run('git', ['-C', root, 'remote', 'get-url', remote], { env });
    const address = known.status === 0 ? known.stdout.toString('utf8').trim() : remote;
    await git('init', '--quiet', '--bare');
    const refs = await converse(['ls-remote', address, `refs/heads/${branch}`]);
    if (refs.length === 0) return { address, head: null };
    const refspec = `refs/heads/${branch}:refs/heads/broadsheet-there`;
    await converse(['fetch', '--quiet', '--depth=1', address, refspec]);
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
      const { status, stdout } = await run('git', ['-C', store, 'show', `${head}:${path}`], {
        env,
      });
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
        env,
      });
      const refspec = `${NEXT}:refs/heads/${branch}`;
      // Hooks of the site's repository are about its sources.
      await converse(['push', '--quiet', '--no-verify', address, refspec]);
    },
    close: () => rmSync(store, { recursive: true, force: true }),
  };
}

/** Variables by which git would take another repository for ours: `git rev-parse --local-env-vars`. */
const OF_A_REPOSITORY =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|INTERNAL_SUPER_PREFIX|IMPLICIT_WORK_TREE)$/;

/** What git is started with: its messages in English, because they are read, and no questions. */
function environmentOf(surroundings: Environment): Environment {
  const others = Object.entries(surroundings).filter(([name]) => !OF_A_REPOSITORY.test(name));
  return { ...Object.fromEntries(others), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

/**
 * How the site's own repository speaks to others (a token that a workflow has put there, a helper, a key), as variables,
 * because what stands among the arguments can be read by all of the machine.
 */
async function localSettings(root: string, env: Environment): Promise<Environment> {
  const names = '^(http|credential|url)\\.|^core\\.(sshcommand|askpass)$';
  const args = ['-C', root, 'config', '--local', '--includes', '-z', '--get-regexp', names];
  const { stdout } = await run('git', args, { env });
  const settings = stdout.toString('utf8').split('\0').filter(Boolean);
  // After those that the environment has itself.
  const first = Number(env.GIT_CONFIG_COUNT ?? 0);
  const variables = settings.flatMap((setting, n) => {
    const i = first + n;
    const [name = '', ...value] = setting.split('\n');
    return [
      [`GIT_CONFIG_KEY_${i}`, name],
      [`GIT_CONFIG_VALUE_${i}`, value.join('\n')],
    ];
  });
  return { ...Object.fromEntries(variables), GIT_CONFIG_COUNT: String(first + settings.length) };
}
