import * as v from 'valibot';
import { readDate } from '../content/dates.ts';
import { createZone } from '../content/zone.ts';

export const text = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be empty'));

export const address = v.pipe(
  text,
  v.regex(
    /^(?:\/|#|https?:\/\/|mailto:|tel:)/,
    'must be a path that starts with / or an address that starts with https://',
  ),
);

const UTC = createZone('UTC');
const moment = v.pipe(
  text,
  v.check(
    (written) => 'instant' in readDate(written, UTC),
    'must be a date and a time such as 2026-03-01 18:00',
  ),
);

const color = v.pipe(
  text,
  v.regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'must be a colour such as #a3000f'),
);

const palette = {
  ink: v.optional(color),
  paper: v.optional(color),
  muted: v.optional(color),
  rule: v.optional(color),
  wash: v.optional(color),
  accent: v.optional(color),
  link: v.optional(color),
  breaking: v.optional(color),
};

/** What stands in a style sheet must not end the rule that it stands in. */
const family = v.pipe(
  text,
  v.regex(
    /^(?:[\p{L}\p{N} _-]+|'[\p{L}\p{N} _-]+'|"[\p{L}\p{N} _-]+")(?:\s*,\s*(?:[\p{L}\p{N} _-]+|'[\p{L}\p{N} _-]+'|"[\p{L}\p{N} _-]+"))*$/u,
    'must be "serif", "sans" or a list of font families',
  ),
);
const percentage = v.pipe(text, v.regex(/^\d+(?:\.\d+)?%$/, 'must be a percentage such as 104.5%'));
export const flag = v.boolean('must be true or false');

export function wholeNumber(least: number, most: number) {
  return v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );
}

const familyName = v.pipe(
  text,
  v.regex(/^[\p{L}\p{N} _-]+$/u, 'must be the name of a font family'),
);
const fontFile = v.pipe(
  text,
  v.regex(/^\/[^\s"'()\\]+\.woff2$/i, 'must be the path of a .woff2 file in public/'),
);
const webFont = v.strictObject({
  family: familyName,
  file: fontFile,
  italic: v.optional(fontFile),
  weight: v.optional(
    v.pipe(text, v.regex(/^\d{1,4}(?: \d{1,4})?$/, 'must be a weight or a range such as 200 800')),
  ),
  fallback: v.optional(
    v.strictObject({
      font: v.optional(familyName),
      sizeAdjust: v.optional(percentage),
      ascent: v.optional(percentage),
      descent: v.optional(percentage),
      lineGap: v.optional(percentage),
    }),
  ),
});

/** Options of the built-in theme, as a person writes them. */
export const ThemeSchema = v.strictObject({
  masthead: v.optional(
    v.strictObject({
      name: v.optional(text),
      logo: v.optional(
        v.union(
          [address, v.strictObject({ light: address, dark: v.optional(address) })],
          'must be the path of a picture, or { light, dark }',
        ),
      ),
    }),
  ),
  colors: v.optional(v.strictObject({ ...palette, dark: v.optional(v.strictObject(palette)) })),
  fonts: v.optional(
    v.strictObject({
      headlines: v.optional(family),
      text: v.optional(family),
      labels: v.optional(family),
      web: v.optional(
        v.union(
          [v.literal('newsreader'), webFont],
          'must be "newsreader", or { family, file } for a font in public/',
        ),
      ),
    }),
  ),
  measure: v.optional(wholeNumber(40, 90)),
  front: v.optional(
    v.strictObject({
      secondary: v.optional(wholeNumber(0, 8)),
      latest: v.optional(wholeNumber(0, 50)),
      opinion: v.optional(wholeNumber(0, 9)),
      strips: v.optional(
        v.array(
          v.union(
            [text, v.strictObject({ section: text, count: v.optional(wholeNumber(1, 12)) })],
            'must be the slug of a section, or { section, count }',
          ),
          'must be a list of sections',
        ),
      ),
      pins: v.optional(
        v.array(
          v.strictObject({ story: text, slot: text, until: v.optional(moment) }),
          'must be a list of { story, slot, until }',
        ),
      ),
    }),
  ),
  script: v.optional(flag),
  story: v.optional(
    v.strictObject({
      share: v.optional(flag),
      bios: v.optional(flag),
      trust: v.optional(flag),
      related: v.optional(flag),
      ad: v.optional(flag),
      updatedAfterMinutes: v.optional(wholeNumber(0, 10_080)),
      oldAfterDays: v.optional(wholeNumber(0, 36_500)),
    }),
  ),
});

export type UserTheme = v.InferInput<typeof ThemeSchema>;
