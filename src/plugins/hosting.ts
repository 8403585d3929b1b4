import { headerRules } from '../site/headers.ts';
import type { Host } from '../types/config.ts';
import type { Plugin } from '../types/plugin.ts';
import { azure } from './hosts/azure.ts';
import { caddy } from './hosts/caddy.ts';
import { githubPages } from './hosts/github-pages.ts';
import type { HostFiles } from './hosts/host.ts';
import { netlify } from './hosts/netlify.ts';
import { nginx } from './hosts/nginx.ts';
import { vercel } from './hosts/vercel.ts';
import { aliasesOf } from './redirects.ts';
import { textFile } from './text-file.ts';

const HOST_FILES: Readonly<Record<Host, HostFiles>> = {
  netlify,
  cloudflare: netlify,
  vercel,
  azure,
  'github-pages': githubPages,
  nginx,
  caddy,
};

/** Hosts that read a file of the site by themselves. Files of servers of one's own are made when one is named. */
const READ_THE_SITE: readonly Host[] = ['netlify', 'vercel', 'azure', 'github-pages'];

/** What hosts read: headers and redirects, told by each in its own language. */
export const hosting: Plugin = {
  name: 'hosting',
  version: '1',
  quotes: () => [],
  plan(site, { href }) {
    const { config } = site;
    const { host } = config.hosting;
    const facts = {
      base: config.base,
      urls: config.urls,
      domain: config.origin === null ? null : new URL(config.origin).hostname,
      headers: headerRules(config),
      redirects: aliasesOf(site).map(({ alias, url }) => ({ from: href(alias), to: href(url) })),
      gone: site.gone.map(href),
    };
    const files: Record<string, string> = {};
    for (const each of host === null ? READ_THE_SITE : [host])
      Object.assign(files, HOST_FILES[each](facts));
    return Object.entries(files).map(([name, text]) =>
      textFile(name, text, `the file for the host, ${name}`),
    );
  },
};
