import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { BuildReport } from '../src/builder.ts';
import type { Invocation } from '../src/commands/command.ts';
import { jsonReport } from '../src/commands/report.ts';
import { COLORS } from '../src/config/colors.ts';
import { resolveDiscovery } from '../src/config/discovery.ts';
import { ConfigSchema } from '../src/config/schema.ts';
import { resolveTheme } from '../src/config/theme.ts';
import { ThemeSchema } from '../src/config/theme-schema.ts';
import { NAMES } from '../src/content/keys.ts';
import { en } from '../src/messages/en.ts';
import { createMessages } from '../src/messages/messages.ts';
import { createHelpers } from '../src/render/helpers.ts';
import { makeAssets } from '../src/render/styles.ts';
import { LAYERS, readThemeFiles } from '../src/render/theme-files.ts';
import { POLICIES } from '../src/types/config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(extension))
    .sort();
}

/** Every first group that matched, once, in order. */
function all(text: string, pattern: RegExp): string[] {
  const found = [...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter(Boolean));
  return [...new Set(found)].sort();
}

/** The part of a page under a heading, up to the next of the same depth or above. */
function section(text: string, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`);
  if (start === -1) return '';
  const depth = /^#+/.exec(heading)?.[0].length ?? 1;
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${depth}} `, 'm'));
  return end === -1 ? rest : rest.slice(0, end);
}

