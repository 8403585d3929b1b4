import { type HostFacts, type HostFiles, withoutDefaults } from './host.ts';

/** More than that Cloudflare does not read; the pages at the old addresses lead on all the same. */
const MAX_REDIRECTS = 2000;

/**
 * `_headers` and `_redirects`, which Netlify and Cloudflare Pages read alike: https://docs.netlify.com/routing/headers/
 * and https://developers.cloudflare.com/pages/configuration/redirects/.
 */
export const netlify: HostFiles = ({ base, headers, redirects }) => ({
  _headers: withoutDefaults(headers)
    .map(
      ({ path, headers: each }) =>
        `${base}${path}\n${Object.entries(each)
          .map(([name, value]) => `  ${name}: ${value}\n`)
          .join('')}`,
    )
    .join('\n'),
  ...(redirects.length === 0 ? {} : { _redirects: linesOf(redirects) }),
});

function linesOf(redirects: HostFacts['redirects']): string {
  const lines = redirects.slice(0, MAX_REDIRECTS).map(({ from, to }) => `${from} ${to} 301\n`);
  return lines.join('');
}
