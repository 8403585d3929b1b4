import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';

/** Why a request gets no answer. */
export interface Refusal {
  readonly status: 400 | 403 | 405;
  readonly message: string;
}

/**
 * Turns away what a browser on this machine would not ask for: another site's page that reaches for the preview
 * (by its own name for this address, or from its own origin), other methods, and addresses that mean nothing.
 *
 * @param hosts names under which the server is known, with its port
 */
export function refuse(
  { method, headers, url }: Pick<IncomingMessage, 'method' | 'headers' | 'url'>,
  hosts: ReadonlySet<string>,
): Refusal | null {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, message: 'Only GET and HEAD are answered here.' };
  if (!hosts.has((headers.host ?? '').toLowerCase()))
    return { status: 403, message: 'This preview answers only under its own name.' };
  const { origin } = headers;
  if (origin !== undefined && !(URL.canParse(origin) && hosts.has(new URL(origin).host)))
    return { status: 403, message: 'This preview answers only its own pages.' };
  const site = headers['sec-fetch-site'] ?? 'none';
  // Somebody may follow a link to it; nobody may put it into a page of his own.
  const isOwn = site === 'same-origin' || site === 'none';
  const isFollowed =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (!isOwn && !isFollowed)
    return { status: 403, message: 'This preview answers only its own pages.' };
  return pathOf(url) === null
    ? { status: 400, message: 'This is not an address that a page can have.' }
    : null;
}

/** The decoded path of a request, or null when it is none. */
export function pathOf(url: string | undefined): string | null {
  const [raw = ''] = (url ?? '').split(/[?#]/, 1);
  if (!raw.startsWith('/')) return null;
  try {
    const path = decodeURIComponent(raw);
    const hasClimb = path.split(/[/\\]/).some((part) => part === '..' || part === '.');
    return hasClimb || path.includes('\0') || path.includes('\\') || path.startsWith('//')
      ? null
      : path;
  } catch {
    return null;
  }
}

/** The names under which a server on a host and a port is asked for. */
export function hostsOf(host: string, port: number): ReadonlySet<string> {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const others = isEverywhere
    ? Object.values(networkInterfaces())
        .flatMap((each) => each?.map(({ address }) => address) ?? [])
        .concat(hostname(), host)
    : [host];
  const names = ['localhost', '127.0.0.1', '::1', ...others].map((name) =>
    name.includes(':') ? `[${name}]` : name.toLowerCase(),
  );
  // Browsers leave out the port that goes without saying.
  return new Set(names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]));
}

/** The address of a server for somebody on this machine. */
export function addressOf(host: string, port: number, path: string): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}${path}`;
}
