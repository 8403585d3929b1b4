import { Marked, type Token, type Tokens } from 'marked';
import * as errors from '../../errors/markdown.ts';
import type { MarkdownConfig } from '../../types/config.ts';
import type { LinkTarget } from '../../types/page.ts';
import type { Problem } from '../../types/problem.ts';
import { wordsOf } from '../../words.ts';
import { isLocalReference, isMarkdown, normalizeReference } from '../body.ts';
import { blocks } from './blocks.ts';
import {
  type BodyImage,
  type BodyLink,
  MarkdownDocument,
  type MarkdownSource,
} from './document.ts';
import { footnoteSection, footnotes } from './footnotes.ts';
import { escapeHtml, escapeMarkdown, stripTags } from './html.ts';
import { isExternal, safeUrl } from './links.ts';
import { sanitize } from './sanitize.ts';
import { Typographer } from './typography.ts';

export interface MarkdownOptions extends MarkdownConfig {
  /** Scheme and host of the site, to tell its own links from others. */
  readonly origin: string | null;
  readonly base: string;
}

export interface RenderedBody {
  readonly html: string;
  readonly problems: readonly Problem[];
  readonly ids: readonly string[];
  readonly links: readonly BodyLink[];
  readonly images: readonly BodyImage[];
}

/** Renders bodies. One instance serves many documents, one after the other; nothing of one reaches the next. */
export type Markdown = (source: MarkdownSource) => RenderedBody;

