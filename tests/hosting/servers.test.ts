import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, vi } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import { freePort, NGINX, testWithCaddy, testWithNginx } from '../support/machine.ts';
import {
  buildSite,
  createSiteFolder,
  type Files,
  readTree,
  story,
  temporaryFolder,
} from '../support/site.ts';

/** Servers, each with nothing but the snippet that the site brings along. */
const SERVERS = [
  {
    host: 'nginx',
    snippet: 'nginx.conf',
    testWithServer: testWithNginx,
    toTheSlash: 301,
    command: (file: string, state: string) => [NGINX ?? '', '-c', file, '-p', state],
    config: ({
      state,
      port,
      docroot,
      snippet,
    }: Place) => `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;
worker_processes 1;
pid ${state}/pid;
error_log ${state}/error.log;
events { worker_connections 64; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${state}/${name};`).join('\n')}
  gzip on;
  gzip_types text/css application/json text/xml application/xml;
  server {
    listen 127.0.0.1:${port};
    root ${docroot};
    include ${snippet};
  }
}
`,
  },
  {
    host: 'caddy',
    snippet: 'Caddyfile',
    testWithServer: testWithCaddy,
    toTheSlash: 308,
    command: (file: string) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', file],
    config: ({ port, docroot, snippet }: Place) => `{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
	root * ${docroot}
	encode gzip
	import ${snippet}
}
`,
  },
] as const;

interface Place {
  readonly state: string;
  readonly port: number;
  readonly docroot: string;
  /** The file that the site brings along. */
  readonly snippet: string;
}

type Server = (typeof SERVERS)[number];

/** Returns the origin of the server. */
async function serve(
  { command, config }: Server,
  { docroot, snippet }: Pick<Place, 'docroot' | 'snippet'>,
): Promise<string> {
  const state = temporaryFolder();
  const port = await freePort();
  const file = join(state, 'server.conf');
  writeFileSync(file, config({ state, port, docroot, snippet }));
  const [program = '', ...args] = command(file, state);
  // Caddy keeps files of its own under these.
  const env = { ...process.env, XDG_DATA_HOME: state, XDG_CONFIG_HOME: state };
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    if (child.exitCode === null) await ended;
  });
  const origin = `http://127.0.0.1:${port}`;
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
      await fetch(origin);
    },
    { timeout: 10_000 },
  );
  return origin;
}

const SITE: Files = {
  'public/podcast/index.html': '<title>Podcast</title>',
  'stories/world/new.md': story({
    headline: 'The new one',
    aliases: ['/old/path/', '/old/über uns/', '/old/file.html'],
  }),
  'stories/world/killed.md': story({ headline: 'KILLED', slug: 'killed', status: 'canceled' }),
  'stories/world/draft.md': story({ headline: 'DRAFT', slug: 'draft', status: 'draft' }),
  'stories/world/ahead.md': story({
    headline: 'AHEAD',
    slug: 'ahead',
    status: 'canceled',
    embargo: '2030-01-01T00:00:00Z',
  }),
};

async function publish(
  server: Server,
  { config, base }: { readonly config: UserConfig; readonly base: string },
): Promise<{ origin: string; dist: string }> {
  const root = createSiteFolder(SITE);
  const report = await buildSite(root, { config });
  expect(report.problems).toEqual([]);
  const docroot = temporaryFolder();
  const dist = join(docroot, base);
  mkdirSync(dist, { recursive: true });
  cpSync(join(root, 'dist'), dist, { recursive: true });
  return { origin: await serve(server, { docroot, snippet: join(dist, server.snippet) }), dist };
}

