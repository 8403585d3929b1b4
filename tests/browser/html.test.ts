import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { JAVA, NU, testWithNu } from '../support/machine.ts';
import { SITES, useSites } from './sites.ts';

const site = useSites(...SITES);

interface Message {
  readonly url: string;
  readonly message: string;
  readonly extract?: string;
}

testWithNu('every page is valid HTML', async () => {
  const folders = SITES.map((name) => site(name).folder);
  const args = ['--skip-non-html', '--errors-only', '--format', 'json', '--exit-zero-always'];
  const { stderr } = await promisify(execFile)(JAVA, ['-jar', NU, ...args, ...folders], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const { messages } = JSON.parse(stderr) as { messages: readonly Message[] };
  const found = messages.map(({ url, message, extract = '' }) => `${url}: ${message} ${extract}`);
  expect(found).toEqual([]);
});
