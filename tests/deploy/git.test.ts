import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { uploadsOf } from '../../src/deploy/plan.ts';
import { gitTarget } from '../../src/deploy/targets/git.ts';
import { testWithGit } from '../support/machine.ts';
import { CLOCK, readTree, temporaryFolder } from '../support/site.ts';
import { createSite, deployTo } from './deploying.ts';

testWithGit('git over HTTP uses the token that the repository of the site knows', async () => {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet', '--bare', 'site.git');
  git('-C', 'site.git', 'config', 'http.receivepack', 'true');
  const asked = new Set<boolean>();
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === 'Bearer token-of-the-desk';
    asked.add(isKnown);
    if (!isKnown) return void response.writeHead(401).end();
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const lines = answer.subarray(0, end).toString().split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)));
      const { Status: status = '200', ...others } = headers;
      response.writeHead(Number.parseInt(status, 10), others).end(answer.subarray(end + 4));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const remote = `http://127.0.0.1:${port}/site.git`;

  const root = await createSite();
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  const header = ['config', 'http.extraheader', 'Authorization: Bearer token-of-the-desk'];
  execFileSync('git', header, { cwd: root });
  const open = () =>
    gitTarget({ remote, branch: 'pages', message: 'x' }, { root, clock: CLOCK, env: process.env });
  await deployTo(open(), root);
  expect(uploadsOf(await deployTo(open(), root))).toEqual([]);
  const names = git('-C', 'site.git', 'ls-tree', '-r', '--name-only', 'pages').toString();
  expect(names).toContain('index.html');
  expect([...asked]).toEqual([true]);
});

testWithGit('a repository that the environment names is left alone', async () => {
  const folder = temporaryFolder();
  for (const name of ['site.git', 'sources.git'])
    execFileSync('git', ['init', '--quiet', '--bare', name], { cwd: folder });
  const other = join(folder, 'sources.git');
  const before = readTree(other);
  const options = { remote: join(folder, 'site.git'), branch: 'pages', message: 'x' };
  const env = { ...process.env, GIT_DIR: other, GIT_WORK_TREE: folder };
  const root = await createSite();
  await deployTo(gitTarget(options, { root, clock: CLOCK, env }), root);
  expect(readTree(other)).toEqual(before);
});

testWithGit('a password in an address is not printed', async () => {
  const root = await createSite();
  const remote = 'http://desk:geh@im@127.0.0.1:9/site.git';
  const target = gitTarget(
    { remote, branch: 'pages', message: 'x' },
    { root, clock: CLOCK, env: process.env },
  );
  expect(target.description).toBe('the branch pages of http://127.0.0.1:9/site.git');
  const refusal = await deployTo(target, root).then(() => expect.unreachable(), String);
  expect(refusal).toContain('127.0.0.1:9');
  expect(refusal).not.toMatch(/desk|geh|im@/);
});
