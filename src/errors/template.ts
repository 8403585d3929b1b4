import type { Problem } from '../types/problem.ts';
import { errorAt, type Place } from './problem.ts';
import { didYouMean } from './suggest.ts';

export function templateSyntax(
  place: Place,
  words: { readonly reason: string; readonly hint: string },
): Problem {
  return errorAt(place, {
    code: 'template-syntax',
    message: `This template cannot be read: ${words.reason}.`,
    hint: words.hint,
  });
}

export function templateFailure(
  place: Place,
  words: { readonly reason: string; readonly origin: string },
): Problem {
  return errorAt(place, {
    code: 'template-error',
    message: `${words.reason} (while making the page of ${words.origin}).`,
    hint: 'Check the names on this line against docs/theming.md.',
  });
}

export function templateMissing(
  place: Place | string,
  words: { readonly name: string; readonly known: Iterable<string>; readonly origin: string },
): Problem {
  return errorAt(place, {
    code: 'template-missing',
    message: `There is no template "${words.name}" (while making the page of ${words.origin}).`,
    hint:
      didYouMean(words.name, words.known) ??
      'Paths are relative to the templates folder: partials/card.ejs.',
  });
}

export function threadDied(origin: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return errorAt(origin, {
    code: 'thread-died',
    message: `The thread that worked on this file ended: ${reason}.`,
    hint: 'A template that ends the process or takes all memory does this. Build with --threads 1 to see more.',
  });
}

export function badStyles(place: Place, reason: string): Problem {
  return errorAt(place, {
    code: 'bad-css',
    message: `This style sheet cannot be read: ${reason.replace(/\.$/, '')}.`,
    hint: 'Mend the rule at this place; the site stays as it was until then.',
  });
}

export function importedStyles(place: Place): Problem {
  return errorAt(place, {
    code: 'css-import',
    message: 'A style sheet of the theme cannot import another one: all become one file.',
    hint: 'Copy the rules of the other style sheet here. A font belongs into public/ and an @font-face rule.',
  });
}
