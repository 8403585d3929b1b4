/**
 * The house inks. Every picture takes three to five of them, so that any two that meet on a page
 * look as if they came off the same press.
 */
export const INKS = {
  paper: '#f3e9d6',
  ink: '#14202b',
  navy: '#22415a',
  slate: '#5d7f93',
  mist: '#b7c7c5',
  sea: '#3c7a72',
  ochre: '#e0a13c',
  brick: '#c4452d',
  blush: '#e9b79a',
  // What two of them make where they are printed over each other; for faces.
  tan: '#c98c64',
  umber: '#84503a',
  bark: '#492d2a',
} as const;

/** The name of one of the house inks; `paper` is what is cut away. */
export type Ink = keyof typeof INKS;
