import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isCompressible, mediaType, WORTH_COMPRESSING_BYTES } from '../media-types.ts';
import type { AddressStyle } from '../paths.ts';
import { type HeaderRule, headersFor } from '../site/headers.ts';
import { filesAt } from './files-at.ts';
import { pathOf, refuse } from './guard.ts';
import { sendFile } from './send-file.ts';

interface StaticSiteOptions extends AddressStyle {
  /** Absolute path of the finished site. */
  readonly folder: string;
  /** What is said with each file. */
  readonly headers: readonly HeaderRule[];
  /** Names with ports under which the server may be asked. */
  readonly hosts: () => ReadonlySet<string>;
}

/** Serves a finished site as a plain static host does. */
export function serveStatic({ folder, base, urls, headers, hosts }: StaticSiteOptions): Server {
  const top = realpathSync(folder);
  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch {
      // A build may be moving files at this moment.
      if (!response.headersSent) response.writeHead(503, { 'retry-after': '1' });
      response.end();
    }
  });
  server.on('clientError', (_, socket) => socket.destroy());
  return server;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refuse(request, hosts());
    if (refusal !== null) {
      response.writeHead(refusal.status, { 'content-type': mediaType('.txt') });
      response.end(`${refusal.message}\n`);
      return;
    }
    const path = pathOf(request.url) ?? '/';
    const query = /\?.*$/s.exec(request.url ?? '')?.[0] ?? '';
    if (base !== '' && path === '/') redirect(response, `${base}/`);
    else if (!`${path}/`.startsWith(`${base}/`)) notFound(request, response);
    else {
      const inside = path.slice(base.length);
      if (inside === '') redirect(response, `${base}/${query}`);
      else answerInside(inside, query, { request, response });
    }
  }

  function answerInside(
    inside: string,
    query: string,
    exchange: Pick<Exchange, 'request' | 'response'>,
  ): void {
    for (const { path, elsewhere } of filesAt(inside, urls)) {
      const file = find(`/${path}`);
      if (file === null) continue;
      if (elsewhere === null) send(file, { ...exchange, status: 200, headers });
      else redirect(exchange.response, `${encodeURI(base + elsewhere)}${query}`);
      return;
    }
    notFound(exchange.request, exchange.response);
  }

  /** A file of the site: none whose name begins with a dot, and none to which only a link leads. */
  function find(path: string): Found | null {
    // RFC 8615 has one name that begins with a dot and is for everybody.
    const isHidden = (part: string) => part.startsWith('.') && part !== '.well-known';
    if (path.split('/').some(isHidden)) return null;
    const file = join(top, path);
    try {
      const stat = lstatSync(file);
      const real = realpathSync(file);
      return stat.isFile() && real.startsWith(`${top}${sep}`) ? { file: real, path, stat } : null;
    } catch {
      // Nothing is there, or a file is where a folder would have to be.
      return null;
    }
  }

  function notFound(request: IncomingMessage, response: ServerResponse): void {
    const page = find('/404.html');
    if (page !== null) send(page, { request, response, status: 404, headers });
    else response.writeHead(404, { 'content-type': mediaType('.txt') }).end('Not found\n');
  }
}

interface Found {
  readonly file: string;
  readonly path: string;
  readonly stat: Stats;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly status: number;
  readonly headers: readonly HeaderRule[];
}

function send(
  { file, path, stat }: Found,
  { request, response, status, headers: rules }: Exchange,
): void {
  const type = mediaType(path);
  const tag = createHash('sha256').update(`${stat.size} ${stat.mtimeMs}`).digest('base64url');
  const plain = `"${tag.slice(0, 16)}"`;
  const isHead = request.method === 'HEAD';
  const range = rangeFor(request, { etag: plain, modified: stat.mtime });
  const encoding =
    range === undefined && stat.size >= WORTH_COMPRESSING_BYTES && isCompressible(type)
      ? encodingFor(request.headers['accept-encoding'])
      : null;
  // Other bytes have another tag.
  const etag = encoding === null ? plain : plain.replace(/"$/, `-${encoding}"`);
  const headers = {
    'content-type': type,
    etag,
    'last-modified': stat.mtime.toUTCString(),
    ...headersFor(path, rules),
    ...(isCompressible(type) ? { vary: 'accept-encoding' } : {}),
  };
  if (status === 200 && isUnchanged(request, { etag, modified: stat.mtime })) {
    response.writeHead(304, headers).end();
    return;
  }
  if (encoding === null) {
    sendFile(response, { file, headers, status, range, isHead });
    return;
  }
  const body = COMPRESS[encoding](readFileSync(file));
  response.writeHead(status, {
    ...headers,
    'content-encoding': encoding,
    'content-length': String(body.length),
  });
  response.end(isHead ? undefined : body);
}

/** What a request says of a copy that somebody has, and how the file is now. */
interface Validators {
  readonly etag: string;
  readonly modified: Date;
}

/** RFC 9110, section 13.2.2: tags count before times. */
function isUnchanged({ headers }: IncomingMessage, { etag, modified }: Validators): boolean {
  if (headers['if-none-match'] !== undefined) return isKnown(headers['if-none-match'], etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // Headers count in seconds.
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}

/** RFC 9110, section 13.1.5: a part of another version is worth nothing. */
function rangeFor(
  { headers }: IncomingMessage,
  { etag, modified }: Validators,
): string | undefined {
  const condition = headers['if-range'];
  const isSame =
    condition === undefined || condition === etag || condition === modified.toUTCString();
  return isSame ? headers.range : undefined;
}

/** RFC 9110, section 13.1.2: a list of tags, of which weak ones count as well; or any. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

const COMPRESS = {
  br: (bytes: Buffer) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Buffer) => gzipSync(bytes),
};

function encodingFor(accepted: string | string[] | undefined): keyof typeof COMPRESS | null {
  const names = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.replace(/;.*$/s, '').toLowerCase());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location, 'cache-control': 'no-store', 'content-length': '0' }).end();
}
