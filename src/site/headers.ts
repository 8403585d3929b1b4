import type { Config } from '../types/config.ts';

/** HTTP headers for the paths of a site that match. */
export interface HeaderRule {
  /** A path without base, in which one `*` stands for anything: `/assets/fonts/*`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const YEAR_S = 31_536_000;

/** Names that change with their content, so that they may be kept for ever. */
const FOR_EVER = ['/assets/site.*', '/assets/feed.*', '/assets/fonts/*'];

/** What a host should say with each file: later rules are added to earlier ones, and win over them. */
export function headerRules(config: Config): readonly HeaderRule[] {
  const { csp, headers } = config.hosting;
  return [
    {
      path: '/*',
      headers: {
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        ...(csp === null ? {} : { 'Content-Security-Policy': csp }),
        // Kept, but asked for again each time: news changes.
        'Cache-Control': 'public, max-age=0, must-revalidate',
        ...headers,
      },
    },
    ...FOR_EVER.map((path) => ({
      path,
      headers: { 'Cache-Control': `public, max-age=${YEAR_S}, immutable` },
    })),
    ...hubRules(config),
  ];
}

/** https://www.w3.org/TR/websub/#discovery: also without reading the feed. */
function hubRules({ origin, base, discovery }: Config): readonly HeaderRule[] {
  const hubs = discovery.feeds?.hubs ?? [];
  if (origin === null || hubs.length === 0) return [];
  return ['/feed.xml', '/atom.xml', '/feed.json'].map((path) => ({
    path,
    headers: {
      Link: [
        ...hubs.map((hub) => `<${hub}>; rel="hub"`),
        `<${origin}${base}${path}>; rel="self"`,
      ].join(', '),
    },
  }));
}

/** The headers of a path without base, as a host that follows the rules sends them. */
export function headersFor(
  path: string,
  rules: readonly HeaderRule[],
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const rule of rules) if (matches(path, rule.path)) Object.assign(headers, rule.headers);
  return headers;
}

function matches(path: string, pattern: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined
    ? path === pattern
    : path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
}
