import { createRequire } from 'node:module';
import type { Schema } from 'js-yaml';
import * as errors from '../errors/front-matter.ts';
import { type Place, positionAt } from '../errors/problem.ts';
import type { Position, Problem } from '../types/problem.ts';
import type { Extra, ExtraValue } from '../types/story.ts';
import type { FencedText, MatterLanguage } from './fences.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { isBoolean, isNull, isNumber, scalarOf } from './yaml-scalars.ts';

/** A key in front matter, or a place inside its value: `['corrections', 0, 'date']`. */
export type KeyPath = readonly (string | number)[];

/** Parsed front matter: plain data without prototypes, and a way to find where a value stands. */
export interface FrontMatter {
  readonly data: Extra;
  /** The place of a key, for a message. Costs a second, slower parse. */
  locate(path: KeyPath): Place;
  /** The place of a key at the top, by its name alone: for advice, of which an archive may hold thousands. */
  locateKey(key: string): Place;
}

type Matter = NonNullable<FencedText['matter']>;

/**
 * Parses front matter: what most stories have line by line, all else with gray-matter, whose engines are replaced: YAML
 * by a 1.2 schema in which dates stay text, TOML and JSON by parsers that know positions, JavaScript by nothing at all.
 *
 * @param at the place of a position in the file, for messages
 */
export function parseFrontMatter(
  matter: Matter,
  at: (position: Position) => Place,
): FrontMatter | Problem {
  const plain = matter.language === 'yaml' ? readPlainYaml(matter.text) : null;
  if (plain !== null) return frontMatter(plain);
  const start = () => at({ line: matter.line, column: 1 });
  let data: unknown;
  try {
    // Options are never left out: without them gray-matter shares its results between files by text.
    // The closing fence is a character that no text holds: TOML may hold a line of hyphens.
    data = libraries.grayMatter()(`---\n${matter.text}\n\0`, {
      language: matter.language,
      delimiters: ['---', '\0'],
      engines: ENGINES,
    }).data as unknown;
  } catch (error) {
    return describeFailure(error, matter, at);
  }
  data ??= {};
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return errors.matterShape(start(), Array.isArray(data) ? 'a list' : 'a single value');
  }
  const copy = plainCopy(data);
  if (copy === null) return errors.matterTooDeep(start());
  return frontMatter(copy);

  function frontMatter(data: Extra): FrontMatter {
    return {
      data,
      locate: (path) => at(locate(matter, path)),
      locateKey: (key) => at(positionIn(matter, locateByName(matter.text, [key], matter.language))),
    };
  }
}

const require = createRequire(import.meta.url);
/** Loaded when they are first needed, which is seldom; at once, because parsing does not wait. */
const libraries = {
  grayMatter: () => require('gray-matter') as typeof import('gray-matter'),
  jsYaml: () => require('js-yaml') as typeof import('js-yaml'),
  toml: () => require('smol-toml') as typeof import('smol-toml'),
  yaml: () => require('yaml') as typeof import('yaml'),
};

const ENGINES = {
  yaml: {
    parse: (text: string) => libraries.jsYaml().load(text, { schema: yamlSchema() }) as object,
  },
  toml: { parse: (text: string) => libraries.toml().parse(text) as object },
  json: { parse: (text: string) => JSON.parse(text) as object },
  javascript: {
    parse(): never {
      throw new Error('JavaScript in front matter is never run');
    },
  },
};

let schema: Schema | null = null;

/** What stands without quotes is read as `scalarOf` does. */
function yamlSchema(): Schema {
  const { FAILSAFE_SCHEMA, Type } = libraries.jsYaml();
  schema ??= FAILSAFE_SCHEMA.extend({
    implicit: [
      new Type('tag:yaml.org,2002:null', {
        kind: 'scalar',
        resolve: (text: string | null) => isNull(text ?? ''),
        construct: () => null,
      }),
      new Type('tag:yaml.org,2002:bool', {
        kind: 'scalar',
        resolve: (text: string | null) => isBoolean(text ?? ''),
        construct: scalarOf,
      }),
      new Type('tag:yaml.org,2002:float', {
        kind: 'scalar',
        resolve: (text: string | null) => isNumber(text ?? ''),
        construct: scalarOf,
      }),
    ],
  });
  return schema;
}

const MAX_NODES = 5000;
const MAX_DEPTH = 20;

