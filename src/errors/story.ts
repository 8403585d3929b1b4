import type { Problem, Severity } from '../types/problem.ts';
import { QUOTE_HINT } from './front-matter.ts';
import { errorAt, listOf, type Place, warningAt } from './problem.ts';

export function missingHeadline(place: Place): Problem {
  return errorAt(place, {
    code: 'missing-headline',
    message: 'This story has no headline.',
    hint: 'Add a line to the front matter: headline: What happened, in one line',
  });
}

export function missingDate(place: Place): Problem {
  return errorAt(place, {
    code: 'missing-date',
    message: 'This story does not say when it was published.',
    hint: 'Add a line to the front matter: published: 2026-03-01 07:30',
  });
}

interface BadValue {
  readonly key: string;
  /** An alias of another generator with a value that means something else there: no reason to stop the presses. */
  readonly lenient: boolean;
}

function badValue(
  place: Place,
  { lenient }: BadValue,
  words: Parameters<typeof errorAt>[1],
): Problem {
  return (lenient ? warningAt : errorAt)(place, words);
}

export function wrongType(place: Place, value: BadValue, wanted: string): Problem {
  return badValue(place, value, {
    code: 'wrong-type',
    message: `"${value.key}" must be ${wanted}.`,
    hint: value.lenient
      ? 'It is ignored.'
      : wanted.includes('text')
        ? QUOTE_HINT
        : 'docs/stories.md shows each key with its values.',
  });
}

export function unknownValue(
  place: Place,
  value: BadValue,
  words: {
    readonly written: string;
    readonly allowed: readonly string[];
    readonly guess: string | null;
  },
): Problem {
  return badValue(place, value, {
    code: 'unknown-value',
    message: `"${words.written}" is not a ${value.key}.`,
    hint: `${words.guess ? `Did you mean "${words.guess}"? ` : ''}Use ${listOf(words.allowed)}.`,
  });
}

export function badDate(
  place: Place,
  value: BadValue,
  words: { readonly written: string; readonly why: string | null },
): Problem {
  return badValue(place, value, {
    code: 'bad-date',
    message:
      words.why === null
        ? `"${words.written}" is not a date that can be read without guessing (${value.key}).`
        : `The date "${words.written}" does not exist: ${words.why} (${value.key}).`,
    hint: 'Write year-month-day and, if you like, the time: 2026-03-01, 2026-03-01 07:30 or 2026-03-01T07:30:00+01:00.',
  });
}

export function skippedTime(
  place: Place,
  value: BadValue,
  words: { readonly written: string; readonly zone: string },
): Problem {
  return badValue(place, value, {
    code: 'bad-date',
    message: `The time "${words.written}" does not exist in ${words.zone}: the clocks went forward over it (${value.key}).`,
    hint: 'Correct the hour, or add the offset from UTC: 2026-03-29T02:30:00+01:00.',
  });
}

export function ambiguousTime(
  place: Place,
  words: {
    readonly key: string;
    readonly written: string;
    readonly zone: string;
    readonly first: string;
    readonly second: string;
  },
): Problem {
  return warningAt(place, {
    code: 'ambiguous-date',
    message: `The time "${words.written}" happened twice in ${words.zone}, when the clocks went back; the first is taken (${words.key}).`,
    hint: `Write ${words.first} for the first, ${words.second} for the second.`,
  });
}

export function badAddress(
  place: Place,
  value: BadValue,
  words: { readonly written: string; readonly why: string },
): Problem {
  return badValue(place, value, {
    code: 'bad-address',
    message: `"${words.written}" cannot be an address of this site: ${words.why} (${value.key}).`,
    hint: 'Use letters, digits and hyphens, with slashes between parts: /world/2026/flood/',
  });
}

export function badFileName(place: Place, why: string): Problem {
  return errorAt(place, {
    code: 'bad-address',
    message: `The name of this file cannot be the address of its page: ${why}.`,
    hint: 'Rename the file, or give the page an address: permalink: /about/',
  });
}

export function templatedAddress(place: Place, key: string): Problem {
  return warningAt(place, {
    code: 'templated-address',
    message: `"${key}" holds another generator's placeholders, which Broadsheet does not fill in; the site's permalink pattern is used.`,
    hint: 'Write the finished address, or delete the line.',
  });
}

export function badLanguage(place: Place, value: BadValue, written: string): Problem {
  return badValue(place, value, {
    code: 'bad-language',
    message: `"${written}" is not a language tag.`,
    hint: 'Use tags such as en, en-GB, de or pt-BR.',
  });
}

export function badUrl(place: Place, value: BadValue, written: string): Problem {
  return badValue(place, value, {
    code: 'bad-url',
    message: `"${printableUrl(written)}" is not a web address (${value.key}).`,
    hint: 'It must start with https:// or http://.',
  });
}

function printableUrl(url: string): string {
  return url.length > 120 ? `${url.slice(0, 119)}…` : url;
}

export function misspeltKey(
  place: Place,
  words: { readonly key: string; readonly guess: string; readonly severity: Severity },
): Problem {
  const { key, guess, severity } = words;
  if (severity === 'error') {
    return errorAt(place, {
      code: 'misspelt-key',
      message: `"${key}" is not a key, so it would not hold this story back.`,
      hint: `Did you mean "${guess}"? If not, give the key a name that is less like it.`,
    });
  }
  return warningAt(place, {
    code: 'misspelt-key',
    message: `Broadsheet does not know the key "${key}".`,
    hint: `Did you mean "${guess}"? If not, nothing is lost: templates see it as story.extra.`,
  });
}

export function unknownKey(place: Place, key: string): Problem {
  return warningAt(place, {
    code: 'unknown-key',
    message: `Broadsheet does not know the key "${key}"; templates see it as story.extra.`,
  });
}

export function missingCorrection(place: Place, key: string): Problem {
  return errorAt(place, {
    code: 'bad-correction',
    message: `This correction has no ${key}.`,
    hint: 'A correction needs date, kind and text.',
  });
}
