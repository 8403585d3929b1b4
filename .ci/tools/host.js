import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
/** What is compressed already. */
const PACKED = ['.jpg', '.png', '.woff2'];

/**
 * Serves a folder on this machine as a good host would: compressed, and with leave to keep what has its hash in its
 * name.
 *
 * @param {() => string} folder asked with each request: the site is built after its address is known
 */
export async function startHost(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder(), normalize(path), path.endsWith('/') ? 'index.html' : '');
    const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    const shown = isThere ? file : join(folder(), '404.html');
    const type = extname(shown);
    const isPacked = PACKED.includes(type);
    const bytes = readFileSync(shown);
    response.writeHead(isThere ? 200 : 404, {
      'content-type': TYPES[type] ?? 'application/octet-stream',
      'cache-control': type === '.html' ? 'no-cache' : 'max-age=31536000, immutable',
      ...(isPacked ? {} : { 'content-encoding': 'gzip' }),
    });
    response.end(isPacked ? bytes : gzipSync(bytes));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
