import { Script } from 'node:vm';
import ejs, { type TemplateFunction } from 'ejs';
import { escapeHtml, withoutControls } from '../content/markdown/html.ts';
import { BroadsheetError, type Place, positionAt } from '../errors/problem.ts';
import * as errors from '../errors/template.ts';
import type { Problem } from '../types/problem.ts';
import type { TemplateFile, TemplateFiles } from './template-files.ts';

/** Templates by name (`partials/card.ejs`); a site's own file takes the place of the built-in one of that name. */
export class TemplateSet {
  readonly #files: TemplateFiles;
  readonly #compiled = new Map<string, TemplateFunction | BroadsheetError>();

  constructor(files: TemplateFiles) {
    this.#files = files;
  }

  get names(): Iterable<string> {
    return this.#files.keys();
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** @throws BroadsheetError with the template's line when it cannot be compiled; the same one each time. */
  compile(name: string): TemplateFunction {
    let compiled = this.#compiled.get(name);
    if (compiled === undefined) {
      compiled = compileTemplate(this.#file(name));
      this.#compiled.set(name, compiled);
    }
    if (compiled instanceof BroadsheetError) throw compiled;
    return compiled;
  }

  placeOf(name: string, line: number): Place {
    const { file, text } = this.#file(name);
    const content = text.split('\n')[line - 1] ?? '';
    return {
      file,
      text,
      position: { line, column: content.length - content.trimStart().length + 1 },
    };
  }

  #file(name: string): TemplateFile {
    const file = this.#files.get(name);
    if (!file) throw new Error(`no template ${name}`);
    return file;
  }
}

/** What a template can name: its data, the helpers, and `include`, which finds partials by path from the templates folder. */
const LOCALS = ['view', 'helpers', 'include'];

function compileTemplate({ file, text }: TemplateFile): TemplateFunction | BroadsheetError {
  const template = new ejs.Template(text, {
    filename: file,
    // Without `with`, no name in a story's data can stand for a name in the template.
    _with: false,
    strict: true,
    compileDebug: true,
    destructuredLocals: LOCALS,
    escape: print,
  });
  try {
    return template.compile();
  } catch (error) {
    return new BroadsheetError([describeSyntax(file, text, error)]);
  }
}

/** What `<%= %>` prints. A view says null for what is absent, so undefined is a name that does not exist. */
function print(value: unknown): string {
  if (value === null) return '';
  if (value === undefined) throw new ReferenceError('This prints a value that does not exist');
  return escapeHtml(withoutControls(String(value)));
}

function describeSyntax(file: string, text: string, error: unknown): Problem {
  const unclosed = unclosedTag(text);
  if (unclosed !== null) {
    const place = { file, text, position: positionAt(text, unclosed) };
    return errors.templateSyntax(place, {
      reason: 'this tag is never closed',
      hint: 'A tag that opens with <% ends with %>.',
    });
  }
  const { line, reason } = locateSyntaxError(text, error);
  const content = text.split('\n')[line - 1] ?? '';
  const place = {
    file,
    text,
    position: { line, column: content.length - content.trimStart().length + 1 },
  };
  return errors.templateSyntax(place, {
    reason,
    hint: 'Each { in a <% %> tag needs a } in a later one, each ( a ).',
  });
}

function unclosedTag(text: string): number | null {
  for (const { index } of text.matchAll(/<%(?!%)/g)) {
    const end = text.indexOf('%>', index);
    const next = text.indexOf('<%', index + 2);
    if (end === -1 || (next !== -1 && next < end)) return index;
  }
  return null;
}

/**
 * EJS says nothing of where a syntax error is. It does write `__line = n` into the program that it makes of a
 * template: the last of these before the place at which V8 gives up is the template's line.
 */
function locateSyntaxError(text: string, error: unknown): { line: number; reason: string } {
  const options = {
    filename: 'template',
    _with: false,
    compileDebug: true,
    destructuredLocals: [],
    escape: String,
  } as const;
  const template = new ejs.Template(text, options);
  template.generateSource();
  const program = template.source.split('\n');
  try {
    new Script(`(function () {\n${template.source}\n})`, { filename: 'template' });
  } catch (syntaxError) {
    const stack = String(syntaxError instanceof Error ? syntaxError.stack : syntaxError);
    const failed = Number(/^template:(\d+)/.exec(stack)?.[1] ?? 1) - 1;
    const reason = syntaxError instanceof Error ? syntaxError.message : String(syntaxError);
    const isAtEnd = failed > program.length;
    for (let i = Math.min(failed, program.length) - 1; i >= 0; i--) {
      const marker = /^ {4}; __line = (\d+)$/.exec(program[i] ?? '');
      if (marker)
        return {
          line: Number(marker[1]),
          reason: isAtEnd ? 'a { or ( is never closed' : lower(reason),
        };
    }
    return { line: 1, reason: lower(reason) };
  }
  return {
    line: 1,
    reason: lower(String(error instanceof Error ? error.message.split('\n', 1).join('') : error)),
  };
}

function lower(reason: string): string {
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}
