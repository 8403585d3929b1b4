import type { Print } from './print.ts';

/** One picture: where it is written, how large it is and how it is printed. */
export interface Scene {
  /** Path below the repository. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Width of the JPEG; the width of the sheet if it is not given. */
  readonly pixels?: number;
  /** Of the JPEG; lower where large dark areas hide it. */
  readonly quality?: number;
  readonly draw: (print: Print) => void;
}
