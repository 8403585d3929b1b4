import type { WebFont } from '../types/config.ts';
import type { UserTheme } from './theme-schema.ts';

/** Fonts that machines have; the last names cover Linux. */
export const SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', serif";
export const SANS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', sans-serif";
export const HEADLINES =
  "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', Charter, 'Noto Serif', serif";

const PACKAGE = '@fontsource-variable/newsreader';
/** In the names of its files, which hosts and browsers may keep for ever. */
const NEWSREADER_VERSION = '5.3.0';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const LATIN_EXTENDED =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';

/**
 * Newsreader by Production Type, made for reading news on screens, under the SIL Open Font License. The fallback's
 * numbers come from measuring the same text in it and in Times New Roman's metrics.
 */
const NEWSREADER: WebFont = {
  family: 'Newsreader',
  faces: [
    face('latin', 'normal', LATIN),
    face('latin', 'italic', LATIN),
    face('latin-ext', 'normal', LATIN_EXTENDED),
    face('latin-ext', 'italic', LATIN_EXTENDED),
  ],
  fallback: {
    fonts: ['Times New Roman', 'Liberation Serif', 'Nimbus Roman'],
    sizeAdjust: '104.5%',
    ascent: '70.8%',
    descent: '25.8%',
    lineGap: '0%',
  },
};

function face(subset: string, style: 'normal' | 'italic', range: string): WebFont['faces'][number] {
  const file = `newsreader-${subset}-wght-${style}.woff2`;
  return {
    url: `/assets/fonts/${NEWSREADER_VERSION}/${file}`,
    packaged: `${PACKAGE}/files/${file}`,
    style,
    weight: '200 800',
    range,
  };
}

type UserWebFont = NonNullable<NonNullable<UserTheme['fonts']>['web']>;

/** The font that comes with Broadsheet, or one of the site's own. */
export function webFontOf(written: UserWebFont): WebFont {
  if (written === 'newsreader') return NEWSREADER;
  const { family, file, italic, weight = '100 900', fallback } = written;
  const own = (url: string, style: 'normal' | 'italic') =>
    ({ url, packaged: null, style, weight, range: null }) as const;
  return {
    family,
    faces: [own(file, 'normal'), ...(italic === undefined ? [] : [own(italic, 'italic')])],
    fallback:
      fallback === undefined
        ? null
        : {
            fonts: [fallback.font ?? 'Times New Roman'],
            sizeAdjust: fallback.sizeAdjust ?? '100%',
            ascent: fallback.ascent ?? 'normal',
            descent: fallback.descent ?? 'normal',
            lineGap: fallback.lineGap ?? 'normal',
          },
  };
}
