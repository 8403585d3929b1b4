import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { inParallel, TransientError, withRetries } from '../../src/deploy/retry.ts';
import { rsyncTarget } from '../../src/deploy/targets/rsync.ts';
import { temporaryFolder } from '../support/site.ts';

afterEach(() => vi.unstubAllEnvs());

test('what failed for a moment is tried again, after longer and longer pauses', async () => {
  const pauses: number[] = [];
  let left = 3;
  const attempt = async () => {
    if (left-- > 0) throw new TransientError('busy');
    return 'done';
  };
  expect(await withRetries(attempt, async (ms) => pauses.push(ms))).toBe('done');
  expect(pauses).toHaveLength(3);
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
});

test('a pause that the other side asks for is kept, unless it is too long', async () => {
  const pauses: number[] = [];
  let left = 2;
  const attempt = (pauseMs: number) => async () => {
    if (left-- > 0) throw new TransientError('slow down', pauseMs);
    return 'done';
  };
  await withRetries(attempt(9000), async (ms) => pauses.push(ms));
  expect(pauses).toEqual([9000, 9000]);
  left = 2;
  await expect(withRetries(attempt(3_600_000), async (ms) => pauses.push(ms))).rejects.toThrow(
    'slow down',
  );
  expect(pauses).toHaveLength(2);
});

test('what keeps failing fails, and what is refused is not tried again', async () => {
  let tries = 0;
  const fail = (error: Error) => async () => {
    tries++;
    throw error;
  };
  await expect(withRetries(fail(new TransientError('busy')), async () => {})).rejects.toThrow(
    'busy',
  );
  expect(tries).toBeGreaterThan(2);
  tries = 0;
  await expect(withRetries(fail(new Error('forbidden')), async () => {})).rejects.toThrow(
    'forbidden',
  );
  expect(tries).toBe(1);
});

test('the first failure ends what is done in parallel', async () => {
  const done: number[] = [];
  const items = Array.from({ length: 50 }, (_, i) => i);
  const all = inParallel(items, 4, async (item) => {
    if (item === 5) throw new Error('no');
    done.push(item);
  });
  await expect(all).rejects.toThrow('no');
  expect(done.length).toBeLessThan(items.length / 2);
});

test('a deletion whose connection broke is done by the next try', async () => {
  const folder = temporaryFolder();
  const ssh = join(folder, 'ssh');
  writeFileSync(
    ssh,
    `#!/bin/sh
cd "${folder}"
if [ ! -e tried ]; then touch tried; exit 255; fi
cat >> told
`,
  );
  chmodSync(ssh, 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  const target = rsyncTarget({ host: 'me@there', path: '/srv/www', port: null, ssh: [] });
  await target.remove(['world/killed/index.html']);
  expect(readFileSync(join(folder, 'told'), 'utf8')).toContain('world/killed/index.html\0');
});
