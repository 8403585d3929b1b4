import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostsOf, pathOf, refuse } from '../../src/preview/guard.ts';
import { createSiteFolder, story, writeFiles } from '../support/site.ts';
import { createRoot, Preview, until } from './preview.ts';

const HOSTS = hostsOf('localhost', 4321);

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const OWN = { host: 'localhost:4321' };

test.each<[what: string, asked: Asked, status: number | null]>([
  ['the host by its name', { headers: OWN }, null],
  ['the host in capitals', { headers: { host: 'LOCALHOST:4321' } }, null],
  ['the host by its address', { headers: { host: '127.0.0.1:4321' } }, null],
  ['the host by its IPv6 address', { headers: { host: '[::1]:4321' } }, null],
  ['HEAD', { method: 'HEAD', headers: OWN }, null],
  ['its own origin', { headers: { ...OWN, origin: 'http://localhost:4321' } }, null],
  [
    'a link from another site',
    {
      headers: {
        ...OWN,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    },
    null,
  ],
  [
    'a frame in a page of another site',
    {
      headers: {
        ...OWN,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'iframe',
      },
    },
    403,
  ],
  [
    'a picture in a page of another port',
    { headers: { ...OWN, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } },
    403,
  ],
  ['no host', { headers: {} }, 403],
  ['another name that leads here', { headers: { host: 'evil.example:4321' } }, 403],
  ['another port', { headers: { host: 'localhost:9' } }, 403],
  ['no port', { headers: { host: 'localhost' } }, 403],
  ['a name that begins like the host', { headers: { host: 'localhost:4321.evil.example' } }, 403],
  ['another origin', { headers: { ...OWN, origin: 'https://evil.example' } }, 403],
  ['an origin of no site', { headers: { ...OWN, origin: 'null' } }, 403],
  ['an origin on another port', { headers: { ...OWN, origin: 'http://localhost:8080' } }, 403],
  ['an origin that is none', { headers: { ...OWN, origin: '::' } }, 403],
  [
    'a script of another site',
    { headers: { ...OWN, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } },
    403,
  ],
  ['POST', { method: 'POST', headers: OWN }, 405],
  ['DELETE', { method: 'DELETE', headers: OWN }, 405],
  ['TRACE', { method: 'TRACE', headers: OWN }, 405],
  ['OPTIONS', { method: 'OPTIONS', url: '*', headers: OWN }, 405],
  ['an address with half a character', { url: '/%e2%82', headers: OWN }, 400],
  ['an address with a lone percent sign', { url: '/%', headers: OWN }, 400],
  ['an address with NUL', { url: '/a%00.html', headers: OWN }, 400],
  ['an address that climbs', { url: '/../secret', headers: OWN }, 400],
  ['an address that climbs in disguise', { url: '/%2e%2e/secret', headers: OWN }, 400],
  ['an address that climbs with backslashes', { url: '/..%5csecret', headers: OWN }, 400],
  [
    'an address that climbs by encoded slashes',
    { url: '/a%2f..%2f..%2fsecret', headers: OWN },
    400,
  ],
  ['an address with two slashes', { url: '//evil.example/', headers: OWN }, 400],
  ['an address of another server', { url: 'http://evil.example/', headers: OWN }, 400],
  ['an address without a slash', { url: 'index.html', headers: OWN }, 400],
])('%s', (_, { method = 'GET', url = '/', headers = {} }, status) => {
  expect(refuse({ method, url, headers }, HOSTS)?.status ?? null).toBe(status);
});

test.each([
  ['/a/b?c=../d#e', '/a/b'],
  ['/caf%C3%A9/', '/café/'],
  ['/a%20b', '/a b'],
  ['/a..b/', '/a..b/'],
  ['/', '/'],
  [undefined, null],
])('the path of %s is %s', (url, path) => {
  expect(pathOf(url)).toBe(path);
});

test('a server on port 80 is asked for without the port', () => {
  const headers = { host: 'localhost' };
  expect(refuse({ method: 'GET', url: '/', headers }, hostsOf('localhost', 80))).toBeNull();
});

/** Addresses of this machine under which others reach it. */
const ADDRESSES = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address);

test('a server on all addresses answers under each of them', () => {
  // To a telephone in the same network, say. Only names can be made to lead here by others; addresses cannot.
  const hosts = hostsOf('0.0.0.0', 4321);
  const ask = (host: string) => refuse({ method: 'GET', url: '/', headers: { host } }, hosts);
  expect(ask('evil.example:4321')?.status).toBe(403);
  for (const address of ['localhost', ...ADDRESSES])
    expect([address, ask(`${address}:4321`)]).toEqual([address, null]);
});

/** Sends bytes as they are, and gives back what comes, until the connection ends or the answer is whole. */
async function sendRaw(url: string, bytes: string | Buffer, end = true): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  if (end) socket.end(bytes);
  else {
    socket.write(bytes);
    // Half of a request, and then the line goes dead.
    await new Promise(setImmediate);
    socket.destroy();
  }
  await closed;
  return answer;
}

const SITE = {
  'stories/world/a.md': story({ headline: 'Story A' }),
  'stories/world/.hidden.md': story({ headline: 'SECRET' }),
  'public/visible.txt': 'visible',
  'secret.txt': 'SECRET',
  '.env': 'SECRET',
};

