import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import * as v from 'valibot';
import * as errors from '../errors/config.ts';
import { BroadsheetError, EXIT, type Place, positionAt } from '../errors/problem.ts';
import { deepFreeze } from '../freeze.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import { faintPairs } from './colors.ts';
import { filesOfConfig } from './files.ts';
import { type Overrides, resolveConfig } from './resolve.ts';
import { ConfigSchema } from './schema.ts';

const NAMES = [
  'broadsheet.config.ts',
  'broadsheet.config.js',
  'broadsheet.config.mjs',
  'broadsheet.config.json',
];

/**
 * Loads, checks and completes the configuration of a site. Without a file every default holds.
 *
 * @param root absolute path of the site
 * @throws BroadsheetError (exit 2) with every problem of the file, each with its position
 */
export async function loadConfig(
  root: string,
  file: string | undefined,
  overrides: Overrides,
): Promise<ResolvedConfig> {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new BroadsheetError([errors.noFolder(root)], EXIT.usage);
  }
  const path = findConfig(root, file);
  const raw = path === null ? {} : await readConfig(root, path);
  const shown = path === null ? 'the command line' : relative(root, path).replaceAll('\\', '/');
  const text = path === null ? '' : textOf(path).replace(/\r\n?/g, '\n');
  const problems = [...check(raw, shown, text), ...checkOverrides(overrides)];
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  if (problems.length > 0) throw new BroadsheetError(problems, EXIT.usage);
  const config = resolveConfig(raw as Parameters<typeof resolveConfig>[0], overrides);
  const placeOf = (setting: readonly string[]): Place => ({
    file: shown,
    text,
    position: positionAt(text, offsetOf(text, setting)),
  });
  const { plugins, ...settings } = { ...config, warnings: faintColors(config, placeOf) };
  // Hashes of frozen data are remembered; and rendering would freeze parts of it later, which have another hash then.
  return { ...deepFreeze(settings), plugins };
}

/** Warns of colours that are hard to read. Built-in ones are not, but a site may put its own on them. */
function faintColors(
  { theme }: ResolvedConfig,
  placeOf: (setting: readonly string[]) => Place,
): Problem[] {
  return faintPairs(theme.colors).map((pair) => {
    const scheme = pair.scheme === 'dark' ? ['dark'] : [];
    return errors.faintColor(placeOf(['theme', 'colors', ...scheme, pair.color]), pair);
  });
}

/** Absolute paths of the files that a site's configuration consists of. */
export function configFiles(root: string, file: string | undefined): ReadonlySet<string> {
  const path = file === undefined ? findConfig(root, file) : resolve(root, file);
  return path === null ? new Set() : filesOfConfig(path);
}

function findConfig(root: string, file: string | undefined): string | null {
  if (file === undefined)
    return NAMES.map((name) => join(root, name)).find((path) => existsSync(path)) ?? null;
  const path = resolve(root, file);
  if (!existsSync(path)) throw new BroadsheetError([errors.noConfig(file)], EXIT.usage);
  return path;
}

async function readConfig(root: string, path: string): Promise<unknown> {
  const shown = relative(root, path).replaceAll('\\', '/');
  try {
    if (path.endsWith('.json'))
      return parseJson(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), shown);
    // A rebuild must see the files as they are now, not as Node remembers them.
    if (loaded.has(path)) freshenImports(path);
    loaded.add(path);
    if (path.endsWith('.ts')) return await importTypeScript(path);
    const module = await import(`${pathToFileURL(path).href}?at=${Date.now()}`);
    return module.default;
  } catch (error) {
    const text = textOf(path);
    throw new BroadsheetError([errors.unreadableConfig(shown, error, text)], EXIT.usage);
  }
}

/** The text of a file that may have gone, or become something else, a moment ago. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** V8 does not always say where JSON is wrong; read as a program, the same text fails at a line and column. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    new Script(`(\n${text}\n)`, { filename: file, lineOffset: -1 });
    throw error;
  }
}

/** Configurations that this process has loaded. */
const loaded = new Set<string>();
let isFresh = false;

/** Has Node import the modules of a configuration anew from now on. The first time, there is nothing that it remembers. */
function freshenImports(path: string): void {
  // Modules of CommonJS are kept elsewhere, by their names.
  const { cache } = createRequire(import.meta.url);
  for (const file of filesOfConfig(path)) delete cache[file];
  const hooks = new URL('./fresh-imports.js', import.meta.url);
  // There is nothing to register when the sources run without having been compiled, as in a test.
  if (isFresh || !existsSync(hooks)) return;
  isFresh = true;
  register(hooks, { data: new URL('..', import.meta.url).href });
}

