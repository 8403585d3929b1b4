import type { Problem, Severity } from '../types/problem.ts';
import { errorAt, listOf, type Place, warningAt } from './problem.ts';

export function pageClash(
  place: Place | string,
  words: { readonly url: string; readonly origins: readonly string[] },
): Problem {
  return errorAt(place, {
    code: 'duplicate-url',
    message: `The address ${words.url} is claimed more than once: by ${listOf(words.origins, 'and')}.`,
    hint: 'Give one of them another slug (or permalink). Addresses that differ only in case, or in how an accent is typed, are one address on many systems.',
  });
}

export function fileInTheWay(
  place: Place | string,
  words: { readonly file: string; readonly folder: string; readonly origins: readonly string[] },
): Problem {
  return errorAt(place, {
    code: 'duplicate-url',
    message: `"${words.file}" would have to be a file and a folder at once: for ${listOf(words.origins, 'and')}.`,
    hint: 'Give one of them another slug (or permalink).',
  });
}

export function badPermalink(
  place: Place | string,
  words: { readonly url: string; readonly why: string },
): Problem {
  return errorAt(place, {
    code: 'bad-address',
    message: `The address ${words.url} cannot be used: ${words.why}.`,
    hint: 'Write a slug into the front matter: letters, digits and hyphens.',
  });
}

export function shortenedAddress(place: Place | string, url: string): Problem {
  return warningAt(place, {
    code: 'long-address',
    message: `A part of this story's address is longer than file systems allow; it was shortened to ${url}.`,
    hint: 'Write a shorter slug into the front matter.',
  });
}

export function badName(
  place: Place | string,
  words: {
    readonly what: string;
    readonly name: string;
    readonly why: string;
    readonly severity: Severity;
  },
): Problem {
  return (words.severity === 'error' ? errorAt : warningAt)(place, {
    code: 'bad-name',
    message: `"${words.name}" cannot be a ${words.what}: ${words.why}.`,
    hint: words.severity === 'error' ? 'Use ordinary words.' : 'The story is published without it.',
  });
}

export function missingStoryImage(
  place: Place | string,
  words: { readonly target: string; readonly severity: Severity; readonly guess: string | null },
): Problem {
  return (words.severity === 'error' ? errorAt : warningAt)(place, {
    code: 'missing-image',
    message: `The picture "${words.target}" does not exist.`,
    hint: words.guess
      ? `Did you mean "${words.guess}"?`
      : 'Put it beside the story, or in public/ and begin its path with a slash.',
  });
}

export function imageOutside(
  place: Place | string,
  words: { readonly target: string; readonly severity: Severity },
): Problem {
  return (words.severity === 'error' ? errorAt : warningAt)(place, {
    code: 'outside-site',
    message: `The picture "${words.target}" lies outside of the site's folder.`,
    hint: 'Put it beside the story, or in public/ and begin its path with a slash.',
  });
}

export function unsafeImage(place: Place | string, target: string, severity: Severity): Problem {
  return (severity === 'error' ? errorAt : warningAt)(place, {
    code: 'bad-url',
    message: `"${target.slice(0, 80)}" is not the address of a picture.`,
    hint: 'Name a file beside the story, a path of this site, or an address that starts with https://.',
  });
}

export function noStories(): Problem {
  return warningAt('stories', {
    code: 'no-stories',
    message: 'There is no story here: the site has a front page and nothing else.',
    hint: 'Stories are .md files in the folder stories/. Is this the folder of the site?',
  });
}

export function badOutputPath(
  place: Place | string,
  words: { readonly path: string; readonly why: string },
): Problem {
  return errorAt(place, {
    code: 'bad-output-path',
    message: `The file "${words.path}" cannot be published: ${words.why}.`,
    hint: 'Give it a shorter, plain name. If a plugin made it, mend the plugin.',
  });
}

export function pluginFailed(name: string, error: unknown): Problem {
  return {
    code: 'plugin-failed',
    severity: 'error',
    message: `The plugin "${name}" failed: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Mend the plugin, or take it out of the configuration.',
  };
}

export function storiesGone(out: string): Problem {
  return errorAt('stories', {
    code: 'stories-gone',
    message: `The folder stories/ is gone, and ${out} holds a site made from it: all its stories would be removed.`,
    hint: 'Bring the folder back. To remove the site on purpose, run broadsheet clean.',
  });
}

export function sectionFile(file: string): Problem {
  return warningAt(file, {
    code: 'section-file',
    message: 'This file describes a folder for Hugo or Zola; Broadsheet does not publish it.',
    hint: 'Names and descriptions of sections stand in the configuration.',
  });
}

export function entryWithoutBlog(place: Place | string, blog: string): Problem {
  return errorAt(place, {
    code: 'entry-without-blog',
    message: `This file is named by a time of day, like an update of a live blog, but ${blog} is no live blog.`,
    hint: `Write "kind: live" into ${blog}, or give this file a name that begins with words.`,
  });
}

export function badEntryTime(place: Place | string): Problem {
  return errorAt(place, {
    code: 'bad-entry-time',
    message: 'There is no such day, or no such time on it, as this file’s name says.',
    hint: 'Name it 1405-headline.md or 2026-03-01-1405-headline.md, or write published: 2026-03-01 14:05.',
  });
}

export function unknownSlot(
  place: Place | string,
  words: {
    readonly slot: string;
    readonly known: readonly string[];
    readonly guess: string | null;
  },
): Problem {
  const { slot, known, guess } = words;
  return warningAt(place, {
    code: 'unknown-slot',
    message: `The front page has no slot "${slot}", so what is pinned there stands nowhere.`,
    hint: guess === null ? `There are: ${known.join(', ')}.` : `Did you mean "${guess}"?`,
  });
}

export function unknownPin(story: string, guess: string | null): Problem {
  return warningAt('', {
    code: 'unknown-pin',
    message: `The configuration pins "${story}" to the front page, but there is no such story.`,
    hint:
      guess === null
        ? 'Name the story by its file: stories/world/treaty.md.'
        : `Did you mean "${guess}"?`,
  });
}

export function unknownStrip(
  section: string,
  { known, guess }: { readonly known: readonly string[]; readonly guess: string | null },
): Problem {
  return warningAt('', {
    code: 'unknown-strip',
    message: `The front page is to show the section "${section}", but there is no such section.`,
    hint: guess === null ? `There are: ${known.join(', ')}.` : `Did you mean "${guess}"?`,
  });
}

export function missingFont(url: string): Problem {
  return warningAt('', {
    code: 'missing-font',
    message: `The font ${url} is not there, so readers will see the fallback.`,
    hint: `Put the file at public${url}, or change theme.fonts.web in the configuration.`,
  });
}