/** Whatever a page prints as code. */
const codeOf = (text: string) => all(text, /```\w*\n([\s\S]*?)```|`([^`\n]+)`/g).join('\n');
const hasWord = (text: string, word: string) =>
  new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text);

interface SchemaParts {
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly wrapped?: unknown;
  readonly value?: unknown;
  readonly item?: unknown;
  readonly options?: readonly unknown[];
}

/** Names of a schema's settings, at every depth. */
function namesIn(schema: unknown): string[] {
  const { entries = {}, wrapped, value, item, options = [] } = schema as SchemaParts;
  const inner = [wrapped, value, item, ...options].filter((part) => typeof part === 'object');
  const own = Object.entries(entries).flatMap(([name, part]) => [name, ...namesIn(part)]);
  return [...new Set([...own, ...inner.flatMap(namesIn)])];
}

/** Paths of a schema's settings: `fonts.text`. What is a list, or may be one thing or another, is not looked into. */
function pathsIn(schema: unknown, path: readonly string[] = []): string[] {
  const { entries, wrapped } = schema as SchemaParts;
  if (wrapped !== undefined) return pathsIn(wrapped, path);
  // The same names once more.
  if (entries === undefined || path.at(-1) === 'dark') return [path.join('.')];
  return Object.entries(entries).flatMap(([name, part]) => pathsIn(part, [...path, name]));
}

interface Field {
  readonly name: string;
  /** Names inside of a type that is written out in its place. */
  readonly nested: readonly string[];
}

/** The interfaces of a module, each with the fields that it adds to those that it extends. */
function interfacesIn(path: string): [string, Field[]][] {
  const text = read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  return [...text.matchAll(/^(?:export )?interface (\w+)[^{]*\{(.*?)^\}/gms)].map(
    ([, name = '', body = '']) => [name, fieldsIn(body)],
  );
}

function fieldsIn(body: string): Field[] {
  const fields: { name: string; nested: string[] }[] = [];
  let depth = 0;
  for (const [token, name] of body.matchAll(/[{}]|readonly (\w+)\??:/g)) {
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (depth === 0) fields.push({ name: name ?? '', nested: [] });
    else fields.at(-1)?.nested.push(name ?? '');
  }
  return fields;
}

/** The cells of every row of every table, with the titles of its columns and the heading above it. */
function* rowsIn(text: string): Iterable<{ heading: string; titles: string[]; cells: string[] }> {
  let heading = '';
  let titles: string[] = [];
  for (const line of text.replace(/^```[\s\S]*?^```/gm, '').split('\n')) {
    if (line.startsWith('#')) heading = line;
    if (!line.startsWith('|')) {
      titles = [];
      continue;
    }
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (titles.length === 0) titles = cells;
    else if (!/^-+$/.test(cells[0] ?? '')) yield { heading, titles, cells };
  }
}

/** `strips: { section, stories }` as a field. */
function fieldOf(code: string): Field {
  const [name = '', ...nested] = code.match(/\w+/g) ?? [];
  return { name, nested };
}

/**
 * The fields of the views as docs/theming.md gives them: a table whose heading names a type has a row a field; in a
 * table with a column "Fields", the column before it names the type.
 */
function documentedFields(): Map<string, Field[]> {
  const found = new Map<string, Field[]>();
  const add = (type: string, fields: readonly Field[]) =>
    found.set(type, [...(found.get(type) ?? []), ...fields]);
  for (const { heading, titles, cells } of rowsIn(theming)) {
    const [, ofHeading] = /`([A-Z]\w+)`$/.exec(heading) ?? [];
    const column = titles.indexOf('Fields');
    if (column > 0) {
      const type = cells[column - 1]?.replaceAll('`', '') ?? '';
      add(type, namesAsCode(cells[column] ?? '').map(fieldOf));
    } else if (ofHeading !== undefined && titles[0] === 'Field') {
      const nested = all(cells[1] ?? '', /(\{[^`]*\})/g).flatMap(
        (braces) => fieldOf(`_ ${braces}`).nested,
      );
      const names = namesAsCode(cells[0] ?? '');
      add(
        ofHeading,
        names.map((name) => ({ name, nested })),
      );
    }
  }
  return found;
}

function sorted(fields: Iterable<Field>): Field[] {
  return [...fields]
    .map(({ name, nested }) => ({ name, nested: [...nested].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const source = filesIn('src', '.ts')
  .map((path) => read(`src/${path}`))
  .join('\n');
const flags = read('src/commands/arguments.ts');
const configuration = read('docs/configuration.md');
const stories = read('docs/stories.md');
const theming = read('docs/theming.md');
const cli = read('docs/cli.md');
/** What templates see, by the name of the type. */
const views = new Map([
  ...interfacesIn('src/types/views.ts'),
  ...interfacesIn('src/types/config.ts').filter(([name]) => name === 'StoryOptions'),
  ...interfacesIn('src/types/story.ts').filter(([name]) =>
    ['Instant', 'Correction'].includes(name),
  ),
]);
const none = {
  written: [],
  kept: [],
  removed: [],
  problems: [],
  durations: {},
  nextChange: null,
  lastsUntil: null,
};
const report: unknown = JSON.parse(
  jsonReport(
    'build',
    {
      ok: true,
      foreign: [],
      work: { read: 0, parsed: 0, planned: true, rendered: 0 },
      stories: 0,
      recovered: false,
      ...none,
    } as never as BuildReport,
    { root: '/', clock: 0 } as Invocation,
  ),
);

/** What the code says and what the page says must be the same list; `least` guards against a pattern that rots. */
const lists: { what: string; least: number; code: string[]; page: string[] }[] = [
  {
    what: 'problem codes, in docs/errors.md',
    least: 50,
    code: all(
      source,
      /\bcode:\s*(?:\w+\s*\?\s*'([a-z0-9-]+)'\s*:\s*)?'([a-z0-9-]+)'|(?:output|deploy)Error\(\s*'([a-z0-9-]+)'/g,
    ),
    page: all(read('docs/errors.md'), /^\| `([a-z0-9-]+)` \|/gm),
  },
  {
    what: 'flags, in docs/cli.md',
    least: 15,
    code: [
      ...all(flags, /^ {2}'?([a-z-]+)'?: \{ type: /gm).map((flag) => `--${flag}`),
      ...all(flags, /short: '(\w)'/g).map((flag) => `-${flag}`),
    ].sort(),
    page: all(section(cli, '## Flags'), /^\| `(--?[a-z-]+)[^`]*`(?:, `(-\w)`)? \|/gm),
  },
  {
    what: 'fields of the report, in docs/cli.md',
    least: 15,
    code: Object.keys(report as object).sort(),
    page: all(
      all(section(cli, '### The report of `build` and `check`'), /^\| (`[^|]+`) \|/gm).join(' '),
      /`(\w+)`/g,
    ),
  },
  {
    what: 'settings, in docs/configuration.md',
    least: 20,
    code: Object.keys(ConfigSchema.entries).sort(),
    page: all(configuration, /^### `(\w+)`$/gm),
  },
  {
    what: 'keys of front matter with their aliases, in docs/stories.md',
    least: 30,
    code: Object.values(NAMES)
      .map((names) => names.join(', '))
      .sort(),
    page: [...section(stories, '### All keys').matchAll(/^\| (`[^|]+`) \| ([^|]*?) ?\| /gm)]
      .map(([, key, others]) => namesAsCode(`${key} ${others}`).join(', '))
      .sort(),
  },
  {
    what: 'templates, in docs/theming.md',
    least: 30,
    code: filesIn('templates', '.ejs'),
    page: all(section(theming, '## Templates'), /`((?:(?:partials|feeds)\/)?[\w-]+\.ejs)`/g),
  },
  {
    what: 'helpers, in docs/theming.md',
    least: 10,
    code: Object.keys(
      createHelpers({
        view: { page: { language: 'en' } },
        messages: createMessages({ language: 'en', words: {} }),
      } as never),
    ).sort(),
    page: all(section(theming, '## Helpers'), /^\| `helpers\.(\w+)\(/gm),
  },
  {
    what: 'options of the theme, in docs/configuration.md',
    least: 25,
    code: pathsIn(ThemeSchema).sort(),
    page: tableCodes(section(configuration, '### `theme`')),
  },
  {
    what: 'promises of a newsroom, in docs/configuration.md',
    least: 10,
    code: [...POLICIES].sort(),
    page: tableCodes(section(configuration, '### `policies`')),
  },
  {
    what: 'types of views, in docs/theming.md',
    least: 30,
    code: [...views.keys()].sort(),
    page: [...documentedFields().keys()].sort(),
  },
  {
    what: 'kinds of pages, in docs/theming.md',
    least: 15,
    code: all(/type PageKind =([^;]*);/.exec(read('src/types/views.ts'))?.[1] ?? '', /'([\w-]+)'/g),
    page: namesAsCode(/^\| `kind` .*`front`.*$/m.exec(theming)?.[0] ?? '')
      .slice(1)
      .sort(),
  },
  {
    what: 'custom properties, in docs/theming.md',
    least: 20,
    code: all(stylesheet(), /[{;](--(?!lightningcss)[\w-]+):/g),
    page: tableCodes(section(theming, '### Custom properties')),
  },
];

/** The codes in the first column of the tables of a section. */
function tableCodes(text: string): string[] {
  return [...rowsIn(text)].flatMap(({ cells }) => namesAsCode(cells[0] ?? '')).sort();
}

/** The built-in style sheet as a site without settings publishes it. */
function stylesheet(): string {
  const files = readThemeFiles(join(ROOT, 'nowhere'), join(ROOT, 'templates'));
  const theme = resolveTheme({}, { title: 'News', timeZone: 'UTC' });
  const settings = { theme, base: '', origin: null, discovery: resolveDiscovery({}) };
  return makeAssets(files, settings).assets.styles?.text ?? '';
}

/** Names printed as code, in the order in which they stand. */
function namesAsCode(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

test.each(lists)('$what', ({ least, code, page }) => {
  expect(code.length).toBeGreaterThanOrEqual(least);
  expect(page).toEqual(code);
});

test.each(Object.entries(ConfigSchema.entries))('settings inside of "%s"', (name, schema) => {
  const words = codeOf(
    section(configuration, `### \`${name}\``) +
      section(configuration, '## Around the stories') +
      (name === 'words' ? section(theming, '## All words') : ''),
  );
  expect(namesIn(schema).filter((inner) => !hasWord(words, inner))).toEqual([]);
});

test('options of the front page', () => {
  const words = codeOf(section(theming, '## The front page'));
  const options = Object.keys(ThemeSchema.entries.front.wrapped.entries);
  expect(options.filter((option) => !hasWord(words, option))).toEqual([]);
});

test('the words of the interface', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(section(theming, '## All words')) ?? [];
  expect(JSON.parse(json)).toEqual(en);
});

describe('fields of the views: the page says what the types say', () => {
  const documented = documentedFields();
  test.each([...views])('%s', (type, fields) => {
    expect(sorted(documented.get(type) ?? [])).toEqual(sorted(fields));
  });
});

test('each page template with the type of its view', () => {
  const comments = [
    ...read('src/types/views.ts').matchAll(/\/\*\* (.*) \*\/\n(?:export )?interface (\w+)/g),
  ];
  const ofTypes = comments
    .map(([, comment = '', type = '']) => [type, all(comment, /`([\w-]+\.ejs)`/g)] as const)
    .filter(([, templates]) => templates.length > 0);
  const ofPage = new Map(
    [...rowsIn(section(theming, '### Page templates'))].map(({ cells: [templates, type] }) => [
      type?.replaceAll('`', ''),
      all(templates ?? '', /`([\w-]+\.ejs)`/g),
    ]),
  );
  expect(ofTypes.length).toBeGreaterThan(10);
  for (const [type, templates] of ofTypes)
    expect([type, ofPage.get(type)]).toEqual([type, templates]);
});

describe('partials promise what the page says', () => {
  const rows = [...rowsIn(section(theming, '### Partials'))];
  test.each(filesIn('templates/partials', '.ejs'))('%s', (file) => {
    const [first = ''] = read(`templates/partials/${file}`).split('\n', 1);
    const [, contract] = /^<%# \S.*? view: (.+?)(?:;.*)? -%>$/.exec(first) ?? [];
    const cells = rows.find(({ cells }) => cells[0] === `\`partials/${file}\``)?.cells;
    expect(cells?.[1]?.replaceAll('`', '')).toBe(contract);
  });
});

test('the layers of the style sheet, in their order', () => {
  const rows = [...rowsIn(section(theming, '### Layers'))].map(({ cells }) => cells);
  const fileOf = (layer: string) =>
    layer === 'user' ? 'public/custom.css' : `templates/assets/css/${layer}.css`;
  expect(rows.map(([layer, file]) => [layer, file])).toEqual(
    LAYERS.map((layer) => [`\`${layer}\``, `\`${fileOf(layer)}\``]),
  );
  const files = rows.map(([, file]) => file?.replaceAll('`', ''));
  for (const file of filesIn('templates', '.css').filter((each) => each.includes('/css/')))
    expect(files).toContain(`templates/${file}`);
});

test('the built-in colours', () => {
  const rows = [...rowsIn(section(configuration, '### `theme`'))].map(({ cells }) => cells);
  const shown = Object.keys(COLORS.light).map((name) => {
    const row = rows.find(([option]) => option === `\`colors.${name}\``);
    return [name, namesAsCode(row?.[2] ?? '')];
  });
  expect(Object.fromEntries(shown)).toEqual(
    Object.fromEntries(
      Object.entries(COLORS.light).map(([name, light]) => [
        name,
        [light, COLORS.dark[name as keyof typeof COLORS.dark]],
      ]),
    ),
  );
});

describe('links between pages lead to files, and to headings in them', () => {
  const pages = [
    'README.md',
    'CHANGELOG.md',
    ...filesIn('docs', '.md').map((path) => `docs/${path}`),
  ];
  test.each(pages)('%s', (page) => {
    const text = read(page)
      .replace(/^```[\s\S]*?^```/gm, '')
      .replace(/`[^`\n]*`/g, '');
    const dead = all(text, /\]\((?!\w+:)([^)\s]+)\)/g).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), decodeURIComponent(path));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

/** Anchors as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return all(text.replace(/^```[\s\S]*?^```/gm, ''), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]+/gu, '')
      .replace(/\s/g, '-'),
  );
}
