import { ar } from './ar.ts';
import { de } from './de.ts';
import { type Catalogue, en, type Forms, type Message, type MessageKey } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ko } from './ko.ts';
import { it, nl, pt } from './partial.ts';

/** By primary language. */
const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, de, fr, es, ar, ko, it, nl, pt };

/** A language without a catalogue: between names, a comma offends in none. */
const UNKNOWN: Catalogue = { namesPair: ', ', namesLast: ', ' };

type Values = Readonly<Record<string, string | number>>;

/**
 * Says a message in one language. Values stand in it as they are given; what goes into HTML is escaped where it is
 * printed.
 *
 * @throws RangeError when there is no message of that name
 */
export type Say = (key: MessageKey, values?: Values) => string;

/** The words of one language. */
export interface Words {
  readonly t: Say;
  /** The forms of a message that is chosen by a number, for a script that knows the number. */
  readonly forms: (key: MessageKey) => Forms;
}

/** Gives the words of a language: `messages('de').t('related')`. */
export type Messages = (language: string) => Words;

/** A site's own words, in its own language. */
export interface OwnWords {
  /** BCP 47. */
  readonly language: string;
  readonly words: Catalogue;
}

export const MESSAGE_KEYS = Object.keys(en) as readonly MessageKey[];

/** What is missing in a language is said in English: a page never lacks a word. */
export function createMessages({ language: ownLanguage, words }: OwnWords): Messages {
  const made = new Map<string, Words>();
  return (language) => {
    let known = made.get(language);
    if (known === undefined) {
      const primary = primaryOf(language);
      const own = primary === primaryOf(ownLanguage) ? words : {};
      known = wordsIn(language, { ...en, ...(CATALOGUES[primary] ?? UNKNOWN), ...own });
      made.set(language, known);
    }
    return known;
  };
}

function wordsIn(language: string, catalogue: Readonly<Record<string, Message>>): Words {
  const plurals = new Intl.PluralRules(language);
  const find = (key: MessageKey): Message => {
    const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (message === undefined) throw new RangeError(`there is no message "${key}"`);
    return message;
  };
  return {
    t(key, values) {
      const message = find(key);
      if (typeof message === 'string' && values === undefined) return message;
      const text =
        typeof message === 'string' ? message : formOf(message, Number(values?.count), plurals);
      return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
    },
    forms(key) {
      const message = find(key);
      return typeof message === 'string' ? { other: message } : message;
    },
  };
}

function formOf(forms: Forms, count: number, plurals: Intl.PluralRules): string {
  return forms[plurals.select(count)] ?? forms.other;
}

/** Names in a row, as the language writes them: “A, B and C”. */
export function listNames(names: readonly string[], say: Say): string {
  if (names.length < 2) return names.join('');
  const [last = ''] = names.slice(-1);
  if (names.length === 2) return names[0] + say('namesPair') + last;
  return names.slice(0, -1).join(say('namesMiddle')) + say('namesLast') + last;
}

function primaryOf(language: string): string {
  return language.toLowerCase().split('-', 1).join('');
}
