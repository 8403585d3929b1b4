import type { Problem } from '../types/problem.ts';
import { errorAt, type Place } from './problem.ts';

/** What most often makes YAML unreadable. */
export const QUOTE_HINT =
  'If the text contains a colon, a # or starts with a quote or a bracket, put the whole of it in quotes: headline: "Rail: the plan".';

export function notUtf8(
  file: string,
  where: { readonly offset: number; readonly line: number; readonly column: number },
): Problem {
  return {
    code: 'not-utf8',
    severity: 'error',
    file,
    line: where.line,
    column: where.column,
    message: `This file is not valid UTF-8 text: the byte at offset ${where.offset} belongs to no character.`,
    hint: 'Save it again with the encoding UTF-8.',
  };
}

export function nulByte(place: Place): Problem {
  return errorAt(place, {
    code: 'nul-byte',
    message: 'This file contains a NUL character, which text never does.',
    hint: 'The file may be damaged, or not a text file. Save it again from your editor.',
  });
}

export function matterNotOnFirstLine(place: Place): Problem {
  return errorAt(place, {
    code: 'front-matter-start',
    message: 'The front matter does not start on the first line, so it would be printed as text.',
    hint: 'Delete the empty lines above it.',
  });
}

export function longFence(place: Place, fence: string): Problem {
  return errorAt(place, {
    code: 'front-matter-fence',
    message: `"${fence}" is not a front-matter fence.`,
    hint: `Write exactly ${fence.slice(0, 3)} (three characters) above and below the front matter.`,
  });
}

export function matterLanguage(place: Place, name: string): Problem {
  const isCode = /^(?:js|javascript|coffee|cson|ts|typescript)/.test(name);
  return errorAt(place, {
    code: isCode ? 'front-matter-code' : 'front-matter-language',
    message: isCode
      ? `Front matter in ${name} would have to be run as a program; Broadsheet never does that.`
      : `Broadsheet does not know the front-matter language "${name}".`,
    hint: 'Use YAML between --- lines, TOML between +++ lines, or JSON (---json).',
  });
}

export function unclosedMatter(place: Place, fence: string): Problem {
  return errorAt(place, {
    code: 'front-matter-unclosed',
    message: 'The front matter is never closed.',
    hint:
      fence === '{'
        ? 'A { has no matching } after it.'
        : `Put a line with only ${fence} between the front matter and the text.`,
  });
}

export function matterTooLong(place: Place, limit: string): Problem {
  return errorAt(place, {
    code: 'front-matter-size',
    message: `The front matter is longer than ${limit}.`,
    hint: 'Is the closing fence missing? Text belongs below it.',
  });
}

export function matterTooDeep(place: Place): Problem {
  return errorAt(place, {
    code: 'front-matter-size',
    message: 'The front matter holds too many values, or they are nested too deeply.',
    hint: 'A story needs a few dozen plain values.',
  });
}

export function matterShape(place: Place, found: string): Problem {
  return errorAt(place, {
    code: 'front-matter-shape',
    message: `The front matter is ${found}; it must be a list of keys with values.`,
    hint: 'Write one "key: value" a line, for example: headline: Ferry returns to the estuary',
  });
}

export function badYaml(place: Place, reason: string): Problem {
  return errorAt(place, {
    code: 'bad-yaml',
    message: `The front matter cannot be read: ${reason}.`,
    hint: /\btabs?\b/.test(reason)
      ? 'Use spaces for indentation.'
      : /duplicate/.test(reason)
        ? 'The same key stands twice: keep one of them.'
        : QUOTE_HINT,
  });
}

export function badToml(place: Place, reason: string): Problem {
  return errorAt(place, {
    code: 'bad-toml',
    message: `The front matter cannot be read as TOML: ${reason}.`,
    hint: 'Text stands in quotes, dates without: title = "Ferry returns", date = 2026-03-01.',
  });
}

export function badJson(place: Place, reason: string): Problem {
  return errorAt(place, {
    code: 'bad-json',
    message: `The front matter cannot be read as JSON: ${reason}.`,
    hint: 'Keys and text stand in double quotes, and no comma follows the last value.',
  });
}

export function noFrontMatter(place: Place): Problem {
  return errorAt(place, {
    code: 'no-front-matter',
    message: 'This story has no front matter, so it has no headline and no date.',
    hint: 'Start the file with a line ---, then headline: and published:, then another line ---.',
  });
}
