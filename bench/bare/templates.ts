import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

/** Renders a template by name, as `include` does inside of templates. */
export type Render = (name: string, view: object) => string;

const LOCALS = ['view', 'helpers', 'include'] as const;

/** Compiles all templates of a folder once. */
export function loadTemplates(folder: string): Render {
  const templates = new Map<string, TemplateFunction>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.ejs')) templates.set(name, compile(join(folder, name)));
  }
  const include: Render = (name, view) => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no template ${name}`);
    return template({ view, helpers, include });
  };
  return include;
}

function compile(filename: string): TemplateFunction {
  const options = { filename, _with: false, compileDebug: true, escape: escapeText } as const;
  const text = readFileSync(filename, 'utf8');
  return new ejs.Template(text, { ...options, destructuredLocals: LOCALS }).compile();
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeText(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? '');
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The only helper that the bench's templates call. */
const helpers = {
  date({ iso }: { readonly iso: string }): string {
    const month = MONTHS[Number(iso.slice(5, 7)) - 1];
    return `${Number(iso.slice(8, 10))} ${month} ${iso.slice(0, 4)}`;
  },
};
