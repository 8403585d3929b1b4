import { DEPLOY_INDEX } from '../../paths.ts';
import type { HostFiles } from './host.ts';

/** Directives for a site block whose `root` holds the site, under its base path if it has one. */
export const caddy: HostFiles = ({ base, headers, redirects, gone }) => ({
  Caddyfile: `# Made by Broadsheet with every build. Import it in the site block whose root holds the site${base === '' ? '' : ` in ${base}/`}.
${headers
  .map(
    ({ path, headers: each }) =>
      `header ${quote(base + path)} {\n${Object.entries(each)
        .map(([name, value]) => `\t${name} ${quote(value)}\n`)
        .join('')}}\n`,
  )
  .join(
    '',
  )}${redirects.map(({ from, to }) => `redir ${quote(decodeURI(from))} ${quote(to)} 301\n`).join('')}${gone
  .map((path) => `error ${quote(decodeURI(path))} 410\n`)
  .join('')}error ${quote(`${base}/Caddyfile`)} 404
error ${quote(`${base}/${DEPLOY_INDEX}`)} 404
file_server {
	precompressed br gzip
}
handle_errors {
	rewrite * ${quote(`${base}/404.html`)}
	file_server
}
`,
});

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('{', '\\{')}"`;
}
