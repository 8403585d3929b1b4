import type { Print } from './print.ts';
import { gouge, type Point, poly } from './shapes.ts';

/** A swell that crosses the whole sheet: its level, height and length. */
export interface Swell {
  readonly y: number;
  readonly height: number;
  readonly length: number;
  /** Where along the wave the left edge begins, from 0 to 1. */
  readonly phase: number;
}

const edge = ({ y, height, length, phase }: Swell, x: number): number => {
  const t = (x / length + phase) * 2 * Math.PI;
  // Peaks are sharper than troughs, and no two stand equally high.
  const peak = 1 - Math.abs(Math.sin(t / 2 + 0.35 * Math.sin(t / 2)));
  return y - height * peak ** 0.8 * (0.75 + 0.25 * Math.sin(t * 0.37 + 1.3));
};

/** The body of a swell, down to the foot of the sheet. */
function swell(wave: Swell, width: number, bottom: number): string {
  const top: Point[] = [];
  for (let x = -40; x <= width + 40; x += 16) top.push([x, edge(wave, x)]);
  return poly(...top, [width + 60, bottom + 40], [-60, bottom + 40]);
}

/** Cuts that follow the back of a swell, `below` its edge. */
function crest(wave: Swell, width: number, below: number, thick: number): string {
  let path = '';
  const span = wave.length * 0.16;
  for (let x = -40; x < width + 40; x += span * 0.8) {
    const [from, to] = [edge(wave, x), edge(wave, x + span)];
    const angle = Math.atan2(to - from, span);
    const steep = Math.min(1, Math.abs(to - from) / (wave.height * 0.3));
    if (steep < 0.2) continue;
    path += gouge(x + span / 2, (from + to) / 2 + below, span * 1.05, thick * steep, angle);
  }
  return path;
}

/** Prints swells over each other, each with its crest cut free and its trough in shadow. */
export function sea(
  print: Print,
  waves: readonly (readonly [Swell, 'slate' | 'navy' | 'ink' | 'sea', number])[],
): void {
  for (const [wave, ink, thick] of waves) {
    print.ink(ink, swell(wave, print.width, print.height));
    print.ink(ink === 'slate' ? 'paper' : 'mist', crest(wave, print.width, thick * 1.2, thick));
    print.ink(
      ink === 'ink' ? 'navy' : 'ink',
      crest({ ...wave, phase: wave.phase + 0.02 }, print.width, thick * 6, thick * 1.5),
    );
  }
}
