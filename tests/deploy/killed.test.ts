import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTarget } from '../../src/deploy/create-target.ts';
import { uploadsOf } from '../../src/deploy/plan.ts';
import { testWithS3 } from '../support/machine.ts';
import { CLI, CLOCK, readTree, runCli, temporaryFolder } from '../support/site.ts';
import {
  createNextSite,
  createSite,
  deadEnds,
  deployTo,
  distOf,
  NEXT,
  SITE,
  withoutIndex,
} from './deploying.ts';
import { PLACES } from './places.ts';

/** The address as the command line knows it. */
const AS_CALLED = { site: 'https://example.org/' };

/** Every file is wholly that of one site or the other; the names of those that are not. */
function mixedFiles(there: Readonly<Record<string, string>>, roots: readonly string[]): string[] {
  const trees = roots.map(distOf);
  return Object.entries(withoutIndex(there))
    .filter(([path, text]) => !path.endsWith('.tmp') && !trees.some((tree) => tree[path] === text))
    .map(([path]) => path);
}

test('a deployment whose process is killed leaves no half of a file, and the next one finishes it', async () => {
  const www = join(temporaryFolder(), 'www');
  // Enough of them that somebody can come in between.
  const many = (text: string) =>
    Object.fromEntries(Array.from({ length: 800 }, (_, i) => [`public/notes/${i}.txt`, text]));
  const old = await createSite({ ...SITE, ...many('old') });
  const root = await createSite({ ...NEXT, ...many('new') });
  const open = () => createTarget({ type: 'folder', path: www }, { root, clock: CLOCK, env: {} });
  const deploy = { production: { type: 'folder', path: www } };
  const config = JSON.stringify({ url: 'https://example.org', deploy });
  writeFileSync(join(root, 'broadsheet.config.json'), config);
  await deployTo(open(), old, AS_CALLED);
  const uploads = uploadsOf(await deployTo(open(), root, { isDry: true, ...AS_CALLED }));
  const identity = (path: string) =>
    statSync(join(www, path), { throwIfNoEntry: false })?.ino ?? null;
  let kills = 0;
  for (const at of [0, 400, 810]) {
    await deployTo(open(), old, AS_CALLED);
    const { path } = uploads[at] ?? expect.unreachable();
    const before = identity(path);
    const child = spawn(process.execPath, [CLI, 'deploy'], { cwd: root, stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (child.exitCode === null && identity(path) === before)
      await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    const [, signal] = await ended;
    if (signal === 'SIGKILL') kills++;
    const there = readTree(www);
    expect([at, deadEnds(there), mixedFiles(there, [old, root])]).toEqual([at, [], []]);
    expect(runCli(['deploy'], root).status).toBe(0);
    expect(withoutIndex(readTree(www))).toEqual(distOf(root));
  }
  expect(kills).toBeGreaterThan(0);
});

testWithS3('a network that breaks for good is no harm, and the next run finishes', async () => {
  const s3 = PLACES.find(({ name }) => name.includes('S3'));
  const place = (await s3?.make()) ?? expect.unreachable();
  const { config } = place;
  if (config.type !== 's3') expect.unreachable();
  const old = await createSite();
  await deployTo(place.open(), old);
  const root = await createNextSite();
  const env = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
  for (const requests of [1, 3, 6, 20]) {
    const endpoint = await startBrokenWire(config.endpoint ?? '', requests);
    const target = createTarget({ ...config, endpoint }, { root, clock: CLOCK, env });
    await expect(deployTo(target, root)).rejects.toThrow(/Deploying to the bucket .* failed/);
    const there = place.there();
    expect([requests, deadEnds(there), mixedFiles(there, [old, root])]).toEqual([requests, [], []]);
  }
  await deployTo(place.open(), root);
  expect(withoutIndex(place.there())).toEqual(distOf(root));
});

/**
 * A way to a server that breaks after so many requests: what the next one asks for is done, and the answer is lost; later
 * ones do not come through. Returns its address.
 */
async function startBrokenWire(endpoint: string, requests: number): Promise<string> {
  let count = 0;
  const wire = createServer(async (near, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of near) chunks.push(chunk);
    const isLost = ++count > requests;
    if (count > requests + 1) {
      near.socket.destroy();
      return;
    }
    const { method, headers, url } = near;
    const far = request(new URL(url ?? '/', endpoint), { method, headers }, (answer) => {
      if (isLost) {
        answer.resume();
        answer.on('end', () => near.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    far.end(Buffer.concat(chunks));
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  onTestFinished(() => {
    wire.closeAllConnections();
    wire.close();
  });
  const address = wire.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}
