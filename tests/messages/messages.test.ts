import { expect, test } from 'vitest';
import { ar } from '../../src/messages/ar.ts';
import { de } from '../../src/messages/de.ts';
import { type Catalogue, en, type Message } from '../../src/messages/en.ts';
import { es } from '../../src/messages/es.ts';
import { fr } from '../../src/messages/fr.ts';
import { ko } from '../../src/messages/ko.ts';
import { createMessages, listNames, MESSAGE_KEYS } from '../../src/messages/messages.ts';
import { it, nl, pt } from '../../src/messages/partial.ts';

const COMPLETE: Readonly<Record<string, Catalogue>> = { en, de, fr, es, ar, ko };
const ALL: Readonly<Record<string, Catalogue>> = { ...COMPLETE, it, nl, pt };

const formsOf = (message: Message): readonly string[] =>
  typeof message === 'string'
    ? [message]
    : Object.values(message).filter((form) => form !== undefined);

function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

/** All words of a language, in one row. */
const plain = (language: string) => createMessages({ language: 'en', words: {} })(language);

test.each(Object.keys(COMPLETE))(
  'the catalogue of %s says everything that English says',
  (language) => {
    const catalogue = COMPLETE[language] ?? {};
    expect(Object.keys(catalogue).sort()).toEqual([...MESSAGE_KEYS].sort());
    for (const key of MESSAGE_KEYS) {
      const message = catalogue[key] ?? '';
      for (const form of formsOf(message)) expect(`${key}: ${form.trim()}`).not.toBe(`${key}: `);
      expect([key, typeof message]).toEqual([key, typeof en[key]]);
    }
  },
);

test.each(Object.keys(ALL))('the values in the words of %s are those of English', (language) => {
  for (const [key, message] of Object.entries(ALL[language] ?? {})) {
    const english = en[key as keyof typeof en];
    const expected = new Set(formsOf(english).flatMap(placeholdersIn));
    for (const form of formsOf(message)) {
      const found = placeholdersIn(form);
      // A form for one or two may say the number in words.
      const required = typeof message === 'string' ? [...expected] : [];
      expect([key, found.filter((name) => !expected.has(name))]).toEqual([key, []]);
      expect([key, required.filter((name) => !found.includes(name))]).toEqual([key, []]);
    }
    if (typeof message !== 'string')
      expect([key, placeholdersIn(message.other)]).toEqual([
        key,
        placeholdersIn(formsOf(english).at(-1) ?? ''),
      ]);
  }
});

test.each(Object.keys(ALL))('what %s says is not said in English', (language) => {
  if (language === 'en') return expect(plain('en').t('related')).toBe(en.related);
  const { related, footnotes } = ALL[language] ?? {};
  expect(footnotes).not.toBe(en.footnotes);
  expect(related).not.toBe(en.related);
});

test.each(Object.keys(COMPLETE))(
  'each number has a form in %s, in which nothing is left open',
  (language) => {
    const { t } = plain(language);
    const counted = MESSAGE_KEYS.filter((key) => typeof en[key] !== 'string');
    expect(counted.length).toBeGreaterThan(2);
    for (const key of counted) {
      for (const count of [0, 1, 2, 3, 7, 11, 12, 21, 99, 100, 102, 1000, 1_000_000])
        expect(t(key, { count })).not.toMatch(/[{}]|undefined/);
    }
  },
);

test('Arabic has six forms, each for its numbers', () => {
  const { t } = plain('ar');
  const say = (count: number) => t('stories', { count });
  expect([0, 1, 2].map(say)).toEqual(['لا مواد', 'مادة واحدة', 'مادتان']);
  expect([3, 10, 103].map(say)).toEqual(['3 مواد', '10 مواد', '103 مواد']);
  expect([11, 99].map(say)).toEqual(['11 مادة', '99 مادة']);
  expect([100, 200].map(say)).toEqual(['100 مادة', '200 مادة']);
  expect(Object.keys(ar.stories).sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
});

test('English and French do not count alike', () => {
  expect([0, 1, 2].map((count) => plain('en').t('stories', { count }))).toEqual([
    '0 stories',
    '1 story',
    '2 stories',
  ]);
  const french = [0, 1, 2].map((count) => plain('fr').t('stories', { count }));
  expect(french[0]?.replace('0', '1')).toBe(french[1]);
  expect(french[2]?.replace('2', '1')).not.toBe(french[1]);
});

test.each(['tlh', 'ja', 'sv-SE', 'it'])(
  'what %s has no word for is said in English',
  (language) => {
    expect(plain(language).t('related')).toBe(en.related);
  },
);

test('a region does not make another language', () => {
  expect(plain('de-CH').t('related')).toBe(de.related);
  expect(plain('pt-BR').t('footnotes')).toBe(pt.footnotes);
  expect(plain('AR').t('related')).toBe(ar.related);
});

test('own words take the place of built-in ones, in the site’s language only', () => {
  const words = { related: 'Mehr', stories: { one: 'ein Text', other: '{count} Texte' } };
  const messages = createMessages({ language: 'de-AT', words });
  for (const language of ['de-AT', 'de', 'de-CH']) {
    expect(messages(language).t('related')).toBe('Mehr');
    expect(messages(language).t('stories', { count: 1 })).toBe('ein Text');
    expect(messages(language).t('stories', { count: 5 })).toBe('5 Texte');
    expect(messages(language).t('search')).toBe(de.search);
  }
  expect(messages('fr').t('related')).toBe(fr.related);
});

test('own words teach a language that is not known', () => {
  const messages = createMessages({ language: 'sv', words: { related: 'Läs också' } });
  expect(messages('sv').t('related')).toBe('Läs också');
  expect(messages('sv').t('search')).toBe(en.search);
});

test('values stand where their names stand, whatever they contain', () => {
  const { t } = plain('en');
  expect(t('part', { number: 2 })).toBe('Part 2');
  expect(t('by', { names: '{names} $& $1' })).toBe('By {names} $& $1');
  expect(t('moreOf', { series: 'A & B' })).toBe('More of A & B');
  // A value that a script will know is left as it is.
  expect(t('oldStory')).toBe('This story was published {ago}.');
});

test('a message that does not exist is an error that names it', () => {
  const { t, forms } = plain('en');
  expect(() => t('nothing' as 'related')).toThrow('"nothing"');
  expect(() => forms('nothing' as 'related')).toThrow('"nothing"');
  for (const name of ['constructor', 'toString', '__proto__'])
    expect(() => t(name as 'related')).toThrow(RangeError);
});

test('the forms of a message are those of its language', () => {
  expect(plain('ar').forms('newUpdates')).toEqual(ar.newUpdates);
  expect(plain('en').forms('newUpdates')).toEqual(en.newUpdates);
  expect(plain('en').forms('related')).toEqual({ other: en.related });
});

test.each([
  ['en', ['', 'A', 'A and B', 'A, B and C']],
  ['de', ['', 'A', 'A und B', 'A, B und C']],
  ['fr', ['', 'A', 'A et B', 'A, B et C']],
  ['es', ['', 'A', 'A y B', 'A, B y C']],
  ['ar', ['', 'A', 'A وB', 'A، B وC']],
  ['tlh', ['', 'A', 'A, B', 'A, B, C']],
])('names in %s', (language, rows) => {
  const { t } = plain(language);
  const names = ['A', 'B', 'C'];
  expect([0, 1, 2, 3].map((count) => listNames(names.slice(0, count), t))).toEqual(rows);
});
