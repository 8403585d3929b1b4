/** What the plan needs to know of a body without rendering it. Each is one pass over the text. */
export interface BodyFacts {
  readonly words: number;
  readonly references: readonly string[];
}

export function bodyFacts(body: string): BodyFacts {
  return { words: countWords(body), references: findReferences(body) };
}

/** A tag or a destination that is longer is counted as words: looking on from each of many would take forever. */
const MAX_SKIPPED = 1000;

/** What a character is to somebody who counts words, as bits. */
const KIND = { end: 0, word: 1, joint: 2, ideograph: 4, bracket: 8, tag: 16 } as const;
let kinds: Uint8Array | null = null;

/**
 * Words as a reader would count them: runs of letters and digits, and each Chinese or Japanese character. Link
 * destinations and HTML tags are passed over. A table of all codes, because a Unicode pattern costs twenty times as much,
 * and no question at each letter, because processors guess wrong where words begin and end.
 */
export function countWords(text: string): number {
  kinds ??= Uint8Array.from({ length: 0x10000 }, (_, code) => kindOf(code));
  const table = kinds;
  const units = unitsOf(text);
  const { length } = text;
  let words = 0;
  let isInWord = 0;
  for (let i = 0; i < length; i++) {
    const kind = table[units[i] ?? 0] ?? 0;
    const begins = kind & KIND.word;
    words += begins & ~isInWord;
    isInWord = begins | (isInWord & (kind >> 1));
    if (kind < KIND.ideograph) continue;
    if (kind === KIND.ideograph) words++;
    else if (kind === KIND.bracket) i += lengthOfDestination(text, i);
    else i += lengthOfTag(text, i);
  }
  return words;
}

/** From a `]` to the `)` of the destination behind it. */
function lengthOfDestination(text: string, start: number): number {
  if (text.charCodeAt(start + 1) !== 0x28) return 0;
  const rest = text.slice(start, start + MAX_SKIPPED);
  const close = rest.search(/[)\n]/);
  return close !== -1 && rest.charAt(close) === ')' ? close : 0;
}

function lengthOfTag(text: string, start: number): number {
  if (!/[a-z/!]/i.test(text.charAt(start + 1))) return 0;
  return Math.max(0, text.slice(start, start + MAX_SKIPPED).indexOf('>'));
}

function kindOf(code: number): number {
  if (code === 0x5d) return KIND.bracket;
  if (code === 0x3c) return KIND.tag;
  if (isIdeograph(code)) return KIND.ideograph;
  if (isWordCode(code)) return KIND.word;
  return joinsWords(code) ? KIND.joint : KIND.end;
}

let scratch = new Uint16Array(0);

/** The UTF-16 units of a text, until the next call. A part of a long string is slow to look at unit by unit. */
function unitsOf(text: string): Uint16Array {
  if (scratch.length < text.length) scratch = new Uint16Array(text.length * 2);
  Buffer.from(scratch.buffer).write(text, 'utf16le');
  return scratch;
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0xc0 && !isSign(code))
  );
}

/** Punctuation, currencies, arrows and pictures; a surrogate is half of a picture far more often than of a letter. */
function isSign(code: number): boolean {
  return (
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x2e00 && code <= 0x2e7f) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    (code >= 0xfe00 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20) ||
    code === 0xd7 ||
    code === 0xf7 ||
    code === 0x30fb
  );
}

/** An apostrophe, a hyphen, a point or a comma inside a word or a number does not end it, nor does a soft hyphen. */
function joinsWords(code: number): boolean {
  return (
    code === 0x27 ||
    code === 0x2019 ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x2c ||
    code === 0xad
  );
}

function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff && code !== 0x30fb) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    // The first halves of rare ideographs.
    (code >= 0xd840 && code <= 0xd87f) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