test('requests that are none do no harm', async () => {
  const preview = await Preview.open(createRoot(SITE));
  const { url } = preview.session;
  const { host } = new URL(url);
  const head = `GET / HTTP/1.1\r\nHost: ${host}\r\n`;
  const garbage: (string | Buffer)[] = [
    '\r\n\r\n',
    'GET',
    'NONSENSE / HTTP/9.9\r\n\r\n',
    Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) % 256)),
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]),
    `GET /%zz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /\0 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /${'a'.repeat(5000)}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /${'../'.repeat(50)}etc/passwd HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /\xff\xfe?\xff HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET /world/2026/05/01/a?\xff HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `${head}X: ${'y'.repeat(100_000)}\r\n\r\n`,
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello`,
    `${head}Host: evil.example\r\nConnection: close\r\n\r\n`,
    `${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    `${head}Expect: 100-continue\r\nConnection: close\r\n\r\n`,
    `${head}Range: bytes=9-1\r\nConnection: close\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\nhello`,
    `GET /_broadsheet/events?path=%zz&version=%00 HTTP/1.0\r\nHost: ${host}\r\n\r\n`,
  ];
  for (const bytes of garbage) expect(await sendRaw(url, bytes)).not.toMatch(/SECRET|root:/);
  for (const bytes of garbage) await sendRaw(url, bytes, false);
  await sendRaw(url, head, false);
  expect((await preview.fetch('')).status).toBe(200);
  expect(await preview.text('')).toContain('Story A');
});

test('only GET and HEAD are answered, and only under its own name', async () => {
  const preview = await Preview.open(createRoot(SITE));
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    expect((await preview.fetch('', { method })).status).toBe(405);
  const head = await preview.fetch('', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  const { port } = new URL(preview.session.url);
  const ask = async (headers: Readonly<Record<string, string>>, path = '/') => {
    const asked = request({ port, host: 'localhost', path, headers });
    asked.end();
    const [response] = await once(asked, 'response');
    response.destroy();
    return response.statusCode;
  };
  const host = `localhost:${port}`;
  expect(await ask({ host })).toBe(200);
  expect(await ask({ host: `evil.example:${port}` })).toBe(403);
  for (const path of ['/', '/_desk/', '/_broadsheet/events', '/_broadsheet/client.js'])
    expect(await ask({ host, origin: 'https://evil.example' }, path)).toBe(403);
});

test('no file is served but those of the site', async () => {
  const outside = createSiteFolder({ 'leak.txt': 'SECRET', 'folder/leak.txt': 'SECRET' });
  const root = createRoot(SITE);
  symlinkSync(join(outside, 'leak.txt'), join(root, 'public/leak.txt'));
  symlinkSync(outside, join(root, 'public/outside'));
  const preview = await Preview.watch(root);
  const paths = [
    'secret.txt',
    '.env',
    'stories/world/a.md',
    'public/visible.txt',
    'broadsheet.config.json',
    'leak.txt',
    'outside/leak.txt',
    'outside/folder/leak.txt',
    '_desk/source/secret.txt',
    '_desk/source/.env',
    '_desk/source/stories/world/.hidden.md',
    '_desk/source/stories/../secret.txt',
    '_desk/source//etc/passwd',
    '_desk/source/%2e%2e/secret.txt',
    '.broadsheet/.gitignore',
  ];
  for (const path of paths) {
    const response = await preview.fetch(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).not.toContain('SECRET');
  }
  const response = await preview.fetch('_desk/source/stories/world/a.md');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe(SITE['stories/world/a.md']);
  // A file that becomes a link after it was planned.
  expect(await preview.text('visible.txt')).toBe('visible');
  writeFiles(root, { 'public/visible.txt': 'still visible' });
  await until(async () => expect(await preview.text('visible.txt')).toBe('still visible'));
});

test('a preview is reached from this machine alone', async () => {
  const preview = await Preview.open(createRoot(SITE));
  const { port, hostname } = new URL(preview.session.url);
  expect(hostname).toBe('localhost');
  for (const address of ADDRESSES) {
    const socket = connect(Number(port), address);
    const [error] = await once(socket, 'error');
    expect(error.code).toBe('ECONNREFUSED');
  }
});

test('an answer says what kind of file it is, and is not kept', async () => {
  const preview = await Preview.open(createRoot(SITE));
  for (const [path, type] of [
    ['', 'text/html; charset=utf-8'],
    ['visible.txt', 'text/plain; charset=utf-8'],
    ['nothing/', 'text/html; charset=utf-8'],
    ['_desk/', 'text/html; charset=utf-8'],
    ['_broadsheet/client.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    const { headers } = await preview.fetch(path);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('whoever asks with HEAD whether there are events gets an answer that ends', async () => {
  const preview = await Preview.open(createRoot(SITE));
  const response = await preview.fetch('_broadsheet/events?path=index.html&version=', {
    method: 'HEAD',
    signal: AbortSignal.timeout(5000),
  });
  expect(response.status).toBe(200);
  // A second request on the same connection is answered, so that the first has ended.
  expect((await preview.fetch('', { signal: AbortSignal.timeout(5000) })).status).toBe(200);
});
