import type { MarkedExtension, Token, Tokens } from 'marked';
import { unclosedBlock, unknownBlock } from '../../errors/markdown.ts';
import type { MarkdownDocument } from './document.ts';
import { nextLine } from './footnotes.ts';
import { escapeHtml } from './html.ts';

/** What a block's renderer gets: its argument, and its content as HTML. */
interface Block {
  readonly argument: string;
  readonly tokens: Token[];
  readonly document: MarkdownDocument;
  readonly render: (tokens: Token[]) => string;
  /** Plain words from markdown inline text. */
  readonly inline: (text: string) => string;
  readonly link: (destination: string, raw: string) => string | null;
  readonly raw: string;
}

const OPENING = /^ {0,3}(:{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*([^\n]*?)[ \t]*:*[ \t]*(?:\n|$)/;

const BLOCKS: Readonly<Record<string, (block: Block) => string>> = {
  pullquote({ tokens, render }) {
    const { content, last } = splitAttribution(tokens);
    const cite = last === null ? '' : `<figcaption>${render([last])}</figcaption>\n`;
    return `<figure class="pullquote">\n<blockquote>\n${render(content)}</blockquote>\n${cite}</figure>\n`;
  },
  note: (block) => aside('note', block),
  factbox: (block) => aside('factbox', block),
  timeline: (block) => aside('timeline', block),
  video({ argument, tokens, render, link, document, raw }) {
    const [destination = ''] = argument.split(/\s+/);
    const href = link(destination, raw);
    const caption = render(tokens);
    if (href === null) return caption;
    const isFile = /\.(?:mp4|webm|ogv|mov|m4v)(?:[?#]|$)/i.test(href);
    const player = isFile
      ? `<video controls preload="metadata" src="${escapeHtml(href)}"></video>`
      : `<p><a href="${escapeHtml(href)}" rel="external noopener">${escapeHtml(document.words.watchVideo)}</a></p>`;
    return `<figure class="video">\n${player}\n${caption === '' ? '' : `<figcaption>${caption}</figcaption>\n`}</figure>\n`;
  },
};

function aside(name: string, { argument, tokens, render, inline, document }: Block): string {
  if (argument === '') return `<aside class="${name}">\n${render(tokens)}</aside>\n`;
  const id = document.headings.take(`${name}-title`);
  return `<aside class="${name}" aria-labelledby="${id}">\n<p class="block-title" id="${id}">${inline(argument)}</p>\n${render(tokens)}</aside>\n`;
}

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
  link: (destination: string, raw: string) => string | null,
): MarkedExtension<string, string> {
  return {
    extensions: [
      {
        name: 'block',
        level: 'block',
        start: (src) => nextLine(src, ':::'),
        tokenizer(src) {
          const opening = OPENING.exec(src);
          if (!opening) return undefined;
          const [line, colons = '', name = '', argument = ''] = opening;
          const end = findEnd(src, line.length, colons.length);
          const document = current();
          if (end === null) {
            document.problems.push(unclosedBlock(document.placeOf(line), name));
            return undefined;
          }
          const content = src.slice(line.length, end.content);
          const titleTokens = this.lexer.inline(argument, []);
          return {
            type: 'block',
            raw: src.slice(0, end.after),
            name: name.toLowerCase(),
            argument,
            titleTokens,
            tokens: this.lexer.blockTokens(content, []),
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
          const draw = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
          if (!draw) {
            document.problems.push(unknownBlock(document.placeOf(raw), name, Object.keys(BLOCKS)));
            return render(tokens);
          }
          const inline = () => this.parser.parseInline(titleTokens);
          return draw({ argument, tokens, document, render, inline, link, raw });
        },
      },
    ],
  };
}

/** The line that closes a block: as many colons or more, with the blocks in between counted. */
function findEnd(
  src: string,
  from: number,
  colons: number,
): { content: number; after: number } | null {
  const fence = /^ {0,3}(:{3,})[ \t]*([A-Za-z][^\n]*)?(?:\n|$)/gm;
  fence.lastIndex = from;
  let depth = 1;
  for (let match = fence.exec(src); match; match = fence.exec(src)) {
    if ((match[1]?.length ?? 0) < colons && match[2] === undefined) continue;
    if (match[2] !== undefined) {
      if ((match[1]?.length ?? 0) >= colons) depth++;
    } else if (--depth === 0) {
      return { content: match.index, after: match.index + match[0].length };
    }
    if (match[0] === '') fence.lastIndex++;
  }
  return null;
}
