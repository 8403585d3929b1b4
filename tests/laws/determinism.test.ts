import { cpSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readTree, runCli, temporaryFolder } from '../support/site.ts';

const SAMPLE = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

function copyOfSample(): string {
  const root = temporaryFolder();
  for (const name of ['stories', 'pages', 'public', 'templates', 'broadsheet.config.ts']) {
    cpSync(join(SAMPLE, name), join(root, name), { recursive: true });
  }
  return root;
}

function build(root: string, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const { status, stderr } = runCli(['build', '--clock', '2026-11-23T12:00:00Z'], root, env);
  expect(stderr).toContain('written');
  expect(status).toBe(0);
  return readTree(join(root, 'dist'));
}

test('the site is the same whatever the time zone, the language and the order of the disk are', () => {
  const reference = build(copyOfSample(), { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });
  expect(Object.keys(reference).length).toBeGreaterThan(100);
  for (const TZ of ['America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
    for (const LANG of ['tr_TR.UTF-8', 'de_DE.UTF-8']) {
      expect(build(copyOfSample(), { TZ, LANG, LC_ALL: LANG })).toEqual(reference);
    }
  }
});

test('the site says nothing of when or where it was built', () => {
  const root = copyOfSample();
  const text = Object.values(build(root, {})).join('\n');
  expect(text).not.toContain(root);
  expect(text).not.toContain('2026-11-23');
  expect(readdirSync(root)).toContain('.broadsheet');
});
