import type { Palette, SchemeName } from '../types/config.ts';
import { defined } from './defined.ts';

/** The built-in theme's colours: text on paper has a contrast of at least 6.9 to 1, on a wash of 6.3 to 1. */
export const COLORS: Readonly<Record<SchemeName, Palette>> = {
  light: {
    ink: '#1a1a1a',
    paper: '#ffffff',
    muted: '#595959',
    rule: '#d5d1c9',
    wash: '#f6f4ef',
    accent: '#a3000f',
    link: '#0b4f8a',
    breaking: '#b80000',
  },
  dark: {
    ink: '#e6e3dd',
    paper: '#141414',
    muted: '#aaa69e',
    rule: '#3a3834',
    wash: '#1e1d1b',
    accent: '#ff8a80',
    link: '#8ec5ff',
    breaking: '#b80000',
  },
};

type OwnPalette = { readonly [Name in keyof Palette]?: string | undefined };

/**
 * A site's palettes over the built-in ones. Who chose an accent or a link colour for light paper alone gets it
 * lightened for dark paper, until it can be read there.
 */
export function resolveColors(
  light: OwnPalette,
  dark: OwnPalette,
): Readonly<Record<SchemeName, Palette>> {
  const darkPaper = dark.paper ?? COLORS.dark.paper;
  const derived: { -readonly [Key in 'accent' | 'link']?: string } = {};
  for (const name of ['accent', 'link'] as const) {
    const own = light[name];
    if (own !== undefined) derived[name] = lighten(own, darkPaper);
  }
  return {
    light: { ...COLORS.light, ...defined(light) },
    dark: { ...COLORS.dark, ...derived, ...defined(dark) },
  };
}

/** A colour and what it lies on. */
export interface Pair {
  readonly scheme: SchemeName;
  readonly color: keyof Palette;
  readonly on: keyof Palette | 'white';
  /** From 1 to 21. */
  readonly contrast: number;
}

/** WCAG 2.2, success criterion 1.4.3. */
const LEAST_CONTRAST = 4.5;

/** Texts that are hard to read on what they lie on, each where it is worst. */
export function faintPairs(colors: Readonly<Record<SchemeName, Palette>>): readonly Pair[] {
  const pairs = (['light', 'dark'] as const).flatMap((scheme): Pair[] => {
    const palette = colors[scheme];
    const worst = (color: keyof Palette): Pair => {
      const [paper, wash] = (['paper', 'wash'] as const).map((on) => ({
        scheme,
        color,
        on,
        contrast: contrastOf(palette[color], palette[on]),
      })) as [Pair, Pair];
      return wash.contrast < paper.contrast ? wash : paper;
    };
    return [
      ...(['ink', 'muted', 'accent', 'link'] as const).map(worst),
      {
        scheme,
        color: 'breaking',
        on: 'white',
        contrast: contrastOf('#ffffff', palette.breaking),
      },
    ];
  });
  return pairs.filter(({ contrast }) => contrast < LEAST_CONTRAST);
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [light, dark] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const COMFORTABLE_CONTRAST = 7;

function lighten(color: string, paper: string): string {
  const channels = channelsOf(color);
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = channels.map((channel) => Math.round(channel + (255 - channel) * share));
    const candidate = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    if (contrastOf(candidate, paper) >= COMFORTABLE_CONTRAST) return candidate;
  }
  return color;
}

/** `#a30` or `#aa3300` as three numbers to 255. */
function channelsOf(color: string): readonly number[] {
  const digits = color.slice(1);
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((start) => Number.parseInt(long.slice(start, start + 2), 16));
}
