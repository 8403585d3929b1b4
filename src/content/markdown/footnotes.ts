import type { Lexer, MarkedExtension, Token, Tokens } from 'marked';
import { unusedFootnote } from '../../errors/markdown.ts';
import type { Footnote, MarkdownDocument } from './document.ts';
import { escapeHtml } from './html.ts';

const DEFINITION =
  /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*((?:[^\n]*)(?:\n(?:[ \t]*\n)*(?: {2,}|\t)[^\n]+|\n(?![ \t]*\n| {0,3}(?:\[\^|#{1,6} |>|[-*+] |\d+[.)] |:::|```|~~~))[^\n]+)*)(?:\n|$)/;
/** The next definition, or what ends a paragraph before it. */
const DEFINITION_AHEAD = /\n(?:[ \t]*\n| {0,3}#{1,6} |(\[\^[^\]\s]+\]:))/;
const REFERENCE = /^\[\^([^\]\s]+)\]/;

/**
 * Footnotes as GitHub writes them: `word[^1]`, and `[^1]: The note.` anywhere. Numbers follow the order of the
 * references, whatever the labels say.
 */
export function footnotes(current: () => MarkdownDocument): MarkedExtension<string, string> {
  return {
    extensions: [
      {
        name: 'footnoteDefinition',
        level: 'block',
        // Only a definition interrupts a paragraph: a paste full of brackets stays one.
        start: (src) => (current().hasFootnotes ? startOf(src, DEFINITION_AHEAD) : undefined),
        tokenizer(src) {
          if (!current().hasFootnotes) return undefined;
          const match = DEFINITION.exec(src);
          if (!match) return undefined;
          const [raw, label = '', text = ''] = match;
          const token: Tokens.Generic = { type: 'footnoteDefinition', raw, label };
          const document = current();
          if (!document.footnotes.has(label)) {
            const content = text.replace(/\n(?: {1,4}|\t)/g, '\n');
            const tokens = blockTokens(this.lexer, content);
            document.footnotes.set(label, { label, tokens, token, references: 0, number: 0 });
          }
          return token;
        },
        renderer: () => '',
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        start: (src) => {
          if (current().footnotes.size === 0) return undefined;
          const index = src.indexOf('[^');
          return index === -1 ? undefined : index;
        },
        tokenizer(src) {
          const match = REFERENCE.exec(src);
          const label = match?.[1];
          // Block tokens come first, so every definition is known by now; without one the text stays as it is.
          if (!match || label === undefined || !current().footnotes.has(label)) return undefined;
          return { type: 'footnoteReference', raw: match[0], label };
        },
        renderer(token) {
          const document = current();
          const note = document.footnotes.get(token.label);
          if (!note) return escapeHtml(token.raw);
          if (note.number === 0) note.number = document.notes.push(note);
          note.references++;
          const suffix = note.references === 1 ? '' : `-${note.references}`;
          const { idPrefix = '' } = document.source;
          const id = document.headings.note(`${idPrefix}fnref-${note.number}${suffix}`);
          return `<sup class="footnote-ref"><a href="#${idPrefix}fn-${note.number}" id="${id}">${note.number}</a></sup>`;
        },
      },
    ],
  };
}

/** The notes that the text refers to, for the end of the document. `render` turns a note's tokens into HTML. */
export function footnoteSection(
  document: MarkdownDocument,
  render: (note: Footnote) => string,
): string {
  if (document.footnotes.size === 0) return '';
  // A note may refer to another, which then joins the list while it is being written.
  const items: string[] = [];
  for (const note of document.notes) {
    document.enterNote(note);
    items.push(listItem(note, render(note).trimEnd(), document));
  }
  for (const note of document.footnotes.values()) {
    if (note.number > 0) continue;
    document.enterNote(note);
    document.problems.push(unusedFootnote(document.placeOf(note.token.raw), note.label));
  }
  if (items.length === 0) return '';
  const label = escapeHtml(document.say('footnotes'));
  return `<section class="footnotes" role="doc-endnotes" aria-label="${label}">\n<ol>\n${items.join('')}</ol>\n</section>\n`;
}

function listItem(note: Footnote, html: string, document: MarkdownDocument): string {
  const label = escapeHtml(document.say('backToText'));
  const { idPrefix = '' } = document.source;
  const back: string[] = [];
  for (let n = 1; n <= note.references; n++) {
    const suffix = n === 1 ? '' : `-${n}`;
    back.push(
      ` <a href="#${idPrefix}fnref-${note.number}${suffix}" class="footnote-back" aria-label="${label}">↩</a>`,
    );
  }
  const id = document.headings.note(`${idPrefix}fn-${note.number}`);
  const withBack = html.endsWith('</p>')
    ? `${html.slice(0, -4)}${back.join('')}</p>`
    : `${html}\n<p>${back.join('')}</p>`;
  return `<li id="${id}">\n${withBack}\n</li>\n`;
}

/** Lexes the content of a block. Inside a list marked makes no paragraphs; a block has its own. */
export function blockTokens(lexer: Lexer, content: string): Token[] {
  const { top } = lexer.state;
  lexer.state.top = true;
  const tokens = lexer.blockTokens(content, []);
  lexer.state.top = top;
  return tokens;
}

/**
 * Where the paragraph that `src` begins with is interrupted. `ahead` also matches blank lines and headings, because
 * marked asks for every paragraph: to search to the end of the text each time would be quadratic.
 */
export function startOf(src: string, ahead: RegExp): number | undefined {
  const match = ahead.exec(src);
  return match?.[1] === undefined ? undefined : match.index + 1;
}
