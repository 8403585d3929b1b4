import { INKS } from './palette.ts';

/**
 * The mark of the paper: an M whose valley holds the light over the estuary, above the tide. Its
 * strokes are a fifth of the square, so that it still stands at 16 pixels.
 */
export function mark(isRounded: boolean): string {
  const corner = isRounded ? ' rx="13"' : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <title>The Merrow Courier</title>
  <rect width="64" height="64"${corner} fill="${INKS.navy}"/>
  <circle cx="32" cy="18" r="7.5" fill="${INKS.ochre}"/>
  <path d="M9 45V14h9l14 17 14-17h9v31H44V29L32 43 20 29v16z" fill="${INKS.paper}"/>
  <path d="M9 54q5.75-6 11.5 0t11.5 0 11.5 0 11.5 0" fill="none" stroke="${INKS.brick}" stroke-width="5"/>
</svg>
`;
}

/** The sizes that browsers and telephones ask for, as files below `public/`. */
export const ICON_FILES: readonly (readonly [file: string, pixels: number])[] = [
  ['public/icon-192.png', 192],
  ['public/icon-512.png', 512],
  ['public/apple-touch-icon.png', 180],
];
