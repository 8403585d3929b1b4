import type { HostFiles } from './host.ts';

/** Azure takes a file of 20 KB at most. */
const MAX_BYTES = 20_000;

/** `staticwebapp.config.json`: https://learn.microsoft.com/azure/static-web-apps/configuration */
export const azure: HostFiles = ({ base, urls, headers, redirects }) => {
  const [everywhere, ...others] = headers;
  const file = (count: number) =>
    `${JSON.stringify(
      {
        trailingSlash: urls === 'file' ? 'never' : 'always',
        globalHeaders: everywhere?.headers ?? {},
        routes: [
          ...redirects
            .slice(0, count)
            .map(({ from, to }) => ({ route: from, redirect: to, statusCode: 301 })),
          // A wildcard stands at the end only.
          ...others
            .filter(({ path }) => !/\*./.test(path))
            .map(({ path, headers: each }) => ({ route: base + path, headers: each })),
        ],
        responseOverrides: { 404: { rewrite: `${base}/404.html` } },
      },
      null,
      1,
    )}\n`;
  let count = redirects.length;
  while (count > 0 && Buffer.byteLength(file(count)) > MAX_BYTES) count = Math.floor(count / 2);
  return { 'staticwebapp.config.json': file(count) };
};
