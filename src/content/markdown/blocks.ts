import type { MarkedExtension, Token, Tokens } from 'marked';
import { missingVideo, unclosedBlock, unknownBlock } from '../../errors/markdown.ts';
import type { MarkdownDocument } from './document.ts';
import { blockTokens, startOf } from './footnotes.ts';
import { escapeHtml } from './html.ts';

/** What a block's renderer gets: its argument, and its content as HTML. */
interface Block {
  readonly argument: string;
  readonly tokens: Token[];
  readonly document: MarkdownDocument;
  readonly render: (tokens: Token[]) => string;
  /** The argument as inline markdown. */
  readonly title: () => string;
  readonly link: (destination: string, raw: string) => string | null;
  readonly raw: string;
}

const OPENING = /^ {0,3}(:{3,})[ \t]*([A-Za-z][\w-]*)([^\n]*)(?:\n|$)/;

/** The next block, or what ends a paragraph before it. */
const BLOCK_AHEAD = /\n(?:[ \t]*\n| {0,3}#{1,6} |(:::))/;

const BLOCKS: Readonly<Record<string, (block: Block) => string>> = {
  pullquote({ tokens, render }) {
    const { content, last } = splitAttribution(tokens);
    const cite =
      last === null
        ? ''
        : `<figcaption>${render([last]).replace(LEADING_DASH, '$1')}</figcaption>\n`;
    return `<figure class="pullquote">\n<blockquote>\n${render(content)}</blockquote>\n${cite}</figure>\n`;
  },
  note: (block) => aside('note', block),
  tip: (block) => aside('note', block),
  info: (block) => aside('note', block),
  important: (block) => aside('note', block),
  warning: (block) => aside('note', block),
  caution: (block) => aside('note', block),
  danger: (block) => aside('note', block),
  factbox: (block) => aside('factbox', block),
  timeline: (block) => aside('timeline', block),
  video({ argument, tokens, render, link, document, raw }) {
    const [destination = ''] = argument.split(/\s+/);
    if (destination === '') document.problems.push(missingVideo(document.placeOf(raw)));
    const href = destination === '' ? null : link(destination, raw);
    const caption = render(tokens);
    if (href === null) return caption;
    const isFile = /\.(?:mp4|webm|ogv|mov|m4v)(?:[?#]|$)/i.test(href);
    const player = isFile
      ? `<video controls preload="none" src="${escapeHtml(href)}"></video>`
      : `<p><a href="${escapeHtml(href)}" rel="external noopener">${escapeHtml(document.say('watchVideo'))}</a></p>`;
    return `<figure class="video">\n${player}\n${caption === '' ? '' : `<figcaption>${caption}</figcaption>\n`}</figure>\n`;
  },
};

/** What a message names; other generators' notes are read too, and not advertised. */
const NAMES = ['pullquote', 'note', 'factbox', 'timeline', 'video'];

function aside(name: string, { argument, tokens, render, title, document }: Block): string {
  if (argument === '') return `<aside class="${name}">\n${render(tokens)}</aside>\n`;
  const id = document.headings.take(`${name}-title`);
  return `<aside class="${name}" aria-labelledby="${id}">\n<p class="block-title" id="${id}">${title()}</p>\n${render(tokens)}</aside>\n`;
}

/** The sign that tells an attribution; a style sheet draws its own. */
const LEADING_DASH = /^(<p>)(?:[–—-]|&mdash;)+\s*/;

/** A last paragraph that begins with a dash names who is quoted. */
function splitAttribution(tokens: Token[]): { content: Token[]; last: Token | null } {
  const content = tokens.filter((token) => token.type !== 'space');
  const last = content.at(-1);
  const isName = content.length > 1 && last?.type === 'paragraph' && /^(?:--|—|–)/.test(last.raw);
  return isName ? { content: content.slice(0, -1), last } : { content, last: null };
}

/**
 * Blocks of a story that markdown has no sign for: `::: pullquote` … `:::`. A block with more colons may contain
 * blocks with fewer.
 */
export function blocks(
  current: () => MarkdownDocument,
  {
    link,
    startBlock,
  }: {
    readonly link: (destination: string, raw: string) => string | null;
    readonly startBlock: () => void;
  },
): MarkedExtension<string, string> {
  return {
    extensions: [
      {
        name: 'block',
        level: 'block',
        start: (src) => (current().hasBlocks ? startOf(src, BLOCK_AHEAD) : undefined),
        tokenizer(src) {
          if (!current().hasBlocks) return undefined;
          const opening = OPENING.exec(src);
          if (!opening) return undefined;
          const [line, colons = '', name = '', rest = ''] = opening;
          const end = findEnd(src, line.length, colons.length);
          if (end === null) return { type: 'unclosedBlock', raw: line, name };
          const argument = withoutColons(rest);
          const content = src.slice(line.length, end.content);
          const titleTokens = this.lexer.inline(argument, []);
          return {
            type: 'block',
            raw: src.slice(0, end.after),
            name: name.toLowerCase(),
            argument,
            titleTokens,
            tokens: blockTokens(this.lexer, content),
          };
        },
        renderer(token) {
          const document = current();
          const {
            name,
            argument,
            tokens = [],
            titleTokens,
            raw,
          } = token as Tokens.Generic & { titleTokens: Token[] };
          const render = (children: Token[]) => this.parser.parse(children);
          const title = () => {
            startBlock();
            return this.parser.parseInline(titleTokens);
          };
          const draw = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
          if (!draw) {
            document.problems.push(unknownBlock(document.placeOf(raw), name, NAMES));
            const heading = argument === '' ? '' : `<p class="block-title">${title()}</p>\n`;
            return heading + render(tokens);
          }
          return draw({ argument, tokens, document, render, title, link, raw });
        },
      },
      {
        name: 'unclosedBlock',
        renderer({ raw, name }) {
          const document = current();
          const place = document.placeOf(raw);
          const isOurs = NAMES.includes(String(name).toLowerCase());
          document.problems.push(
            isOurs ? unclosedBlock(place, name) : unknownBlock(place, name, NAMES),
          );
          return `<p>${escapeHtml(raw.trim())}</p>\n`;
        },
      },
    ],
  };
}

/** `::: note The title :::`: colons at the end are for symmetry. */
function withoutColons(rest: string): string {
  const text = rest.trim();
  let end = text.length;
  while (text.charAt(end - 1) === ':') end--;
  return end === 0 || /\s/.test(text.charAt(end - 1)) ? text.slice(0, end).trim() : text;
}

const MAX_DEPTH = 100;
const FENCE = /^ {0,3}(?:(:{3,})[ \t]*([A-Za-z][^\n]*)?|(`{3,}|~{3,})([^\n]*))$/gm;

/** The line that closes a block: as many colons or more, with the blocks in between counted, and code passed over. */
function findEnd(
  src: string,
  from: number,
  colons: number,
): { content: number; after: number } | null {
  FENCE.lastIndex = from;
  let depth = 1;
  let code = '';
  for (let match = FENCE.exec(src); match; match = FENCE.exec(src)) {
    const [line, mark = '', name, codeMark = '', info = ''] = match;
    if (code !== '') {
      if (codeMark.startsWith(code) && info.trim() === '') code = '';
    } else if (codeMark !== '') {
      code = codeMark;
    } else if (mark.length >= colons) {
      depth += name === undefined ? -1 : 1;
      // Every opening looks for its end; a thousand of them must not look through one another.
      if (depth > MAX_DEPTH) throw new RangeError('Blocks are nested too deeply');
      if (depth === 0) {
        const after = match.index + line.length;
        return { content: match.index, after: Math.min(after + 1, src.length) };
      }
    }
  }
  return null;
}
