import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { createSiteFolder } from '../support/site.ts';

async function problemsOf(name: string, text: string) {
  try {
    await loadConfig(createSiteFolder({ [name]: text }), undefined, {});
  } catch (error) {
    if (error instanceof BroadsheetError) {
      expect(error.exitCode).toBe(2);
      return error.problems.map(
        ({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message} ${hint}`,
      );
    }
    throw error;
  }
  return [];
}

test.each([
  [
    'broadsheet.config.ts',
    "import { defineConfig } from 'broadsheet';\nexport default defineConfig({ title: 'T', pageSize: 7 } as const);\n",
  ],
  ['broadsheet.config.js', "export default { title: 'T', pageSize: 7 };\n"],
  ['broadsheet.config.mjs', "export default { title: 'T', pageSize: 7 };\n"],
  ['broadsheet.config.json', '{ "title": "T", "pageSize": 7 }'],
])('%s is found and completed', async (name, text) => {
  const config = await loadConfig(createSiteFolder({ [name]: text }), undefined, {});
  expect(config).toMatchObject({
    title: 'T',
    pageSize: 7,
    timeZone: 'UTC',
    permalink: '/:section/:year/:month/:day/:slug/',
    out: 'dist',
  });
});

test('without a file every default holds', async () => {
  expect(await loadConfig(createSiteFolder({}), undefined, {})).toMatchObject({
    title: 'News',
    language: 'en',
    origin: null,
    base: '',
  });
});

test('the command line goes before the file, and an address may carry the base path', async () => {
  const root = createSiteFolder({
    'broadsheet.config.json': '{ "url": "https://a.example/x/", "out": "public_html" }',
  });
  expect(await loadConfig(root, undefined, {})).toMatchObject({
    origin: 'https://a.example',
    base: '/x',
    out: 'public_html',
  });
  expect(
    await loadConfig(root, undefined, { url: 'https://b.example', base: '/y/', out: 'o' }),
  ).toMatchObject({ origin: 'https://b.example', base: '/y', out: 'o' });
});

test('every problem is reported with its place and what may stand there', async () => {
  const text = `export default {
  titel: 'T',
  pageSize: 'ten',
  timeZone: 'Mars/Olympus',
  permalink: '/:section/',
  nav: [{ text: 'A', url: '/a/' }, { text: 'B', href: '/b/' }],
  authors: { ada: { jobTitle: 'x' } },
  markdown: { rawHtml: 'yes' },
};
`;
  expect(await problemsOf('broadsheet.config.mjs', text)).toEqual([
    'broadsheet.config.mjs:2:3 There is no setting "titel". Did you mean "title"?',
    'broadsheet.config.mjs:3:3 "pageSize" must be a number. docs/configuration.md lists all settings.',
    'broadsheet.config.mjs:4:3 "timeZone" must be the name of a time zone such as Europe/London or UTC. docs/configuration.md lists all settings.',
    'broadsheet.config.mjs:5:3 "permalink" must contain :slug, or all stories of a day would have one address. docs/configuration.md lists all settings.',
    'broadsheet.config.mjs:6:36 "nav.1.url" is missing. docs/configuration.md lists all settings.',
    'broadsheet.config.mjs:6:49 There is no setting "nav.1.href". Here may stand: text, url.',
    'broadsheet.config.mjs:7:14 "authors.ada.name" is missing. docs/configuration.md lists all settings.',
    'broadsheet.config.mjs:8:15 "markdown.rawHtml" must be "sanitize" or "allow". docs/configuration.md lists all settings.',
  ]);
});

test.each([
  [
    'broadsheet.config.json',
    '{ "title": }',
    /^broadsheet\.config\.json:1:12 The configuration cannot be loaded/,
  ],
  [
    'broadsheet.config.ts',
    'export default {\n  title: ,\n};\n',
    /^broadsheet\.config\.ts:2:\d+ The configuration cannot be loaded/,
  ],
  [
    'broadsheet.config.mjs',
    'throw new Error("broken");\n',
    /^broadsheet\.config\.mjs:1:\d+ The configuration cannot be loaded: broken/,
  ],
  ['broadsheet.config.json', '[]', /must be an object/],
  [
    'broadsheet.config.json',
    '{ "sections": { "../../evil": { "name": "X" } } }',
    /must be letters, digits and hyphens/,
  ],
  ['broadsheet.config.mjs', 'export const x = 1;\n', /must be an object/],
])('%s that cannot be used (%s) says where', async (name, text, message) => {
  expect((await problemsOf(name, text)).join('\n')).toMatch(message);
});

test('what templates are given for themselves is plain data', async () => {
  const extra = (value: string) =>
    problemsOf('broadsheet.config.js', `export default {\n  extra: { accent: ${value} },\n};\n`);
  expect(await extra("{ list: [1, 'two', null, { three: true }] }")).toEqual([]);
  for (const value of ['new Date()', '() => 1', 'Number.NaN', 'new Map()', '[Symbol.iterator]']) {
    expect(await extra(value)).toEqual([
      expect.stringContaining('broadsheet.config.js:2:3 "extra" must hold plain data'),
    ]);
  }
});