for (const server of SERVERS)
  server.testWithServer(
    `${server.host} serves pages that are files without their extension`,
    async () => {
      const config: UserConfig = {
        url: 'https://example.org/news/',
        urls: 'file',
        hosting: { host: server.host },
      };
      const { origin } = await publish(server, { config, base: '/news' });
      const get = (path: string) => fetch(`${origin}/news${path}`, { redirect: 'manual' });
      for (const path of ['/', '/world', '/world/2026/05/01/new', '/archive/2026', '/podcast/']) {
        const { status, headers } = await get(path);
        expect([path, status, headers.get('content-type')]).toEqual([
          path,
          200,
          'text/html; charset=utf-8',
        ]);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
      }
      for (const [path, elsewhere] of [
        ['/world/', '/world'],
        ['/world/2026/05/01/new/', '/world/2026/05/01/new'],
        ['/podcast', '/podcast/'],
        ['/old/path', '/world/2026/05/01/new'],
        ['/old/path/', '/world/2026/05/01/new'],
        ['/old/file.html', '/world/2026/05/01/new'],
      ] as const) {
        const { status, headers } = await get(path);
        expect([path, status === 301 || status === 308, headers.get('location')]).toEqual([
          path,
          true,
          expect.stringMatching(new RegExp(`/news${elsewhere}$`)),
        ]);
      }
      for (const dead of ['/world/2026/05/01/killed', '/world/2026/05/01/killed/'])
        expect([dead, (await get(dead)).status]).toEqual([dead, 410]);
      for (const path of ['/nothing', '/world/2026', '/world/2026/05/01/draft'])
        expect([path, (await get(path)).status]).toEqual([path, 404]);
      expect(await (await get('/nothing')).text()).toContain('Page not found');
    },
  );

const sites = SERVERS.flatMap((server) => ['', '/news'].map((base) => ({ server, base })));

for (const { server, base } of sites) {
  const { host, snippet, testWithServer, toTheSlash } = server;
  const config: UserConfig = {
    url: `https://example.org${base}/`,
    hosting: { host, headers: { 'X-Newsroom': 'yes' } },
  };

  testWithServer(
    `${host} serves the site ${base === '' ? 'at the root' : 'under a base path'} with the snippet that it brings along`,
    async () => {
      const { origin, dist } = await publish(server, { config, base });
      const get = (path: string, init: RequestInit = {}) =>
        fetch(`${origin}${base}${path}`, { redirect: 'manual', ...init });
      const page = await get('/world/2026/05/01/new/');
      expect([page.status, page.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(await page.text()).toContain('The new one');
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cache-control': 'public, max-age=0, must-revalidate',
        'x-newsroom': 'yes',
      });

      // To the slash, as relative links need it.
      const short = await get('/world/2026/05/01/new');
      expect([short.status, short.headers.get('location')]).toEqual([
        toTheSlash,
        expect.stringMatching(/\/world\/2026\/05\/01\/new\/$/),
      ]);

      const lost = await get('/world/nothing/');
      expect([lost.status, lost.headers.get('x-content-type-options')]).toEqual([404, 'nosniff']);
      expect(await lost.text()).toContain('Page not found');

      for (const old of ['/old/path/', '/old/path', '/old/%C3%BCber%20uns/', '/old/file.html']) {
        const moved = await get(old);
        expect([old, moved.status, moved.headers.get('location')]).toEqual([
          old,
          301,
          expect.stringMatching(new RegExp(`${base}/world/2026/05/01/new/$`)),
        ]);
      }
      for (const dead of ['/world/2026/05/01/killed/', '/world/2026/05/01/killed'])
        expect([dead, (await get(dead)).status]).toEqual([dead, 410]);
      for (const held of ['draft', 'ahead'])
        expect((await get(`/world/2026/05/01/${held}/`)).status).toBe(404);

      const style = /href="([^"]+site\.[^"]+\.css)"/.exec(readTree(dist)['index.html'] ?? '')?.[1];
      const asset = await fetch(`${origin}${style}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(Object.fromEntries(asset.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'gzip',
        'x-content-type-options': 'nosniff',
      });
      expect((await get('/feed.xml')).status).toBe(200);
      // What is for the server is for nobody else.
      expect((await get(`/${snippet}`)).status).toBe(404);

      // What was compressed before is sent as it is.
      writeFileSync(join(dist, 'index.html.gz'), gzipSync('compressed before'));
      const front = await get('/', { headers: { 'accept-encoding': 'gzip' } });
      expect(await front.text()).toBe('compressed before');
    },
  );
}
