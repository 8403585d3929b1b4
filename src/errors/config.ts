import type { Problem } from '../types/problem.ts';
import { errorAt, type Place, positionAt, warningAt } from './problem.ts';
import { didYouMean } from './suggest.ts';

export function noFolder(root: string): Problem {
  return {
    code: 'no-folder',
    severity: 'error',
    message: `There is no folder ${root}.`,
    hint: 'Name the folder of the site, the one that contains stories/.',
  };
}

export function noConfig(file: string): Problem {
  return {
    code: 'no-config',
    severity: 'error',
    message: `There is no configuration file "${file}".`,
    hint: '--config takes a path from the folder of the site.',
  };
}

export function unreadableConfig(file: string, error: unknown, text: string): Problem {
  const message = (error instanceof Error ? error.message : String(error))
    .split('\n', 1)
    .join('')
    .trim();
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  const stack = error instanceof Error ? String(error.stack) : '';
  const at =
    new RegExp(`${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+)(?::(\\d+))?`).exec(stack) ??
    /\((\d+):(\d+)\)/.exec(message);
  const position = at
    ? { line: Number(at[1]), column: Number(at[2] ?? caretIn(stack)) }
    : positionAt(text, offset);
  return errorAt(
    { file, text, position },
    {
      code: 'bad-config',
      message: `The configuration cannot be loaded: ${message}`,
      hint: 'A configuration file exports one object: export default defineConfig({ … })',
    },
  );
}

/** V8 shows the column of a syntax error by a caret under the line. */
function caretIn(stack: string): number {
  return (/\n( *)\^/.exec(stack)?.[1]?.length ?? 0) + 1;
}

export function badConfig(place: Place, setting: string, words: string): Problem {
  const what = setting === '' ? 'The configuration' : `"${setting}"`;
  return errorAt(place, {
    code: 'bad-config',
    message: `${what} ${words}.`,
    hint: 'docs/configuration.md lists all settings.',
  });
}

export function unknownSetting(place: Place, setting: string, known: readonly string[]): Problem {
  const name = setting.split('.').at(-1) ?? setting;
  return errorAt(place, {
    code: 'bad-config',
    message: `There is no setting "${setting}".`,
    hint: didYouMean(name, known) ?? `Here may stand: ${known.join(', ')}.`,
  });
}

export function badFlag(flag: string, words: string): Problem {
  return {
    code: 'bad-flag',
    severity: 'error',
    message: `${flag} ${words}.`,
    hint: 'broadsheet --help lists all flags.',
  };
}

/** Two colours that are too close, of which one is text. */
export interface Faint {
  readonly scheme: string;
  readonly color: string;
  readonly on: string;
  readonly contrast: number;
}

export function faintColor(place: Place, { scheme, color, on, contrast }: Faint): Problem {
  const words = color === 'breaking' ? 'White text on "breaking"' : `"${color}" on "${on}"`;
  return warningAt(place, {
    code: 'faint-color',
    message: `${words} is hard to read in ${scheme} colours: the contrast is ${contrast.toFixed(1)} to 1.`,
    hint: 'Text needs 4.5 to 1. Choose a darker colour for light paper, a lighter one for dark paper.',
  });
}
