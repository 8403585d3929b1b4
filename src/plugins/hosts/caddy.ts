import { DEPLOY_NOTE } from '../../paths.ts';
import { bothForms, type HostFiles } from './host.ts';

/**
 * Directives for a site block whose `root` holds the site, under its base path if it has one. Within a `route` they keep
 * their order, so that later headers win: https://caddyserver.com/docs/caddyfile/directives/route
 */
export const caddy: HostFiles = ({ base, urls, headers, redirects, gone }) => {
  const directives = [
    ...headers.map(({ path, headers: each }) => {
      const lines = Object.entries(each).map(([name, value]) => `\t\t${name} ${quote(value)}\n`);
      return `header ${quote(base + path)} {\n${lines.join('')}\t}`;
    }),
    ...redirects.flatMap(({ from, to }) =>
      bothForms(from).map((path) => `redir ${quote(decodeURI(path))} ${quote(to)} 301`),
    ),
    ...gone.flatMap(bothForms).map((path) => `error ${quote(decodeURI(path))} 410`),
    ...['Caddyfile', `${DEPLOY_NOTE}*`].map((name) => `error ${quote(`${base}/${name}`)} 404`),
    ...(urls === 'file' ? PAGES_AS_FILES : []),
    'file_server {\n\t\tprecompressed br gzip\n\t}',
  ];
  return {
    Caddyfile: `# Made by Broadsheet with every build. Import it in the site block whose root holds the site${base === '' ? '' : ` in ${base}/`}.
route ${quote(`${base}/*`)} {
${directives.map((directive) => `\t${directive}\n`).join('')}}
handle_errors {
	rewrite * ${quote(`${base}/404.html`)}
	file_server
}
`,
  };
};

/** `/a/b` is the file `a/b.html`, and an address with a slash leads there where it is no folder's own. */
const PAGES_AS_FILES = [
  '@broadsheet_stray {\n\t\tpath_regexp .+/$\n\t\tnot file {path}index.html\n\t}',
  'route @broadsheet_stray {\n\t\turi strip_suffix /\n\t\tredir {uri} 301\n\t}',
  'try_files {path} {path}.html',
];

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('{', '\\{')}"`;
}
