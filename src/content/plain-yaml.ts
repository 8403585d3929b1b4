import type { Extra, ExtraValue } from '../types/story.ts';
import { scalarOf } from './yaml-scalars.ts';

type Table = Record<string, ExtraValue>;

/** Longer front matter is unusual, and has to be counted: see `plainCopy`. */
const MAX_LENGTH = 4096;
const MAX_LEVELS = 4;
/** Tabs, control characters and byte order marks, of which YAML has much to say. */
const UNUSUAL = /[^\n -~\u00a0-\ufefe\uff00-\ufffd]/;
/** How far a line is moved in, the dash of a list, and a key with what follows it, or an item of the list. */
const LINE = /^( *)(- +)?(?:([A-Za-z_][\w-]*):(?: +(.*))?|(.+))$/;
/** Keys that YAML takes for something else, or that plain data must not have. */
const PECULIAR_KEY = /^(?:null|true|false|__proto__)$/i;
/** What begins otherwise may mean something to YAML: `*emphasis*`, `- 5`, `@name`. */
const WORDS = /^[A-Za-z0-9(/$._\u00a0-\uffff]/;
/** Of the many escapes between double quotation marks, those that news is full of: `"\"No,\" she said"`. */
const QUOTED = /^(?:"((?:[^"\\]|\\["\\])*)"|'((?:[^']|'')*)')$/;

interface Line {
  /** Columns in front of it; of the first key of a table in a list, those up to the key. */
  depth: number;
  /** Columns of the dash and the spaces after it; 0 without one. */
  dash: number;
  readonly key: string | undefined;
  readonly written: string;
}

/**
 * Reads front matter as most stories have it, line by line: keys with words, with a quoted text, with a list of words,
 * or with lines below that are moved in. That takes a fraction of the time of a YAML parser, and comes to the same.
 *
 * @returns plain data without prototypes; null for all other YAML, broken YAML included
 */
export function readPlainYaml(text: string): Extra | null {
  if (text.length > MAX_LENGTH || UNUSUAL.test(text)) return null;
  const lines: Line[] = [];
  for (const written of text.split('\n')) {
    if (written === '') continue;
    const [, margin = '', dash = '', key, value = '', item] = LINE.exec(written) ?? [];
    if (key === undefined && (item === undefined || dash === '')) return null;
    lines.push({ depth: margin.length, dash: dash.length, key, written: item ?? value });
  }
  const reader = { lines, at: 0 };
  const top = readTable(reader, 0, MAX_LEVELS);
  return top === undefined || reader.at < lines.length ? null : top;
}

interface Reader {
  readonly lines: readonly Line[];
  at: number;
}

/** Lines of one depth, with what is moved in below them. Undefined when something is not plain. */
function readTable(reader: Reader, depth: number, levels: number): Table | undefined {
  const table: Table = Object.create(null);
  const { lines } = reader;
  for (let line = lines[reader.at]; line?.depth === depth; line = lines[reader.at]) {
    const { dash, key, written } = line;
    if (dash > 0 || key === undefined) break;
    if (key in table || PECULIAR_KEY.test(key)) return undefined;
    reader.at++;
    const value = written === '' ? readBelow(reader, depth, levels - 1) : readValue(written);
    if (value === undefined) return undefined;
    table[key] = value;
  }
  return table;
}

/** What belongs to a key with nothing beside it. */
function readBelow(reader: Reader, depth: number, levels: number): ExtraValue | undefined {
  const line = reader.lines[reader.at];
  if (line === undefined) return null;
  if (levels === 0) return undefined;
  // The dashes of a list need not be moved in.
  if (line.dash > 0 && line.depth >= depth) return readItems(reader, line.depth, levels);
  return line.depth > depth ? readTable(reader, line.depth, levels) : null;
}

function readItems(reader: Reader, depth: number, levels: number): ExtraValue | undefined {
  const items: ExtraValue[] = [];
  const { lines } = reader;
  for (let line = lines[reader.at]; line?.depth === depth; line = lines[reader.at]) {
    if (line.dash === 0) break;
    let item: ExtraValue | undefined;
    if (line.key === undefined) {
      item = readValue(line.written);
      reader.at++;
    } else {
      line.depth += line.dash;
      line.dash = 0;
      item = readTable(reader, line.depth, levels - 1);
    }
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** Undefined when it is not plain. */
function readValue(written: string): ExtraValue | undefined {
  const text = withoutEnd(written);
  if (text.startsWith('[')) return readList(text);
  const quoted = textIn(text);
  if (quoted !== undefined) return quoted;
  const isPlain =
    WORDS.test(text) && !text.includes(': ') && !text.includes(' #') && !text.endsWith(':');
  return isPlain ? scalarOf(text) : undefined;
}

/** `[harbour, "sea wall"]` */
function readList(text: string): ExtraValue | undefined {
  if (!text.endsWith(']')) return undefined;
  const inside = withoutEnd(text.slice(1, -1));
  if (inside === '') return [];
  const items: ExtraValue[] = [];
  for (const part of inside.split(',')) {
    const item = withoutEnd(part.replace(/^ +/, ''));
    const quoted = textIn(item);
    if (quoted === undefined && (!WORDS.test(item) || /[[\]{}:#]/.test(item))) return undefined;
    items.push(quoted ?? scalarOf(item));
  }
  return items;
}

function textIn(written: string): string | undefined {
  const first = written.charCodeAt(0);
  if (first !== 0x22 && first !== 0x27) return undefined;
  const [, double, single] = QUOTED.exec(written) ?? [];
  if (double?.includes('\\')) return double.replace(/\\(.)/g, '$1');
  return double ?? single?.replaceAll("''", "'");
}

/** Other spaces than the one of the keyboard belong to the text. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(0, end);
}
