import { expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import { type Files, renderSite, story } from '../support/site.ts';

const SITE: Files = {
  'stories/world/a.md': story({ aliases: ['/old/', '/a(b).html', '/ü/'] }),
  'stories/world/killed.md': story({ headline: 'KILLED', slug: 'killed', status: 'canceled' }),
};
const HOST_FILES =
  /^(?:_headers|_redirects|vercel\.json|staticwebapp\.config\.json|\.nojekyll|CNAME|nginx\.conf|Caddyfile)$/;

async function hostFiles(config: UserConfig, files: Files = SITE) {
  const { files: made, report } = await renderSite(files, { config });
  expect(report.problems).toEqual([]);
  return Object.fromEntries(Object.entries(made).filter(([path]) => HOST_FILES.test(path)));
}

test('without a host, there is a file for each that reads the site, and nothing is said of what was killed', async () => {
  const files = await hostFiles({ url: 'https://courier.example' });
  expect(Object.keys(files).sort()).toEqual([
    '.nojekyll',
    'CNAME',
    '_headers',
    '_redirects',
    'staticwebapp.config.json',
    'vercel.json',
  ]);
  expect(Object.values(files).join('')).not.toContain('killed');
  expect(files.CNAME).toBe('courier.example\n');
});

test.each([
  ['netlify', ['_headers', '_redirects']],
  ['cloudflare', ['_headers', '_redirects']],
  ['vercel', ['vercel.json']],
  ['azure', ['staticwebapp.config.json']],
  ['github-pages', ['.nojekyll', 'CNAME']],
  ['nginx', ['nginx.conf']],
  ['caddy', ['Caddyfile']],
] as const)('a site for %s has its files only', async (host, names) => {
  const files = await hostFiles({ url: 'https://courier.example', hosting: { host } });
  expect(Object.keys(files).sort()).toEqual([...names]);
});

test('a project under a base path, and a domain that a host gave away, have no CNAME', async () => {
  for (const url of [
    'https://someone.github.io/project/',
    'https://someone.github.io',
    'https://x.example/base',
  ])
    expect(await hostFiles({ url })).not.toHaveProperty('CNAME');
});

test('every host is told the same headers and redirects', async () => {
  const url = 'https://courier.example/base';
  const files = await hostFiles({ url, hosting: { headers: { 'X-Newsroom': 'yes' } } });
  expect(files._redirects).toBe(
    [
      '/base/old/ /base/world/2026/05/01/a/ 301',
      '/base/a(b).html /base/world/2026/05/01/a/ 301',
      '/base/%C3%BC/ /base/world/2026/05/01/a/ 301',
      '',
    ].join('\n'),
  );
  const [everywhere = '', ...others] = (files._headers ?? '').split('\n\n');
  expect(everywhere).toMatch(/^\/base\/\*\n/);
  expect(everywhere).toContain('  X-Content-Type-Options: nosniff');
  expect(everywhere).toContain('  X-Newsroom: yes');
  // Hosts join what is said twice.
  expect(everywhere).not.toContain('Cache-Control');
  expect(others.join('\n')).toContain(
    '/base/assets/site.*\n  Cache-Control: public, max-age=31536000, immutable',
  );
  const vercel = JSON.parse(files['vercel.json'] ?? '');
  expect(vercel.redirects).toContainEqual({
    source: '/base/a\\(b\\)\\.html',
    destination: '/base/world/2026/05/01/a/',
    permanent: true,
  });
  expect(vercel.headers[0].source).toBe('/base/(.*)');
  const azure = JSON.parse(files['staticwebapp.config.json'] ?? '');
  expect(azure.globalHeaders).toMatchObject({ 'X-Newsroom': 'yes' });
  expect(azure.routes).toContainEqual({
    route: '/base/old/',
    redirect: '/base/world/2026/05/01/a/',
    statusCode: 301,
  });
});

test('the file for Azure keeps within its limit', async () => {
  const aliases = Array.from({ length: 900 }, (_, i) => `/old/address-of-a-story-${i}/`);
  const files = await hostFiles(
    { hosting: { host: 'azure' } },
    { 'stories/a.md': story({ aliases }) },
  );
  expect(Buffer.byteLength(files['staticwebapp.config.json'] ?? '')).toBeLessThanOrEqual(20_000);
});

test('the policy for content is the site’s to choose, and none is known for raw HTML', async () => {
  const policy = async (config: UserConfig) =>
    /Content-Security-Policy: (.*)/.exec((await hostFiles(config))._headers ?? '')?.[1];
  expect(await policy({})).toContain("script-src 'self'");
  expect(await policy({ hosting: { csp: "default-src 'self'" } })).toBe("default-src 'self'");
  expect(await policy({ hosting: { csp: false } })).toBeUndefined();
  expect(await policy({ markdown: { rawHtml: 'allow' } })).toBeUndefined();
});

test('a file of the site takes the place of one for a host', async () => {
  const files = await hostFiles(
    {},
    { ...SITE, 'public/_headers': 'ours', 'public/CNAME': 'ours.example' },
  );
  expect([files._headers, files.CNAME]).toEqual(['ours', 'ours.example']);
});

test('a story that was killed before it was public leaves no trace for any host', async () => {
  const killed = story({ slug: 'killed', status: 'canceled', embargo: '2030-01-01T00:00:00Z' });
  for (const host of ['nginx', 'caddy'] as const) {
    const files = await hostFiles(
      { hosting: { host } },
      { ...SITE, 'stories/world/killed.md': killed },
    );
    expect(Object.values(files).join('')).not.toContain('killed');
  }
});
