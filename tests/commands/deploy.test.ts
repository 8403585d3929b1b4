import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createSiteFolder,
  type Files,
  readTree,
  runCli,
  story,
  writeFiles,
} from '../support/site.ts';

const CONFIG = {
  url: 'https://courier.example/news/',
  discovery: { feeds: { hubs: ['https://hub.example/'] } },
  deploy: { www: { type: 'folder', path: 'public-html' }, spare: { type: 's3', bucket: 'spare' } },
};
const FILES: Files = {
  'stories/world/a.md': story({ headline: 'A' }),
  'broadsheet.config.json': JSON.stringify(CONFIG),
};

test('deploy puts the site there, and says what changed, for caches and hubs', () => {
  const root = createSiteFolder(FILES);
  expect(runCli(['build'], root).status).toBe(0);
  const dry = runCli(['deploy', '--target', 'www', '--dry-run'], root);
  expect(dry.stdout.split('\n')).toContain('upload world/2026/05/01/a/index.html');
  expect(readTree(join(root, 'public-html'))).toEqual({});

  const first = runCli(['deploy', '--target', 'www'], root);
  expect(first.stderr).toMatch(/Deployed to the folder .*public-html: \d+ uploaded/);
  expect(readTree(join(root, 'public-html'))).toMatchObject(readTree(join(root, 'dist')));

  writeFiles(root, { 'stories/world/a.md': story({ headline: 'A' }, 'Other words.\n') });
  runCli(['build'], root);
  const report = JSON.parse(runCli(['deploy', '--target', 'www', '--json'], root).stdout);
  const page = 'world/2026/05/01/a/index.html';
  expect(report).toMatchObject({ target: 'www', isDry: false, deletions: [], foreign: [] });
  expect(report.uploads).toContain(page);
  expect(report.purge).toContain('https://courier.example/news/world/2026/05/01/a/');
  expect(report.ping[0].hub).toBe('https://hub.example/');
  expect(report.ping[0].topics).toContain('https://courier.example/news/world/feed.xml');
  const documented = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  const section = documented.split('### `deploy --json`')[1]?.split('\n## ')[0] ?? '';
  for (const field of Object.keys(report)) expect(section).toContain(`\`${field}\``);
});

test('what is wrong with a deployment is told, with its exit code', () => {
  const root = createSiteFolder(FILES);
  const codeOf = (args: readonly string[]) => {
    const { status, stdout } = runCli(['deploy', '--json', ...args], root);
    const { ok, problems } = JSON.parse(stdout);
    return [status, ok, problems[0].code];
  };
  expect(codeOf([])).toEqual([2, false, 'unknown-target']);
  expect(codeOf(['--target', 'nowhere'])).toEqual([2, false, 'unknown-target']);
  expect(codeOf(['--target', 'www'])).toEqual([1, false, 'nothing-built']);
  runCli(['build'], root);
  expect(codeOf(['--target', 'spare'])).toEqual([2, false, 'missing-secret']);
  writeFiles(root, { 'broadsheet.config.json': JSON.stringify({ ...CONFIG, deploy: {} }) });
  expect(codeOf([])).toEqual([2, false, 'no-targets']);
});
