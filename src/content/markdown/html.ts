import type { Token } from 'marked';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const SPECIALS = /[<>"']|&(?!(?:#\d{1,7}|#[xX][a-fA-F0-9]{1,6}|\w+);)/g;

/** Most texts contain none of these, and need not be copied. */
const MAY_BE_SPECIAL = /[&<>"']/;

/** Escapes markdown text, in which character references are already written as in HTML. */
export function escapeMarkdown(text: string): string {
  return MAY_BE_SPECIAL.test(text)
    ? text.replace(SPECIALS, (character) => ESCAPES[character] ?? character)
    : text;
}

/** Escapes plain text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return MAY_BE_SPECIAL.test(text)
    ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
    : text;
}

/** Nearly every text is one of these, and a pattern without the Unicode flag sees that quickly. */
const CLEAN = /^[\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd]*$/;
/** Line ends and tabs aside. Halves of characters are code points of their own to a Unicode pattern. */
const CONTROLS = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/**
 * Text without the characters that XML forbids (https://www.w3.org/TR/xml/#charsets), and HTML with it: control
 * characters, and halves of characters.
 */
export function withoutControls(text: string): string {
  return CLEAN.test(text) ? text : text.replace(CONTROLS, '');
}

/** The words of inline tokens, escaped: what stands for a picture. */
export function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(wordsOfToken).join('');
}

function wordsOfToken(token: Token): string {
  if (token.type === 'html' || token.type === 'footnoteReference') return '';
  if (token.type === 'br') return ' ';
  if (token.type === 'codespan') return escapeHtml(token.text);
  if ('tokens' in token && token.tokens) return wordsOf(token.tokens);
  return 'text' in token ? escapeMarkdown(token.text) : '';
}

/** Text without tags and character references: for ids and labels. */
export function stripTags(html: string): string {
  return decodeReferences(html.replace(/<[^<>]*>/g, ''));
}

/** Plain text of what is written as HTML, as far as the references are those that we and most people write. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos|nbsp));/gi,
    (_, decimal, hex, name) =>
      decimal || hex
        ? fromCode(decimal ? Number(decimal) : Number.parseInt(hex, 16))
        : (NAMED[name.toLowerCase()] ?? ''),
  );
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

export function fromCode(code: number): string {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}

const NOT_MARKUP = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1|$)/gi;
const LINKING_TAG = /<(?:a|img|source|video)\s[^<>]*>/gi;
const DESTINATION = /\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const TEMPLATE_MARK = /\{\{|\{%|<%/;

/** The destinations in raw HTML, each with its attribute as written. Another generator's placeholders are none. */
export function rawDestinations(html: string): { written: string; value: string }[] {
  const markup = html.replace(NOT_MARKUP, '');
  return (markup.match(LINKING_TAG) ?? [])
    .flatMap((tag) => [...tag.matchAll(DESTINATION)])
    .map(([written, double, single]) => ({
      written,
      value: (double ?? single ?? '').trim().replaceAll('&amp;', '&'),
    }))
    .filter(({ value }) => !TEMPLATE_MARK.test(value));
}
