import type { Sitter } from '../face.ts';
import type { Ink } from '../palette.ts';
import type { Point } from '../shapes.ts';

/** A sitter on a ground of one ink, with lines of another over it. */
export type Portrait = readonly [id: string, ground: Ink, lines: Ink, who: Sitter];

/** Adds the other half of a shape that is alike on both sides. */
export const mirrored = (shape: readonly Point[]): Point[] => [
  ...shape,
  ...[...shape].reverse().map(([x, y]): Point => [-x, y]),
];