export function createMarkdown(options: MarkdownOptions): Markdown {
  const typographer = new Typographer();
  let document: MarkdownDocument;
  const current = () => document;
  const smart = (text: string) => (options.smartTypography ? typographer.apply(text) : text);

  const marked = new Marked({ gfm: options.gfm });
  marked.use(footnotes(current), blocks(current, resolveFile), {
    renderer: {
      text(token) {
        if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
        if (token.type === 'escape') {
          typographer.pass(token.text);
          return escapeMarkdown(token.text);
        }
        return 'escaped' in token && token.escaped ? token.text : escapeMarkdown(smart(token.text));
      },
      paragraph({ tokens }) {
        typographer.startBlock();
        const image = onlyImage(tokens);
        if (image)
          return figure(image.image, image.link, (inner) => this.parser.parseInline(inner));
        return `<p>${this.parser.parseInline(tokens)}</p>\n`;
      },
      heading({ tokens, depth }) {
        typographer.startBlock();
        const html = this.parser.parseInline(tokens);
        // `{#id}` after a heading names its id, as Hugo, Zola and kramdown have it.
        const named = /^(.*?)\s*\{#([\p{L}\p{N}_.:-]+)\}\s*$/su.exec(html);
        const id = named ? document.headings.take(named[2] ?? '') : document.headings.idFor(html);
        // The page's h1 is the headline.
        const level = Math.max(2, depth);
        return `<h${level} id="${escapeHtml(id)}">${named ? named[1] : html}</h${level}>\n`;
      },
      listitem(item) {
        typographer.startBlock();
        return `<li>${this.parser.parse(item.tokens)}</li>\n`;
      },
      codespan({ text }) {
        typographer.pass('a');
        return `<code>${escapeHtml(text)}</code>`;
      },
      code(token) {
        if (
          /^ {0,3}(?:`{3}|~{3})/.test(token.raw) &&
          !/\n[ \t>]*(?:`{3,}|~{3,})[ \t]*\n*$/.test(token.raw)
        ) {
          document.problems.push(errors.unclosedCode(document.placeOf(token.raw)));
        }
        return false;
      },
      br() {
        typographer.pass(' ');
        return '<br>\n';
      },
      tablecell(cell) {
        typographer.startBlock();
        const tag = cell.header ? 'th' : 'td';
        const scope = cell.header ? ' scope="col"' : '';
        const align = cell.align ? ` class="align-${cell.align}"` : '';
        return `<${tag}${scope}${align}>${this.parser.parseInline(cell.tokens)}</${tag}>\n`;
      },
      table(table) {
        const cells = (row: Tokens.TableCell[]) =>
          `<tr>\n${row.map((cell) => this.tablecell(cell)).join('')}</tr>\n`;
        const rows = table.rows.map(cells).join('');
        const label = escapeHtml(document.words.table);
        const html = `<table>\n<thead>\n${cells(table.header)}</thead>\n${rows && `<tbody>\n${rows}</tbody>\n`}</table>`;
        return `<div class="table" role="region" aria-label="${label}" tabindex="0">\n${html}\n</div>\n`;
      },
      link(token) {
        const text = token.autolink
          ? escapeMarkdown(token.text)
          : this.parser.parseInline(token.tokens);
        const href = document.insideLink ? null : resolveLink(token.href, token.raw);
        if (href === null) return text;
        const title = token.title ? ` title="${escapeMarkdown(token.title)}"` : '';
        const rel = isExternal(href, options.origin) ? ' rel="external noopener"' : '';
        return `<a href="${escapeMarkdown(href)}"${title}${rel}>${text}</a>`;
      },
      image(token) {
        typographer.pass('a');
        const alt = altText(token, (inner) =>
          this.parser.parseInline(inner, this.parser.textRenderer),
        );
        return imageTag(token, alt, token.title ? ` title="${escapeMarkdown(token.title)}"` : '');
      },
      html({ text }) {
        // A comment alone is a note of the desk or of another generator.
        if (/^\s*(?:<!--(?:(?!--!?>)[\s\S])*-->\s*)+$/.test(text)) return '';
        document.hasRawHtml = true;
        if (options.base === '') return text;
        return text.replace(/(\s(?:href|src|poster)\s*=\s*["']?)\/(?!\/)/gi, `$1${options.base}/`);
      },
    },
  });

  function onlyImage(tokens: Token[]): { image: Tokens.Image; link: Tokens.Link | null } | null {
    const [only, ...others] = tokens.filter(
      (token) => token.type !== 'text' || token.raw.trim() !== '',
    );
    if (!only || others.length > 0) return null;
    if (only.type === 'image') return { image: only as Tokens.Image, link: null };
    if (only.type !== 'link') return null;
    const link = only as Tokens.Link;
    const inner = onlyImage(link.tokens);
    return inner && inner.link === null ? { image: inner.image, link } : null;
  }

  /** `![alt](map.svg "The caption. | Who drew it")`: what stands after the last bar is the credit. */
  function figure(
    image: Tokens.Image,
    link: Tokens.Link | null,
    render: (tokens: Token[]) => string,
  ): string {
    const bar = image.title?.lastIndexOf(' | ') ?? -1;
    const caption = bar === -1 ? (image.title ?? '') : (image.title ?? '').slice(0, bar);
    const credit = bar === -1 ? '' : (image.title ?? '').slice(bar + 3);
    const img = imageTag(image, altText(image, render), '', credit);
    if (img === '') return '';
    const href = link ? resolveLink(link.href, link.raw) : null;
    const picture = href === null ? img : `<a href="${escapeMarkdown(href)}">${img}</a>`;
    typographer.startBlock();
    const words = caption === '' ? '' : escapeMarkdown(smart(caption));
    const cite = credit === '' ? '' : `<cite>${escapeMarkdown(credit)}</cite>`;
    const below = [words, cite].filter((part) => part !== '').join(' ');
    return `<figure>\n${picture}\n${below === '' ? '' : `<figcaption>${below}</figcaption>\n`}</figure>\n`;
  }

  function imageTag(
    image: Tokens.Image,
    alt: string,
    title: string,
    credit: string | null = null,
  ): string {
    const src = resolveFile(image.href, image.raw);
    if (src === null) return escapeHtml(alt);
    document.addImage(alt, credit, image.raw);
    return `<img src="${escapeMarkdown(src)}" alt="${escapeHtml(alt)}"${title} loading="lazy" decoding="async">`;
  }

  function altText(image: Tokens.Image, render: (tokens: Token[]) => string): string {
    return stripTags(image.tokens ? render(image.tokens) : image.text).trim();
  }

  /** The address of a link, or null when only its words may stay. */
  function resolveLink(destination: string, raw: string): string | null {
    const href = resolve(destination, raw, 'link');
    if (href !== null) document.addLink(href, raw);
    return href;
  }

  function resolveFile(destination: string, raw: string): string | null {
    return resolve(destination, raw, 'picture');
  }

  function resolve(destination: string, raw: string, what: 'link' | 'picture'): string | null {
    const reference = normalizeReference(destination);
    const suffix = /[?#].*$/s.exec(destination)?.[0] ?? '';
    // A relative link that names no file of ours is meant for a browser: `../photos/`.
    if (
      isLocalReference(reference) &&
      (what === 'picture' ||
        isMarkdown(reference) ||
        document.source.links[reference]?.kind === 'found')
    ) {
      return follow(reference, document.source.links[reference], { raw, suffix, what });
    }
    const url = safeUrl(destination);
    if (url === null) {
      document.problems.push(errors.unsafeLink(document.placeOf(raw), what));
      return null;
    }
    return /^\/(?!\/)/.test(url) ? options.base + url : url;
  }

  function follow(
    target: string,
    found: LinkTarget | undefined,
    { raw, suffix, what }: { raw: string; suffix: string; what: 'link' | 'picture' },
  ): string | null {
    if (found?.kind === 'found') return found.href + (safeUrl(suffix) ?? '');
    const place = document.placeOf(raw);
    if (found === undefined) document.problems.push(errors.unreadableLink(place, target));
    else if (found.kind === 'held') document.problems.push(errors.heldLink(place, target));
    else if (found.kind === 'outside') {
      document.problems.push(errors.outsideSite(place, { target, severity: found.severity }));
    } else {
      const describe = what === 'link' ? errors.missingStory : errors.missingImage;
      document.problems.push(
        describe(place, { target, severity: found.severity, guess: found.guess }),
      );
    }
    return null;
  }

  return (source) => {
    document = new MarkdownDocument(source, wordsOf(source.language));
    typographer.reset(source.language);
    let html: string;
    try {
      html = marked.parser(marked.lexer(source.body));
      html += footnoteSection(document, (note) => marked.parser(note.tokens));
    } catch (error) {
      // marked recurses: a few thousand nested quotations exhaust the stack.
      if (!(error instanceof RangeError)) throw error;
      return {
        html: '',
        problems: [errors.tooComplex(source.file)],
        ids: [],
        links: [],
        images: [],
      };
    }
    if (document.hasRawHtml && options.rawHtml === 'sanitize')
      html = sanitize(html, options.origin);
    return {
      html,
      problems: document.problems,
      ids: document.headings.ids,
      links: document.links,
      images: document.images,
    };
  };
}
