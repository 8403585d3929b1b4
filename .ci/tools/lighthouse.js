import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { startHost } from './host.js';

const ROOT = join(import.meta.dirname, '../..');
const CLOCK = '2026-11-23T12:00:00Z';

/** The least that each category must reach, of 100. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const CATEGORIES = Object.keys(LEAST);
/** Machines are noisy: where the first run is too slow, the median of so many counts. */
const RUNS = 3;

const dist = mkdtempSync(join(tmpdir(), 'broadsheet-lighthouse-'));
const host = await startHost(() => dist);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
try {
  build();
  const results = [];
  for (const path of pages()) results.push({ path, ...(await measure(path)) });
  console.table(
    Object.fromEntries(results.map(({ path, scores, bytes }) => [path, { ...scores, bytes }])),
  );
  const failures = results.flatMap(({ path, scores, failed }) =>
    isGood(scores) ? [] : [`${path}: ${failed.join(', ')}`],
  );
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  chrome.kill();
  host.close();
  rmSync(dist, { recursive: true, force: true });
}

/** The sample newspaper, at the address at which it is served. */
function build() {
  const args = ['build/cli.js', 'build', '--out', dist, '--url', host.origin, '--clock', CLOCK];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('The sample newspaper cannot be built.');
}

/** The front page, the story that leads it, and a section. */
function pages() {
  const front = readFileSync(join(dist, 'index.html'), 'utf8');
  const story = /card-lead[\s\S]*?<h2[^>]*><a href="([^"]+)"/.exec(front)?.[1];
  const section = /<nav class="sections"[\s\S]*?<a href="([^"]+)"/.exec(front)?.[1];
  if (story === undefined || section === undefined) throw new Error('The front page has no lead.');
  return ['/', story, section];
}

async function measure(path) {
  const first = await runOnce(path);
  if (first.scores.performance >= LEAST.performance) return first;
  const results = [first];
  while (results.length < RUNS) results.push(await runOnce(path));
  return medianOf(results);
}

async function runOnce(path) {
  const run = await lighthouse(host.origin + path, {
    port: chrome.port,
    onlyCategories: CATEGORIES,
    logLevel: 'error',
  });
  if (run === undefined || run.lhr.runtimeError) throw new Error(run?.lhr.runtimeError?.message);
  const { categories, audits } = run.lhr;
  const scores = Object.fromEntries(
    CATEGORIES.map((id) => [id, Math.round((categories[id].score ?? 0) * 100)]),
  );
  const failed = Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
    .map(({ id }) => audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
  return { scores, failed, bytes: audits['total-byte-weight'].numericValue };
}

function isGood(scores) {
  return CATEGORIES.every((id) => scores[id] >= LEAST[id]);
}

/** By performance: the other scores do not depend on the machine. */
function medianOf(results) {
  const sorted = results.toSorted((a, b) => a.scores.performance - b.scores.performance);
  return sorted[Math.floor(sorted.length / 2)];
}
