import type { Random } from './random.ts';
import { type Box, gouge, type Point, poly } from './shapes.ts';

/** How the lines of an engraved surface run and how dark they make it. */
export interface Engraving {
  readonly angle?: number;
  readonly gap: number;
  /** From 0, nothing printed, to 1, solid. */
  readonly tone: (x: number, y: number) => number;
  /** The probability, at each step, that the tool was lifted. */
  readonly lifts?: number;
}

/** Parallel cut lines that swell and thin with the tone: the grey of a block print. */
export function engrave(box: Box, engraving: Engraving, random: Random): string {
  const { angle = 0, gap, tone, lifts = 0.015 } = engraving;
  const [cx, cy] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
  const reach = Math.hypot(box[2], box[3]) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const step = 16;
  let path = '';
  for (let across = -reach; across <= reach; across += gap) {
    const weight = random.between(0.82, 1.12);
    let upper: Point[] = [];
    let lower: Point[] = [];
    let isCutting = false;
    const finish = (): void => {
      // The tool enters and leaves the block in a point.
      if (upper.length > 2) path += poly(...upper, ...lower.reverse());
      [upper, lower] = [[], []];
      isCutting = false;
    };
    for (let along = -reach; along <= reach; along += step) {
      const [x, y] = [cx + along * cos - across * sin, cy + along * sin + across * cos];
      const isInside =
        x > box[0] - step && x < box[0] + box[2] + step && y > box[1] && y < box[1] + box[3];
      const dark = isInside && !random.chance(lifts) ? Math.min(1, tone(x, y)) * weight : 0;
      const half = (dark * gap) / 2;
      if (half < 0.5) {
        if (isCutting) upper.push([x - step * 0.4 * cos, y - step * 0.4 * sin]);
        finish();
        continue;
      }
      if (!isCutting) upper.push([x - step * 0.6 * cos, y - step * 0.6 * sin]);
      isCutting = true;
      upper.push([x + sin * half, y - cos * half]);
      lower.push([x - sin * half, y + cos * half]);
    }
    finish();
  }
  return path;
}

/** How the marks on water lie: small and close at the horizon, long and wide near the viewer. */
export interface Ripples {
  readonly far: number;
  readonly near: number;
  /** Share of the surface that is marked, at a place. */
  readonly cover: (x: number, y: number) => number;
}

/** Level gouge marks that grow towards the bottom of the box. */
export function ripples(box: Box, { far, near, cover }: Ripples, random: Random): string {
  let path = '';
  let y = box[1] + far;
  while (y < box[1] + box[3]) {
    const depth = (y - box[1]) / box[3];
    const width = far + (near - far) * depth;
    let x = box[0] - random.between(0, width * 20);
    while (x < box[0] + box[2]) {
      const length = width * random.between(7, 18);
      if (random.chance(cover(x + length / 2, y))) {
        const lift = random.between(-0.4, 0.4) * width;
        path += gouge(x + length / 2, y + lift, length, width * random.between(0.7, 1.1));
      }
      x += length * random.between(0.75, 1.15);
    }
    y += width * 1.7;
  }
  return path;
}

/** The broken image of something upright in moving water, from its foot downwards. */
export function reflection(
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  thickness: number,
  random: Random,
): string {
  let path = '';
  const middle = (left + right) / 2;
  for (let y = top; y < bottom; y += thickness * 1.6) {
    const fade = 1 - ((y - top) / (bottom - top)) * 0.55;
    const length = (right - left) * fade * random.between(0.8, 1.35);
    const sway = random.between(-0.12, 0.12) * (right - left);
    path += gouge(middle + sway, y, length, thickness * random.between(0.8, 1.2));
  }
  return path;
}

/** Gouge marks strewn over a box: grass, snow in the air, rough stone. */
export function strew(
  box: Box,
  count: number,
  mark: (x: number, y: number) => string,
  random: Random,
): string {
  let path = '';
  for (let index = 0; index < count; index++) {
    path += mark(random.between(box[0], box[0] + box[2]), random.between(box[1], box[1] + box[3]));
  }
  return path;
}
