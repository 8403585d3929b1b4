import { PLACES } from './names.ts';
import type { Random } from './random.ts';
import { SENTENCES } from './sentences.ts';
import { WORDS } from './words.ts';

const GRAMMAR: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...WORDS, ...SENTENCES, place: PLACES }),
);

/** What can be written: `sentence`, `headline`, `person` … */
export type Form = keyof typeof WORDS | keyof typeof SENTENCES | 'place';

/** A line in parts: text and, at odd places, the names that stood in braces. */
const parts = new Map<string, readonly string[]>();

/** A piece of text of that form, with a capital at its beginning. */
export function write(form: Form, random: Random): string {
  return capitalize(grow(form, random));
}

function grow(form: string, random: Random): string {
  if (form === 'digits') return String(random.between(100, 9999));
  const choices = GRAMMAR.get(form);
  if (!choices) throw new Error(`sentences name a list {${form}} that does not exist`);
  const line = random.pick(choices);
  let split = parts.get(line);
  if (!split) {
    split = line.split(/[{}]/);
    parts.set(line, split);
  }
  let text = '';
  for (const [index, part] of split.entries()) text += index % 2 === 0 ? part : grow(part, random);
  return text;
}

/** The first letter may stand behind a mark: `"we` and `**two`. */
function capitalize(text: string): string {
  return text.replace(/^([^\p{L}\p{N}]*)(\p{Ll})/u, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}

/** Lower-case letters, digits and hyphens, at most some 60 characters of them. */
export function slugOf(text: string): string {
  const plain = text
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'o')
    .normalize('NFD')
    .replace(/[\p{M}']/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