/**
 * A copy without prototypes, getters, cycles or shared parts. YAML aliases can describe a structure of billions of
 * nodes in a few lines: the copy gives up (null) long before that.
 */
function plainCopy(root: object): Extra | null {
  let nodes = 0;
  function copy(value: unknown, depth: number): ExtraValue {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) throw new RangeError('too large');
    // Only TOML has dates of its own here.
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
    if (typeof value === 'object' && value !== null) return copyRecord(value, depth);
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'string') return wellFormed(value);
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }
  function copyRecord(value: object, depth: number): Extra {
    const record: Record<string, ExtraValue> = Object.create(null);
    for (const [key, item] of Object.entries(value)) {
      if (key !== '__proto__') record[wellFormed(key)] = copy(item, depth + 1);
    }
    return record;
  }
  try {
    return copyRecord(root, 0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** An escape (`\ud800`) can write half of a character, which no address and no file can hold. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function describeFailure(
  error: unknown,
  matter: Matter,
  placeAt: (position: Position) => Place,
): Problem {
  const at = (line: number, column: number): Place =>
    placeAt({ line: matter.line + line, column: column + 1 });
  if (error instanceof RangeError || /\bmaxDepth\b/.test(String(error)))
    return errors.matterTooDeep(at(0, 0));
  if (matter.language === 'yaml' && error instanceof libraries.jsYaml().YAMLException) {
    const { line, column } = error.mark ?? { line: 0, column: 0 };
    // gray-matter hands the engine the text from the fence's own line end on, so its lines count from there.
    return errors.badYaml(at(Math.max(0, line - 1), column), error.reason);
  }
  if (matter.language === 'toml' && error instanceof libraries.toml().TomlError) {
    return errors.badToml(
      at(Math.max(0, error.line - 2), error.column - 1),
      firstLine(error.message),
    );
  }
  const offset = validJsonPrefix(matter.text);
  const { line, column } = positionAt(matter.text, offset);
  const [found] = matter.text.slice(offset);
  const reason = found === undefined ? 'it ends too soon' : `there should be no ${found} here`;
  return errors.badJson(at(line - 1, column - 1), reason);
}

/** How much of a text could be the beginning of JSON. Not every version of Node says where it stopped. */
function validJsonPrefix(text: string): number {
  let valid = 0;
  let invalid = text.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isJsonPrefix(text.slice(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function isJsonPrefix(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    return position === undefined
      ? /end of JSON/.test(String(error))
      : Number(position) >= text.length;
  }
}

function firstLine(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replace(/^Invalid TOML document: /, '');
}

function locate(matter: Matter, path: KeyPath): Position {
  const offset = (matter.language === 'yaml' ? locateInYaml : locateByName)(
    matter.text,
    path,
    matter.language,
  );
  return positionIn(matter, offset);
}

function positionIn(matter: Matter, offset: number): Position {
  const { line, column } = positionAt(matter.text, offset);
  return { line: matter.line + line - 1, column };
}

/** The `yaml` package keeps the range of every node; it is slow, so only a message pays for it. */
function locateInYaml(text: string, path: KeyPath): number {
  const library = libraries.yaml();
  const document = library.parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true) ?? document.contents;
    const last = path[depth - 1];
    if (library.isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === last);
      const node =
        library.isNode(pair?.value) && pair.value.range?.[0] !== pair.value.range?.[1]
          ? pair.value
          : pair?.key;
      if (library.isNode(node) && node.range) return node.range[0];
    } else {
      const node = document.getIn(path.slice(0, depth), true);
      if (library.isNode(node) && node.range) return node.range[0];
    }
  }
  return 0;
}

function locateByName(text: string, path: KeyPath, language: MatterLanguage): number {
  let offset = 0;
  for (const key of path) {
    if (typeof key === 'number') continue;
    const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const match = new RegExp(keyPattern(name)[language], 'm').exec(text.slice(offset));
    if (match) offset += match.index + match[0].length;
  }
  return offset;
}

/** A key as each language writes it, up to its value. */
function keyPattern(name: string): Readonly<Record<MatterLanguage, string>> {
  return {
    yaml: `^["']?${name}["']?[ \\t]*:[ \\t]*`,
    toml: `^[ \\t]*\\[*"?${name}"?\\]*[ \\t]*(?:=[ \\t]*)?`,
    json: `"${name}"[ \\t]*:[ \\t]*`,
  };
}
