import { Marked, type Token, type Tokens } from 'marked';
import * as errors from '../../errors/markdown.ts';
import type { Place } from '../../errors/problem.ts';
import type { Messages } from '../../messages/messages.ts';
import { type AddressStyle, relativeTo, writtenAddress } from '../../paths.ts';
import type { MarkdownConfig } from '../../types/config.ts';
import type { LinkTarget } from '../../types/page.ts';
import type { Problem } from '../../types/problem.ts';
import { isLocalReference, isMarkdown, normalizeReference } from '../body.ts';
import { type EntryHeading, readEntryHeading } from '../live.ts';
import { blocks } from './blocks.ts';
import { isUnclosed } from './code.ts';
import {
  type BodyImage,
  type BodyLink,
  MarkdownDocument,
  type MarkdownSource,
} from './document.ts';
import { footnoteSection, footnotes } from './footnotes.ts';
import { splitName } from './headings.ts';
import { escapeHtml, escapeMarkdown, rawDestinations, stripTags, wordsOf } from './html.ts';
import { isExternal, safeUrl, withWrittenAddresses } from './links.ts';
import { isProse, removedElement } from './raw-html.ts';
import { sanitize } from './sanitize.ts';
import { shortcuts } from './shortcuts.ts';
import { templateTags } from './template-tags.ts';
import { Typographer } from './typography.ts';

export interface MarkdownOptions extends MarkdownConfig, AddressStyle {
  /** Scheme and host of the site, to tell its own links from others. */
  readonly origin: string | null;
  readonly messages: Messages;
}

export interface RenderedBody {
  readonly html: string;
  readonly problems: readonly Problem[];
  readonly ids: readonly string[];
  readonly links: readonly BodyLink[];
  readonly images: readonly BodyImage[];
  /** HTML of the footnotes of a live blog; those of other bodies stand at the end of their HTML. */
  readonly notes: string;
  /** Of a live blog, in the order in which they are written; what stands before the first is the body's HTML. */
  readonly updates: readonly BodyUpdate[];
}

/** An update in the body of a live blog. */
export interface BodyUpdate {
  readonly heading: EntryHeading;
  readonly html: string;
  /** Where its heading stands, for a problem with it. */
  readonly place: () => Place;
}

/** Renders bodies. One instance serves many documents, one after the other; nothing of one reaches the next. */
export type Markdown = (source: MarkdownSource) => RenderedBody;

function folderOf({ source }: MarkdownDocument): string {
  return source.folder ?? '';
}