const INLINE_DESTINATION =
  /\]\([\s>]*(?:<((?:\\.|[^<>\\\n])*)>|((?:\\.|[^\s\\()<]|\((?:\\.|[^\s\\()])*\))(?:\\.|[^\s\\()]|\((?:\\.|[^\s\\()])*\))*))/g;
/** A definition may stand in a quotation or a list, and its label on several lines. */
const DEFINED_DESTINATION =
  /\[(?!\^)(?:\\[\s\S]|[^[\]\\])+\]:[\s>]*(?:<((?:\\.|[^<>\\\n])*)>|(\S+))/g;
const BLOCK_DESTINATION = /:::[ \t]*video[ \t]+(\S+)/gi;

/**
 * The destinations in a body that may be files of this site: links to stories (`../world/x.md`) and files beside
 * the story (`map.svg`). A superset of what markdown will find: an example in a code block counts too. The plan
 * resolves them all, and the answers are part of the page's key, so that a page is rendered again when a story that
 * it links to moves.
 */
export function findReferences(body: string): readonly string[] {
  const found = new Set<string>();
  const add = (match: RegExpMatchArray) => {
    const reference = normalizeReference(match[1] ?? match[2] ?? '');
    if (isLocalReference(reference) || isPublicPicture(reference)) found.add(reference);
  };
  if (body.includes('](')) for (const match of body.matchAll(INLINE_DESTINATION)) add(match);
  if (body.includes(']:')) for (const match of body.matchAll(DEFINED_DESTINATION)) add(match);
  if (body.includes(':::')) for (const match of body.matchAll(BLOCK_DESTINATION)) add(match);
  return [...found];
}

/** A destination as the table of references knows it: without fragment and query, escapes undone. */
export function normalizeReference(destination: string): string {
  let text = destination.replace(/[?#].*$/s, '').replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  if (text.includes('&')) text = text.replaceAll('&amp;', '&');
  return undoEscapes(text);
}

/** `my%20map.svg` as the file is called; what is no escape stays as it is. */
export function undoEscapes(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** True for what is resolved against the site's files: relative paths, and paths to `.md` files from a root. */
export function isLocalReference(reference: string): boolean {
  if (reference === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(reference)) return false;
  return reference.startsWith('/') ? isMarkdown(reference) : true;
}

/** True for files of which browsers make pictures. */
export function isPicture(path: string): boolean {
  return /\.(?:avif|gif|jpe?g|png|svg|webp)$/i.test(path);
}

/** True for a picture in `public/`, of which only the size is looked up. */
export function isPublicPicture(reference: string): boolean {
  return /^\/(?!\/)/.test(reference) && isPicture(reference);
}

export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

const MAX_SUMMARY = 280;
const MAX_LOOKED_AT = 8192;
/** A comment may hold a desk's secrets: one that does not end here hides all that follows. */
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const INDENTED_CODE = /^(?:[ \t]*\n)*(?: {4}| {0,3}\t)/;

/** The first paragraph as plain text, for stories without dek and summary. Looks at the beginning only. */
export function firstParagraph(body: string): string {
  const beginning = body.slice(0, MAX_LOOKED_AT).replace(COMMENT, '');
  for (const block of withoutBlocks(beginning).split(/\n[ \t]*\n/)) {
    const text = block.trim();
    if (
      text === '' ||
      INDENTED_CODE.test(block) ||
      /^(?:#|>|:::|```|~~~|\||!\[|<|\[\^?[^\]]+\]:|[-*+] |\d+[.)] |={3,}|-{3,}|\{[{%])/.test(text)
    )
      continue;
    return shorten(plainText(text), MAX_SUMMARY);
  }
  return '';
}

const FENCE = /^ {0,3}(?:(:{3,})[ \t]*([A-Za-z].*)?|(`{3,})([^`]*)|(~{3,})(.*))$/;

/** Text without fenced code and without `:::` blocks, whose ends are found as the renderer finds them. */
function withoutBlocks(text: string): string {
  let code = '';
  let colons = 0;
  let depth = 0;
  const keep = (line: string): boolean => {
    const [, mark = '', name, ticks, ticksInfo = '', tildes, tildesInfo = ''] =
      FENCE.exec(line) ?? [];
    const codeMark = ticks ?? tildes ?? '';
    if (code !== '') {
      if (codeMark.startsWith(code) && (ticksInfo + tildesInfo).trim() === '') code = '';
      return false;
    }
    code = codeMark;
    if (depth === 0 && name !== undefined) colons = mark.length;
    if (depth > 0 || name !== undefined) {
      if (mark !== '' && mark.length >= colons) depth += name === undefined ? -1 : 1;
      return false;
    }
    return code === '';
  };
  return text
    .split('\n')
    .map((line) => (keep(line) ? line : ''))
    .join('\n');
}

function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)\1/g, '$2')
    .replace(/(^|[\s(“‘"'])[*_](\S[^*_]*?)[*_](?=$|[\s).,;:!?”’"'])/g, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > limit / 2 ? space : limit).replace(/[\s,;:–—-]+$/, '')}…`;
}