/** Node 20 cannot run TypeScript by itself; jiti strips the types, and finds `broadsheet` also where it is not installed. */
async function importTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const self = fileURLToPath(new URL('../index.js', import.meta.url));
  const jiti = createJiti(path, {
    moduleCache: false,
    fsCache: false,
    alias: { broadsheet: existsSync(self) ? self : self.replace(/\.js$/, '.ts') },
  });
  return jiti.import(path, { default: true });
}

function check(raw: unknown, file: string, text: string): Problem[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [
      errors.badConfig({ file, text, position: { line: 1, column: 1 } }, '', 'must be an object'),
    ];
  }
  const result = v.safeParse(ConfigSchema, raw);
  if (result.success) return [];
  return result.issues.map((issue) => {
    const path = (issue.path ?? []).map((item) => String(item.key));
    const place: Place = { file, text, position: positionAt(text, offsetOf(text, path)) };
    if (issue.type === 'strict_object') {
      return issue.path === undefined ||
        issue.received === 'undefined' ||
        issue.expected !== 'never'
        ? errors.badConfig(place, path.join('.'), missingOr(issue.expected))
        : errors.unknownSetting(place, path.join('.'), knownKeys(path));
    }
    const words = /^must |^may /.test(issue.message)
      ? issue.message
      : `must be ${issue.expected ?? 'something else'}`;
    return errors.badConfig(place, path.join('.'), words);
  });
}

function missingOr(expected: string | null): string {
  return expected?.startsWith('"')
    ? 'is missing'
    : `must be ${expected === 'Object' ? 'an object' : expected}`;
}

/** Keys that are allowed where an unknown one stands. */
function knownKeys(path: readonly string[]): string[] {
  let schema: unknown = ConfigSchema;
  for (const key of path.slice(0, -1)) {
    const { entries, wrapped, value, item } = unwrap(schema);
    schema = entries?.[key] ?? value ?? item ?? wrapped;
  }
  return Object.keys(unwrap(schema).entries ?? {});
}

interface SchemaParts {
  readonly entries?: Record<string, unknown>;
  readonly wrapped?: unknown;
  readonly value?: unknown;
  readonly item?: unknown;
}

function unwrap(schema: unknown): SchemaParts {
  const parts = schema as SchemaParts;
  return parts.wrapped ? unwrap(parts.wrapped) : parts;
}

/** Where a setting stands: its keys are searched for one after the other, in JSON and in JavaScript alike. */
function offsetOf(text: string, path: readonly string[]): number {
  let offset = 0;
  for (const key of path) {
    if (/^\d+$/.test(key)) {
      offset = offsetOfItem(text, offset, Number(key));
      continue;
    }
    const found = offsetOfKey(text, offset, key);
    if (found === null) break;
    offset = found;
  }
  return offset;
}

/** A key of the object that opens after an offset; of those with that name, the one that is nested least. */
function offsetOfKey(text: string, from: number, key: string): number | null {
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w-])["']?${name}["']?\\s*:|[{[\\]}]`, 'g');
  pattern.lastIndex = from === 0 ? 0 : text.indexOf(':', from);
  let depth = 0;
  let best: { readonly offset: number; readonly depth: number } | null = null;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (best === null || depth < best.depth) best = { offset: match.index, depth };
    // The end of the object in which it is looked for; before the whole stand imports.
    if (from > 0 && depth === 0) break;
  }
  return best?.offset ?? null;
}

/** The n-th object of the list that opens after an offset. */
function offsetOfItem(text: string, from: number, index: number): number {
  let depth = 0;
  let seen = -1;
  for (let i = text.indexOf('[', from); i !== -1 && i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '{' && depth === 1 && ++seen === index) return i;
    if (character === '{' || character === '[') depth++;
    if ((character === '}' || character === ']') && --depth === 0) break;
  }
  return from;
}

function checkOverrides({ url, base }: Overrides): Problem[] {
  const problems: Problem[] = [];
  for (const [key, value] of [
    ['url', url],
    ['base', base],
  ] as const) {
    if (value === undefined) continue;
    const result = v.safeParse(ConfigSchema.entries[key], value);
    if (!result.success) problems.push(errors.badFlag(`--${key}`, result.issues[0].message));
  }
  return problems;
}
