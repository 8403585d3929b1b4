import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { nothingBuilt } from '../errors/preview.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { addressOf, hostsOf } from '../preview/guard.ts';
import { listen } from '../preview/listen.ts';
import { openBrowser } from '../preview/open-browser.ts';
import { serveStatic } from '../preview/static-site.ts';
import { headerRules } from '../site/headers.ts';
import type { Command } from './command.ts';
import { createPaint } from './report.ts';
import { untilStopped } from './until-stopped.ts';

/** `broadsheet preview`: serves what was built, as a static host would. */
export const preview: Command = async (invocation, terminal) => {
  const { root, host } = invocation;
  const config = await loadConfig(root, invocation.config, invocation);
  const folder = resolve(root, config.out);
  if (!existsSync(join(folder, 'index.html')))
    throw new BroadsheetError([nothingBuilt(config.out)], EXIT.content);
  let hosts: ReadonlySet<string> = new Set();
  const headers = headerRules(config);
  const server = serveStatic({
    folder,
    base: config.base,
    urls: config.urls,
    headers,
    hosts: () => hosts,
  });
  const port = await listen(server, invocation);
  hosts = hostsOf(host, port);
  const url = addressOf(host, port, `${config.base}/`);
  const paint = createPaint(terminal.color);
  terminal.note(`${config.out} as a host serves it: ${paint('bold', url)}. Ctrl-C ends it.`);
  if (invocation.open) openBrowser(url);
  await untilStopped(terminal.signal);
  server.closeAllConnections();
  server.close();
  return EXIT.ok;
};
