import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type BuildReport, createBuilder, type Effects } from '../../src/builder.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import type { Steps } from '../../src/output/journal.ts';
import { openMemoryOutput } from '../../src/output/memory.ts';
import type { Shard } from '../../src/types/manifest.ts';

/** Files by path from the site's root. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** The moment at which every test builds, unless it says otherwise. */
export const CLOCK = Date.parse('2026-06-01T12:00:00Z');

/** A site with an address, and with all by which it can be found. */
export const FINDABLE = {
  url: 'https://example.org',
  discovery: { ninjs: true, oembed: true, llms: true, feeds: { hubs: ['https://hub.example/'] } },
} as const satisfies UserConfig;

/** A temporary folder, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A site with these files, in a folder of its own. */
export function createSiteFolder(files: Files): string {
  const root = temporaryFolder();
  writeFiles(root, files);
  return root;
}

/** A story with front matter in YAML; keys may be replaced, or left out with null. */
export function story(
  keys: Readonly<Record<string, unknown>> = {},
  body = 'The first paragraph.\n',
): string {
  const matter = { headline: 'A headline', published: '2026-05-01T08:00:00Z', ...keys };
  const lines = Object.entries(matter)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

export interface BuildOptions {
  readonly config?: UserConfig;
  readonly clock?: number;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly shard?: Shard;
  readonly steps?: Steps;
  readonly effects?: Partial<Effects>;
}

/** Builds into `dist/` of the folder, in this process. */
export function buildSite(root: string, options: BuildOptions = {}): Promise<BuildReport> {
  const {
    config: user = {},
    clock = CLOCK,
    drafts = false,
    future = false,
    shard = null,
    steps,
    effects = {},
  } = options;
  const config = resolveConfig(user);
  const openOutput = () => openDiskOutput({ root, out: config.out, ...(steps ? { steps } : {}) });
  return createBuilder(
    { root, config, release: { clock, drafts, future }, shard },
    { openOutput, now: () => 0, ...effects },
  ).build();
}

/** Builds in memory: the files of the finished site as text. */
export async function renderSite(
  files: Files,
  options: BuildOptions = {},
): Promise<{ report: BuildReport; files: Readonly<Record<string, string>> }> {
  const root = createSiteFolder(files);
  const output = openMemoryOutput(root, { keep: true });
  const report = await buildSite(root, { ...options, effects: { openOutput: () => output } });
  const entries = [...output.files].map(([path, bytes]) => [path, bytes.toString('utf8')]);
  return { report, files: Object.fromEntries(entries) };
}

/** `file:line:column code` of every problem, as tests compare them. */
export function places(report: Pick<BuildReport, 'problems'>): string[] {
  return report.problems.map(({ file, line, column, code }) =>
    [[file, line, column].filter((part) => part !== undefined).join(':'), code].join(' ').trim(),
  );
}

/** All files below a folder, as text, by path; none when there is no folder. */
export function readTree(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

export const CLI = fileURLToPath(new URL('../../build/cli.js', import.meta.url));

/** Runs the compiled command line, as a user would. */
export function runCli(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', CI: '1', ...env },
  });
}
