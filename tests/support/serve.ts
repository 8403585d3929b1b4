import { createReadStream, statSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { onTestFinished } from 'vitest';

const TYPES: Readonly<Record<string, string>> = {
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

export interface Host {
  /** `http://127.0.0.1:8080` */
  readonly origin: string;
  close(): void;
}

interface HostOptions {
  /** The path under which the folder is served: `/project`. */
  readonly base?: string;
  /** With every answer. */
  readonly headers?: OutgoingHttpHeaders;
}

/** Serves a folder as a plain static host would. */
export async function startHost(
  folder: string,
  { base = '', headers = {} }: HostOptions = {},
): Promise<Host> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(
      pathname.startsWith(base) ? pathname.slice(base.length) : '/404',
    );
    const file = join(folder, normalize(path), path.endsWith('/') ? 'index.html' : '');
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    const shown = isFile ? file : join(folder, '404.html');
    response.writeHead(isFile ? 200 : 404, {
      ...headers,
      'content-type': TYPES[extname(shown)] ?? 'application/octet-stream',
    });
    createReadStream(shown).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Serves a folder until the test ends. Returns its origin. */
export async function serve(folder: string, options?: HostOptions): Promise<string> {
  const { origin, close } = await startHost(folder, options);
  onTestFinished(close);
  return origin;
}
