import type { HostFiles } from './host.ts';

/** Domains that hosts give away: a site there has no domain of its own. */
const GIVEN =
  /(?:^|\.)(?:github\.io|gitlab\.io|pages\.dev|netlify\.app|vercel\.app|azurestaticapps\.net)$/;

/** https://docs.github.com/pages: nothing is to be made of the files, and which domain is the site's. */
export const githubPages: HostFiles = ({ domain, base }) => ({
  '.nojekyll': '',
  ...(domain === null || base !== '' || GIVEN.test(domain) ? {} : { CNAME: `${domain}\n` }),
});
