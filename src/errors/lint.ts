import type { Problem } from '../types/problem.ts';
import { type Place, warningAt } from './problem.ts';

export function missingDek(place: Place | string): Problem {
  return warningAt(place, {
    code: 'missing-dek',
    message:
      'This story has no dek, the sentence under the headline; search engines will take one from the text.',
    hint: 'Add a line to the front matter: dek: One sentence that says why it matters.',
  });
}

export function longHeadline(place: Place | string, length: number, limit: number): Problem {
  return warningAt(place, {
    code: 'long-headline',
    message: `The headline has ${length} characters; search engines and readers' apps cut it after ${limit}.`,
    hint: 'Shorten it.',
  });
}

export function missingAlt(place: Place | string): Problem {
  return warningAt(place, {
    code: 'missing-alt',
    message: 'This picture has no description for those who cannot see it.',
    hint: 'Say in a few words what it shows: ![A ferry in fog](ferry.jpg), or alt: under image:.',
  });
}

export function missingCredit(place: Place | string): Problem {
  return warningAt(place, {
    code: 'missing-credit',
    message: 'This picture does not say who made it.',
    hint: 'Write it after a bar: ![A ferry](ferry.jpg "The first ferry. | Jane Doe"), or credit: under image:.',
  });
}

export function brokenLink(place: Place | string, href: string): Problem {
  return warningAt(place, {
    code: 'broken-link',
    message: `Nothing is published at ${href}.`,
    hint: 'Link to a story by its file: [words](../world/story.md). Such a link follows the story when it moves.',
  });
}

export function brokenAnchor(place: Place | string, fragment: string): Problem {
  return warningAt(place, {
    code: 'broken-anchor',
    message: `The page has no part "#${fragment}".`,
    hint: 'The parts of a page are its headings, in lower case and joined by hyphens.',
  });
}
