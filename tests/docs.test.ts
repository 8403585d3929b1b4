import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { BuildReport } from '../src/builder.ts';
import type { Invocation } from '../src/commands/command.ts';
import { jsonReport } from '../src/commands/report.ts';
import { ConfigSchema } from '../src/config/schema.ts';
import { NAMES } from '../src/content/keys.ts';
import { createHelpers } from '../src/render/helpers.ts';

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
}

/** Names of a schema's settings, at every depth. */
function namesIn(schema: unknown): string[] {
  const { entries = {}, wrapped, value, item } = schema as SchemaParts;
  const inner = [wrapped, value, item].filter((part) => typeof part === 'object');
  const own = Object.entries(entries).flatMap(([name, part]) => [name, ...namesIn(part)]);
  return [...new Set([...own, ...inner.flatMap(namesIn)])];
}

const source = filesIn('src', '.ts')
  .map((path) => read(`src/${path}`))
  .join('\n');
const flags = read('src/commands/arguments.ts');
const configuration = read('docs/configuration.md');
const stories = read('docs/stories.md');
const templates = read('docs/templates.md');
const cli = read('docs/cli.md');
const none = { written: [], kept: [], removed: [], problems: [], durations: {}, nextChange: null };
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
      /\bcode:\s*(?:\w+\s*\?\s*'([a-z0-9-]+)'\s*:\s*)?'([a-z0-9-]+)'|outputError\(\s*'([a-z0-9-]+)'/g,
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
    what: 'templates, in docs/templates.md',
    least: 15,
    code: filesIn('templates', '.ejs'),
    page: all(templates, /`((?:partials\/)?[\w-]+\.ejs)`/g),
  },
  {
    what: 'helpers, in docs/templates.md',
    least: 7,
    code: Object.keys(createHelpers({ view: { page: {} } } as never)).sort(),
    page: all(section(templates, '## Helpers'), /^\| `helpers\.(\w+)\(/gm),
  },
];

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
    section(configuration, `### \`${name}\``) + section(configuration, '## Around the stories'),
  );
  expect(namesIn(schema).filter((inner) => !hasWord(words, inner))).toEqual([]);
});

test('every field that a template may see', () => {
  const fields = all(read('src/types/views.ts'), /readonly (\w+):/g);
  const words = codeOf(templates);
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter((field) => !hasWord(words, field))).toEqual([]);
});

test('the style sheet', () => {
  for (const file of filesIn('templates', '.css')) expect(templates).toContain(`\`${file}\``);
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
