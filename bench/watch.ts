import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { CLI, type Generator } from './generators.ts';
import { spreadOf } from './statistics.ts';
import type { Workshop } from './workshop.ts';

/** What a server that watches took, in milliseconds. */
export interface Watched {
  readonly name: string;
  /** From its start to the front page, without and with what an earlier run left. */
  readonly cold: number;
  readonly warm: number;
  /** From the write of a story to its new text being served. */
  readonly edits: readonly number[];
  /** From the write of a story to a browser that has its new text; empty where there is no browser. */
  readonly shown: readonly number[];
}

const EDITS = 20;
/** How long Broadsheet waits for quiet after a change; see `src/preview/watch.ts`. */
const SETTLE_MS = 60;
/** Servers finish their first work, and files settle, while nobody waits for them. */
const REST_MS = 4000;
const PATIENCE_MS = 300_000;

/** Times the servers of generators with the same edits. */
export async function watchAll(
  generators: readonly Generator[],
  workshop: Workshop,
): Promise<readonly Watched[]> {
  const results: Watched[] = [];
  const browser = await launchBrowser();
  for (const { name } of generators) {
    const command = SERVERS[name];
    if (command === undefined) continue;
    rmSync(join(workshop.site, '.broadsheet'), { recursive: true, force: true });
    // Files that were written a moment ago may be written again, and would be looked into at each start.
    await wait(REST_MS);
    const first = await start(command, workshop);
    await first.stop();
    const again = await start(command, workshop);
    await wait(REST_MS);
    const edits: number[] = [];
    for (const [i, story] of storiesOf(workshop).entries())
      edits.push(await edit(`${again.origin}${story.url}`, story.file, `${name}-${i}-mark`));
    const shown: number[] = [];
    if (browser !== null) {
      for (const [i, story] of storiesOf(workshop, 5).entries()) {
        const url = `${again.origin}${story.url}`;
        shown.push(
          await editInBrowser(browser, { url, file: story.file, mark: `${name}-${i}-sign` }),
        );
      }
    }
    await again.stop();
    results.push({ name, cold: first.took, warm: again.took, edits, shown });
  }
  await browser?.close();
  return results;
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

const SERVERS: Readonly<Record<string, (workshop: Workshop, port: string) => Command>> = {
  Broadsheet: ({ site }, port) => ({
    file: process.execPath,
    args: [CLI, 'dev', site, '--port', port, '--strict-port', '--quiet'],
  }),
  Hugo: ({ hugo, site }, port) => ({
    file: 'hugo',
    args: [
      ...['server', '--source', hugo, '--contentDir', relative(hugo, join(site, 'stories'))],
      ...['--bind', '127.0.0.1', '--port', port, '--baseURL', `http://localhost:${port}/`],
      ...['--noBuildLock', '--quiet'],
    ],
  }),
  Eleventy: ({ eleventy }, port) => ({
    file: 'eleventy',
    args: ['--serve', `--port=${port}`, '--quiet'],
    cwd: eleventy,
  }),
};

interface Running {
  readonly origin: string;
  readonly took: number;
  stop(): Promise<void>;
}

async function start(
  command: (workshop: Workshop, port: string) => Command,
  workshop: Workshop,
): Promise<Running> {
  const port = await freePort();
  const { file, args, cwd } = command(workshop, String(port));
  const begin = performance.now();
  const child = spawn(file, args, { stdio: 'ignore', ...(cwd === undefined ? {} : { cwd }) });
  const origin = `http://localhost:${port}`;
  await until(async () => (await textAt(`${origin}/`)) !== null, child);
  const took = performance.now() - begin;
  return {
    origin,
    took,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function edit(url: string, file: string, mark: string): Promise<number> {
  await textAt(url);
  const begin = performance.now();
  appendFileSync(file, `\n${mark}\n`);
  await until(async () => (await textAt(url))?.includes(mark) === true, null);
  const took = performance.now() - begin;
  await wait(250);
  return took;
}

/** A page that is open in a browser, and the time until its new text is there without anybody touching it. */
async function editInBrowser(
  browser: Browser,
  { url, file, mark }: { readonly url: string; readonly file: string; readonly mark: string },
): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  // Servers tell a page of changes as soon as its script has connected.
  await wait(500);
  const begin = performance.now();
  appendFileSync(file, `\n${mark}\n`);
  await page.getByText(mark).waitFor({ timeout: PATIENCE_MS });
  const took = performance.now() - begin;
  await page.close();
  return took;
}

/** Null where this machine has no Chromium. */
async function launchBrowser(): Promise<Browser | null> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  if (executablePath === undefined) return null;
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

async function until(isSo: () => Promise<boolean>, child: ChildProcess | null): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (child !== null && child.exitCode !== null)
      throw new Error(`${child.spawnargs.slice(0, 2).join(' ')} ended by itself`);
    if (performance.now() > end) throw new Error('a server did not answer in time');
    await wait(2);
  }
}

async function textAt(url: string): Promise<string | null> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Some stories from all parts of the archive, each with its file. */
function storiesOf(
  { site }: Workshop,
  from = 3,
): readonly { readonly url: string; readonly file: string }[] {
  const { stdout } = spawnSync(process.execPath, [CLI, 'list', site, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const stories: readonly { source: string; url: string | null }[] = JSON.parse(stdout);
  const step = Math.max(1, Math.floor(stories.length / EDITS));
  return Array.from(
    { length: EDITS },
    (_, i) => stories[(i * step + from) % stories.length],
  ).flatMap((story) => (story?.url ? [{ url: story.url, file: join(site, story.source) }] : []));
}

/** A table in Markdown, relative to Broadsheet; and for scale its own milliseconds. */
export function formatWatched(stories: number, results: readonly Watched[]): string {
  const own = results.find(({ name }) => name === 'Broadsheet');
  if (own === undefined) return '';
  const served = spreadOf(own.edits);
  const inBrowser = own.shown.length === 0 ? null : spreadOf(own.shown);
  const ratio = (value: number, to: number) => (value / to).toFixed(2);
  const rows = results.map(({ name, cold, warm, edits, shown }) => {
    const cells = [
      ratio(cold, own.cold),
      ratio(warm, own.warm),
      ratio(spreadOf(edits).median, served.median),
      ...(inBrowser === null ? [] : [ratio(spreadOf(shown).median, inBrowser.median)]),
    ];
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const scale = `For scale, and for this machine only: an edit of Broadsheet was served after ${Math.round(served.median)} ms (median; ${Math.round(served.least)}–${Math.round(served.most)}), of which ${SETTLE_MS} ms are the quiet that it waits for${inBrowser === null ? '' : `, and was in Chromium after ${Math.round(inBrowser.median)} ms (${Math.round(inBrowser.least)}–${Math.round(inBrowser.most)})`}; the first page after ${Math.round(own.cold)} ms from nothing, and after ${Math.round(own.warm)} ms with what an earlier run left.`;
  return `## Watching ${stories} stories

| Server | first page, from nothing | first page, again | from the save of a story to its new text |${inBrowser === null ? '' : ' to a browser that has it |'}
| --- | ---: | ---: | ---: |${inBrowser === null ? '' : ' ---: |'}
${rows.join('\n')}

${scale}
`;
}
