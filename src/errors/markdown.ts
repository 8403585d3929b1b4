import type { Problem, Severity } from '../types/problem.ts';
import { errorAt, listOf, type Place, warningAt } from './problem.ts';
import { suggest } from './suggest.ts';

const at = (severity: Severity) => (severity === 'error' ? errorAt : warningAt);

export function unclosedBlock(place: Place, name: string): Problem {
  return errorAt(place, {
    code: 'unclosed-block',
    message: `The block "::: ${name}" is never closed.`,
    hint: 'Put a line with only ::: after it.',
  });
}

export function unknownBlock(place: Place, name: string, known: readonly string[]): Problem {
  const guess = suggest(name, known);
  return warningAt(place, {
    code: 'unknown-block',
    message: `There is no block "${name}"; its content is printed as ordinary text.`,
    hint: guess ? `Did you mean "${guess}"?` : `The blocks are ${listOf(known, 'and')}.`,
  });
}

export function removedHtml(place: Place, element: string): Problem {
  return warningAt(place, {
    code: 'removed-html',
    message: `Raw HTML may not bring a <${element}> into a story; it is left out.`,
    hint: 'A film goes into a block: ::: video https://example.org/film. A site that trusts its stories can set markdown: { rawHtml: "allow" }.',
  });
}

export function unclosedCode(place: Place): Problem {
  return warningAt(place, {
    code: 'unclosed-code',
    message: 'This code block is never closed: everything after it is printed as code.',
    hint: 'Put a line with the same marks (``` or ~~~) after it.',
  });
}

export function unusedFootnote(place: Place, label: string): Problem {
  return warningAt(place, {
    code: 'unused-footnote',
    message: `Nothing refers to the footnote "${label}", so it is not printed.`,
    hint: `Put [^${label}] where it belongs.`,
  });
}

export function unsafeLink(place: Place, what: 'link' | 'picture'): Problem {
  return warningAt(place, {
    code: 'unsafe-link',
    message: `This ${what} does not lead to a web address, a mail address or a page of this site; it is left out.`,
    hint: 'Addresses begin with https://, http://, mailto:, tel: or /.',
  });
}

export function missingStory(
  place: Place,
  words: { readonly target: string; readonly severity: Severity; readonly guess: string | null },
): Problem {
  return at(words.severity)(place, {
    code: 'missing-link',
    message: `This links to "${words.target}", which does not exist.`,
    hint: words.guess
      ? `Did you mean "${words.guess}"?`
      : 'Paths are relative to this file. To publish all the same, set missing: { links: "warning" } in the configuration.',
  });
}

export function missingImage(
  place: Place,
  words: { readonly target: string; readonly severity: Severity; readonly guess: string | null },
): Problem {
  return at(words.severity)(place, {
    code: 'missing-image',
    message: `The picture "${words.target}" does not exist.`,
    hint: words.guess
      ? `Did you mean "${words.guess}"?`
      : 'Put it beside the story, or in public/ and begin its path with a slash. To publish all the same, set missing: { images: "warning" } in the configuration.',
  });
}

export function missingVideo(place: Place): Problem {
  return warningAt(place, {
    code: 'missing-video',
    message: 'This video has no address, so only its caption is printed.',
    hint: 'Write the address after the word: ::: video https://example.com/clip.mp4',
  });
}

export function outsideSite(
  place: Place,
  words: { readonly target: string; readonly severity: Severity },
): Problem {
  return at(words.severity)(place, {
    code: 'outside-site',
    message: `"${words.target}" leads out of the site's folder.`,
    hint: 'A story can use files beside it, and files in public/ (with a path that begins with a slash).',
  });
}

export function heldLink(place: Place, target: string): Problem {
  return warningAt(place, {
    code: 'held-link',
    message: `This links to "${target}", which is not public now: the words stay, the link is left out.`,
    hint: 'The link appears by itself when that story is published.',
  });
}

export function unreadableLink(place: Place, target: string): Problem {
  return errorAt(place, {
    code: 'unreadable-link',
    message: `The path "${target}" cannot be followed.`,
    hint: 'Write a path with spaces or parentheses between < and >: [words](<../world/a (2).md>).',
  });
}

export function tooComplex(file: string): Problem {
  return {
    code: 'too-complex',
    severity: 'error',
    file,
    message: 'The text of this story is nested too deeply to be read.',
    hint: 'Look for a long run of >, of brackets or of ::: that are never closed, often left by a paste.',
  };
}

export function updateWithoutTime(place: Place): Problem {
  return warningAt(place, {
    code: 'update-without-time',
    message: 'This heading of a live blog does not begin with a time, so it begins no update.',
    hint: 'Write the time first: ## 14:05 What happened. Headings inside an update have three signs: ###.',
  });
}

export function badUpdateTime(place: Place, written: string): Problem {
  return errorAt(place, {
    code: 'bad-update-time',
    message: `There is no such time as ${written}.`,
    hint: 'Write the day before the time if it is another one: ## 2026-03-01 14:05 What happened.',
  });
}
