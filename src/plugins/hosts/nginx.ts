import { DEPLOY_NOTE } from '../../paths.ts';
import { bothForms, type HostFacts, type HostFiles } from './host.ts';

/** The part of a configuration that belongs into a `server` whose `root` holds the site, under its base path if it has one. */
export const nginx: HostFiles = (facts) => {
  const { base, urls, redirects, gone } = facts;
  const [everywhere, ...others] = facts.headers;
  const common = Object.entries(everywhere?.headers ?? {});
  return {
    'nginx.conf': `# Made by Broadsheet with every build. Include it in the server whose root holds the site${base === '' ? '' : ` in ${base}/`}.
error_page 404 ${quote(`${base}/404.html`)};
location = ${place(`${base}/nginx.conf`)} { return 404; }
location ^~ ${place(`${base}/${DEPLOY_NOTE}`)} { return 404; }
location ${place(`${base}/`)} {
  index index.html;
  charset utf-8;
  gzip_static on;
  try_files ${PLACES[urls]};
${directives(common)}}
${urls === 'file' ? OTHER_FORM : ''}${others.map((rule) => locationOf(rule, { base, common })).join('')}${redirects
  .flatMap(({ from, to }) =>
    bothForms(from).map((path) => `location = ${place(path)} { return 301 ${quote(to)}; }\n`),
  )
  .join('')}${gone
  .flatMap((path) => bothForms(path).map((each) => `location = ${place(each)} { return 410; }\n`))
  .join('')}`,
  };
};

/** Where nginx looks for a page. */
const PLACES = {
  directory: '$uri $uri/ =404',
  file: `$uri $uri.html \${uri}index.html @broadsheet_other`,
};

/** A folder that has a page of its own gets its slash, and every other address loses it. */
const OTHER_FORM = `location @broadsheet_other {
  if (-f $request_filename/index.html) {
    rewrite ^(.*[^/])$ $1/ permanent;
  }
  rewrite ^(.+)/$ $1 permanent;
  return 404;
}
`;

function locationOf(
  { path, headers }: HostFacts['headers'][number],
  {
    base,
    common,
  }: { readonly base: string; readonly common: readonly (readonly [string, string])[] },
): string {
  const [start = '', end] = (base + path).split('*');
  const where = end === undefined ? `= ${place(start)}` : `^~ ${place(start)}`;
  // Headers of a location take the place of those around it.
  const all = Object.entries({ ...Object.fromEntries(common), ...headers });
  return `location ${where} {\n  charset utf-8;\n  gzip_static on;\n${directives(all)}}\n`;
}

function directives(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `  add_header ${name} ${quote(value)} always;\n`).join('');
}

/** nginx compares decoded paths. */
function place(path: string): string {
  return quote(path.split('/').map(decodeURIComponent).join('/'));
}

/** A `$` would be a variable; addresses can do without it, and headers of the configuration have none. */
function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('$', '%24')}"`;
}
