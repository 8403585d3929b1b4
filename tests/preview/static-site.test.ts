import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { UrlStyle } from '../../src/paths.ts';
import { hostsOf } from '../../src/preview/guard.ts';
import { listen } from '../../src/preview/listen.ts';
import { serveStatic } from '../../src/preview/static-site.ts';
import { headerRules } from '../../src/site/headers.ts';
import { buildSite, createSiteFolder, story } from '../support/site.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Host {
  readonly root: string;
  readonly folder: string;
  readonly ask: (path: string, asked?: Asked) => Promise<Answer>;
}

const TEXT = 'A long text, worth to be compressed. '.repeat(100);

/** Builds a site and serves it. Nothing stands between: requests are sent as they are written. */
async function startHost(base = '', urls: UrlStyle = 'directory'): Promise<Host> {
  const root = createSiteFolder({
    'stories/world/a.md': story({ headline: 'Story A' }, TEXT),
    'public/podcast/index.html': '<title>Podcast</title>',
    'public/data.txt': '0123456789',
    'public/long.txt': TEXT,
  });
  await buildSite(root, { config: { base, urls } });
  const folder = join(root, 'dist');
  const server = serveStatic({
    folder,
    base,
    urls,
    headers: headerRules(resolveConfig({})),
    hosts: () => hostsOf('localhost', port),
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = await listen(server, { host: 'localhost', port: 0, strictPort: false });
  const ask = async (path: string, { method = 'GET', headers = {} }: Asked = {}) => {
    const asked = request({ host: 'localhost', port, path, method, headers });
    asked.end();
    const [response] = await once(asked, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return {
      status: response.statusCode,
      headers: response.headers,
      body: Buffer.concat(chunks),
    };
  };
  return { root, folder, ask };
}

test('pages are served as a host serves them', async () => {
  const { ask, folder } = await startHost();
  for (const [path, file] of [
    ['/', 'index.html'],
    ['/world/2026/05/01/a/', 'world/2026/05/01/a/index.html'],
    ['/world/2026/05/01/a/index.html?query', 'world/2026/05/01/a/index.html'],
    ['/data.txt', 'data.txt'],
  ] as const) {
    const { status, body } = await ask(path);
    expect([path, status, body.toString()]).toEqual([
      path,
      200,
      readFileSync(join(folder, file), 'utf8'),
    ]);
  }
});

test('what is not there is answered with the page for that, and its status', async () => {
  const { ask, folder } = await startHost();
  const page = readFileSync(join(folder, '404.html'), 'utf8');
  for (const path of ['/nothing', '/nothing/', '/data.txt/', '/index.html/x', '/world/nothing']) {
    const { status, body } = await ask(path);
    expect([path, status, body.toString()]).toEqual([path, 404, page]);
  }
  expect((await ask(`/${'a'.repeat(5000)}`)).status).toBe(404);
  rmSync(join(folder, '404.html'));
  expect((await ask('/nothing')).status).toBe(404);
});

test('a folder is led to with a slash, and the query comes along', async () => {
  const { ask } = await startHost();
  const { status, headers } = await ask('/world/2026/05/01/a?from=mail');
  expect([status, headers.location]).toEqual([301, '/world/2026/05/01/a/?from=mail']);
  for (const path of ['//evil.example', '//evil.example/', '/\\evil.example'])
    expect((await ask(path)).headers.location ?? '').not.toMatch(/evil/);
});

test('pages that are files are found without their extension, and lose a slash', async () => {
  const { ask, folder } = await startHost('/paper', 'file');
  const page = readFileSync(join(folder, 'world/2026/05/01/a.html'), 'utf8');
  const { status, body, headers } = await ask('/paper/world/2026/05/01/a');
  expect([status, headers['content-type'], body.toString()]).toEqual([
    200,
    'text/html; charset=utf-8',
    page,
  ]);
  for (const [path, elsewhere] of [
    ['/paper/world/2026/05/01/a/?from=mail', '/paper/world/2026/05/01/a?from=mail'],
    ['/paper/world/', '/paper/world'],
    ['/paper/podcast', '/paper/podcast/'],
    ['/paper', '/paper/'],
  ] as const)
    expect([path, await ask(path)]).toMatchObject([
      path,
      { status: 301, headers: { location: elsewhere } },
    ]);
  for (const path of ['/paper/', '/paper/podcast/', '/paper/world'])
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  for (const path of ['/paper/world/2026/', '/paper/world/2026', '/paper/nothing'])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
});

test('a site with a base path is served under it and nowhere else', async () => {
  const { ask, folder } = await startHost('/paper');
  const front = readFileSync(join(folder, 'index.html'), 'utf8');
  expect((await ask('/paper/')).body.toString()).toBe(front);
  for (const path of ['/', '/paper'])
    expect(await ask(path)).toMatchObject({ status: 301, headers: { location: '/paper/' } });
  expect((await ask('/paper/world')).headers.location).toBe('/paper/world/');
  for (const path of ['/world/', '/papers/', '/paperworld/', '/data.txt'])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
});

test('what can be compressed is, if the browser takes it', async () => {
  const { ask } = await startHost();
  const encoded = async (path: string, accept: string) => {
    const { headers, body } = await ask(path, { headers: { 'accept-encoding': accept } });
    expect(headers.vary).toBe('accept-encoding');
    expect(headers['content-length']).toBe(String(body.length));
    return [headers['content-encoding'], body] as const;
  };
  const [br, brotli] = await encoded('/long.txt', 'gzip, deflate, br');
  expect([br, brotliDecompressSync(brotli).toString()]).toEqual(['br', TEXT]);
  const [gz, gzip] = await encoded('/long.txt', 'gzip;q=0.5, br;q=0');
  expect([gz, gunzipSync(gzip).toString()]).toEqual(['gzip', TEXT]);
  for (const accept of ['', 'identity', 'zstd', 'gzip;q=0, br;q=0.0']) {
    const [none, plain] = await encoded('/long.txt', accept);
    expect([none, plain.toString()]).toEqual([undefined, TEXT]);
  }
  // Too short to be worth it.
  expect((await encoded('/data.txt', 'br'))[0]).toBeUndefined();
  const head = await ask('/long.txt', { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
  expect([head.headers['content-length'], head.body.length]).toEqual([String(brotli.length), 0]);
});

test('a part of a file, and no part that is not there', async () => {
  const { ask } = await startHost();
  const part = await ask('/data.txt', { headers: { range: 'bytes=2-4' } });
  expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
    206,
    '234',
    'bytes 2-4/10',
  ]);
  expect((await ask('/data.txt', { headers: { range: 'bytes=20-' } })).status).toBe(416);
  const packed = await ask('/long.txt', {
    headers: { range: 'bytes=0-9', 'accept-encoding': 'br' },
  });
  expect([packed.status, packed.body.toString()]).toEqual([206, TEXT.slice(0, 10)]);
});

test('what the browser has is not sent again', async () => {
  const { ask, folder } = await startHost();
  const { etag = '' } = (await ask('/data.txt')).headers;
  const again = await ask('/data.txt', { headers: { 'if-none-match': String(etag) } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  writeFileSync(join(folder, 'data.txt'), 'new digits');
  const anew = await ask('/data.txt', { headers: { 'if-none-match': String(etag) } });
  expect([anew.status, anew.body.toString()]).toEqual([200, 'new digits']);
});

test.each(['*', '"other", ETAG', 'W/ETAG', 'ETAG,"other"'])(
  'what the browser has, as it may say it: %s',
  async (written) => {
    const { ask } = await startHost();
    const { etag = '' } = (await ask('/data.txt')).headers;
    const header = written.replace('ETAG', String(etag));
    expect((await ask('/data.txt', { headers: { 'if-none-match': header } })).status).toBe(304);
  },
);

test('files whose names follow from their bytes are kept for ever, and no others', async () => {
  const { ask } = await startHost();
  const html = (await ask('/')).body.toString();
  const [, sheet = ''] = /href="(\/assets\/site\.[^"]+\.css)"/.exec(html) ?? [];
  const [, script = ''] = /src="(\/assets\/site\.[^"]+\.js)"/.exec(html) ?? [];
  for (const path of [sheet, script]) {
    const { status, headers } = await ask(path);
    expect([path, status, headers['cache-control']]).toEqual([
      path,
      200,
      'public, max-age=31536000, immutable',
    ]);
  }
  for (const path of ['/', '/data.txt', '/world/2026/05/01/a/'])
    expect((await ask(path)).headers['cache-control']).toBe('public, max-age=0, must-revalidate');
});

test('no file outside of the site, none whose name begins with a dot, none by a link', async () => {
  const { ask, root, folder } = await startHost();
  const outside = createSiteFolder({ 'leak.txt': 'SECRET' });
  writeFileSync(join(root, 'secret.txt'), 'SECRET');
  writeFileSync(join(folder, '.htpasswd'), 'SECRET');
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/config'), 'SECRET');
  symlinkSync(join(outside, 'leak.txt'), join(folder, 'leak.txt'));
  symlinkSync(outside, join(folder, 'outside'));
  for (const path of [
    '/.htpasswd',
    '/.git/config',
    '/leak.txt',
    '/outside/leak.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/world/../../secret.txt',
    '//etc/passwd',
    '/%00',
  ]) {
    const { status, body } = await ask(path);
    expect([path, [400, 404].includes(status)]).toEqual([path, true]);
    expect(body.toString()).not.toContain('SECRET');
  }
});

test('other methods, other names and other origins are turned away', async () => {
  const { ask } = await startHost();
  expect((await ask('/', { method: 'POST' })).status).toBe(405);
  expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
  expect((await ask('/', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
});
