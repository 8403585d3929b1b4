import { type HostFiles, withoutDefaults } from './host.ts';

/** Vercel takes no more: https://vercel.com/docs/project-configuration */
const MAX_REDIRECTS = 2048;

/** `vercel.json`. A `*` there is a pattern: `(.*)`. */
export const vercel: HostFiles = ({ base, urls, headers, redirects }) => ({
  'vercel.json': `${JSON.stringify(
    {
      trailingSlash: urls === 'directory',
      cleanUrls: urls === 'file',
      headers: withoutDefaults(headers).map(({ path, headers: each }) => ({
        source: base + pattern(path),
        headers: Object.entries(each).map(([key, value]) => ({ key, value })),
      })),
      redirects: redirects
        .slice(0, MAX_REDIRECTS)
        .map(({ from, to }) => ({ source: literal(from), destination: to, permanent: true })),
    },
    null,
    2,
  )}\n`,
});

function pattern(path: string): string {
  return path.split('*').map(literal).join('(.*)');
}

/** What path-to-regexp would take for more than itself. */
function literal(path: string): string {
  return path.replace(/[.:()?+*{}]/g, '\\$&');
}