export function createMarkdown(options: MarkdownOptions): Markdown {
  const typographer = new Typographer();
  let document: MarkdownDocument;
  const current = () => document;
  const smart = (text: string) => (options.smartTypography ? typographer.apply(text) : text);

  const marked = new Marked({ gfm: options.gfm });
  const startBlock = () => typographer.startBlock();
  const videoSource = (destination: string, raw: string) =>
    resolve(destination, document.locate(raw), 'picture');
  if (options.gfm) marked.use(shortcuts(current));
  marked.use(
    templateTags(current),
    footnotes(current),
    blocks(current, { link: videoSource, startBlock }),
    {
      renderer: {
        text(token) {
          if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
          if (token.type === 'escape') {
            typographer.pass(token.text);
            return escapeMarkdown(token.text);
          }
          return 'escaped' in token && token.escaped
            ? token.text
            : escapeMarkdown(smart(token.text));
        },
        paragraph({ tokens }) {
          typographer.startBlock();
          const image = onlyImage(tokens);
          if (image) return figure(image.image, image.link);
          return `<p>${this.parser.parseInline(tokens)}</p>\n`;
        },
        heading({ tokens, depth }) {
          typographer.startBlock();
          const { words, name } = splitName(tokens);
          const html = this.parser.parseInline(words);
          const id = name === null ? document.headings.idFor(html) : document.headings.take(name);
          // The page's h1 is the headline.
          const level = Math.max(document.source.topLevel ?? 2, depth);
          return `<h${level} id="${escapeHtml(id)}">${html}</h${level}>\n`;
        },
        listitem(item) {
          typographer.startBlock();
          return `<li>${this.parser.parse(item.tokens)}</li>\n`;
        },
        codespan({ text, raw }) {
          typographer.pass('a');
          document.pass(raw);
          return `<code>${escapeHtml(text)}</code>`;
        },
        code(token) {
          const offset = document.locate(token.raw);
          if (isUnclosed(token.raw))
            document.problems.push(errors.unclosedCode(document.placeAt(offset)));
          document.pass(token.raw);
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
          const label = escapeHtml(document.say('table'));
          const html = `<table>\n<thead>\n${cells(table.header)}</thead>\n${rows && `<tbody>\n${rows}</tbody>\n`}</table>`;
          return `<div class="table" role="region" aria-label="${label}" tabindex="0">\n${html}\n</div>\n`;
        },
        link(token) {
          const offset = document.locate(token.raw);
          if (!token.autolink) return anchor(token, offset, this.parser.parseInline(token.tokens));
          typographer.pass('a');
          return anchor(token, offset, escapeMarkdown(token.text));
        },
        image(token) {
          typographer.pass('a');
          return imageTag(token, token.title ? ` title="${escapeMarkdown(token.title)}"` : '');
        },
        html(token) {
          const { text } = token;
          // A comment alone is a note of the desk or of another generator.
          if (/^\s*(?:<!--(?:(?!--!?>)[\s\S])*-->\s*)+$/.test(text)) return '';
          document.hasRawHtml = true;
          if (options.rawHtml === 'sanitize') {
            if (isProse(text, token.block === true)) return escapeHtml(text);
            const removed = removedElement(text);
            if (removed !== null)
              document.problems.push(errors.removedHtml(document.placeOf(token.raw), removed));
          }
          for (const [, id = ''] of text.matchAll(/\sid\s*=\s*["']?([^"'\s>]+)/gi))
            document.headings.note(id);
          noteDestinations(text);
          return withWrittenAddresses(text, { ...options, folder: folderOf(document) });
        },
      },
    },
  );

  /** What raw HTML leads to and loads is checked like the rest of the body. */
  function noteDestinations(html: string): void {
    for (const { written, value } of rawDestinations(html)) {
      const href = relativeTo(folderOf(document), writtenAddress(value, options));
      document.links.push({ href, place: placeLater(document.locate(written)) });
    }
  }

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

  function anchor(link: Tokens.Link, offset: number, content: string): string {
    const href = resolveLink(link.href, offset);
    if (href === null) return content;
    const title = link.title ? ` title="${escapeMarkdown(link.title)}"` : '';
    const rel = isExternal(href, options.origin) ? ' rel="external noopener"' : '';
    return `<a href="${escapeMarkdown(href)}"${title}${rel}>${content}</a>`;
  }

  /** `![alt](map.svg "The caption. | Who drew it")`: what stands after the last bar is the credit. */
  function figure(image: Tokens.Image, link: Tokens.Link | null): string {
    const bar = image.title?.lastIndexOf(' | ') ?? -1;
    const caption = bar === -1 ? (image.title ?? '') : (image.title ?? '').slice(0, bar);
    const credit = bar === -1 ? '' : (image.title ?? '').slice(bar + 3);
    const linkOffset = link ? document.locate(link.raw) : 0;
    const img = imageTag(image, '', credit);
    const picture = link ? anchor(link, linkOffset, img) : img;
    if (!img.startsWith('<img')) return img === '' ? '' : `<p>${picture}</p>\n`;
    const words = caption === '' ? '' : escapeMarkdown(smart(caption));
    const cite = credit === '' ? '' : `<cite>${escapeMarkdown(credit)}</cite>`;
    const below = [words, cite].filter((part) => part !== '').join(' ');
    return `<figure>\n${picture}\n${below === '' ? '' : `<figcaption>${below}</figcaption>\n`}</figure>\n`;
  }

  function imageTag(image: Tokens.Image, title: string, credit: string | null = null): string {
    const offset = document.locate(image.raw);
    const alt = wordsOf(image.tokens).trim();
    const src = resolve(image.href, offset, 'picture');
    if (src === null) return alt;
    document.images.push({ src, alt, credit, place: placeLater(offset) });
    const size = sizeOf(image.href);
    return `<img src="${escapeMarkdown(src)}" alt="${alt}"${title}${size} loading="lazy" decoding="async">`;
  }

  /** Attributes that keep a picture's place until it is there. */
  function sizeOf(destination: string): string {
    const reference = normalizeReference(destination);
    const { links } = document.source;
    const found = Object.hasOwn(links, reference) ? links[reference] : undefined;
    if (found?.kind !== 'found' || found.size === undefined) return '';
    return ` width="${found.size.width}" height="${found.size.height}"`;
  }

  /** A problem is described after the document, if at all. */
  function placeLater(offset: number): () => Place {
    const rendered = document;
    return () => rendered.placeAt(offset);
  }

  /** The address of a link, or null when only its words may stay. */
  function resolveLink(destination: string, offset: number): string | null {
    const href = resolve(destination, offset, 'link');
    if (href !== null) document.links.push({ href, place: placeLater(offset) });
    return href;
  }

  function resolve(destination: string, offset: number, what: 'link' | 'picture'): string | null {
    const reference = normalizeReference(destination);
    const suffix = /[?#].*$/s.exec(destination)?.[0] ?? '';
    const { links } = document.source;
    const found = Object.hasOwn(links, reference) ? links[reference] : undefined;
    // A relative link that names no file of ours is meant for a browser: `../photos/`.
    if (
      isLocalReference(reference) &&
      (what === 'picture' || isMarkdown(reference) || found?.kind === 'found')
    ) {
      return follow(reference, found, { offset, suffix, what });
    }
    const url = safeUrl(destination);
    if (url === null) {
      document.problems.push(errors.unsafeLink(document.placeAt(offset), what));
      return null;
    }
    return relativeTo(folderOf(document), writtenAddress(url, options));
  }

  function follow(
    target: string,
    found: LinkTarget | undefined,
    { offset, suffix, what }: { offset: number; suffix: string; what: 'link' | 'picture' },
  ): string | null {
    if (found?.kind === 'found') return found.href + (safeUrl(suffix) ?? '');
    const place = document.placeAt(offset);
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

  /** Block by block, so that what is wrong is looked for where it stands. */
  function renderBlocks(tokens: readonly Token[]): { html: string; updates: BodyUpdate[] } {
    const updates: { heading: EntryHeading; html: string; place: () => Place }[] = [];
    let html = '';
    let offset = 0;
    for (const token of tokens) {
      document.enter(offset);
      offset += token.raw.length;
      const heading = document.source.isLive === true ? updateHeading(token) : null;
      const last = updates.at(-1);
      if (heading !== null)
        updates.push({ heading, html: '', place: placeLater(document.locate(token.raw)) });
      else if (last === undefined) html += marked.parser([token]);
      else last.html += marked.parser([token]);
    }
    return { html, updates };
  }

  /** `## 14:05 The first count` begins an update. Another heading of that level is most likely one whose time was forgotten. */
  function updateHeading(token: Token): EntryHeading | null {
    // The page's h1 is the headline, so that one sign means the same as two.
    if (token.type !== 'heading' || token.depth > 2) return null;
    const heading = readEntryHeading(stripTags(wordsOf(token.tokens ?? [])));
    if (heading !== null) {
      const { headline } = heading;
      return { ...heading, headline: headline && smart(headline) };
    }
    document.problems.push(errors.updateWithoutTime(document.placeOf(token.raw)));
    return null;
  }

  return (source) => {
    document = new MarkdownDocument(source, options.messages(source.language).t);
    typographer.reset(source.language);
    let html: string;
    let notes: string;
    let updates: BodyUpdate[];
    try {
      ({ html, updates } = renderBlocks(marked.lexer(source.body)));
      notes = footnoteSection(document, (note) => marked.parser(note.tokens));
    } catch (error) {
      // marked recurses: a few thousand nested quotations exhaust the stack.
      if (!(error instanceof RangeError)) throw error;
      const problems = [errors.tooComplex(source.file)];
      return { html: '', problems, ids: [], links: [], images: [], notes: '', updates: [] };
    }
    if (source.isLive !== true) {
      html += notes;
      notes = '';
    }
    if (document.hasRawHtml && options.rawHtml === 'sanitize') {
      html = sanitize(html, options.origin);
      notes = sanitize(notes, options.origin);
      updates = updates.map((update) => ({
        ...update,
        html: sanitize(update.html, options.origin),
      }));
    }
    return {
      html,
      problems: document.problems,
      ids: document.headings.ids,
      links: document.links,
      images: document.images,
      notes,
      updates,
    };
  };
}
