import { bar, gouge, line, oval, type Point, poly, rect, smooth } from './shapes.ts';

/** Places points that are given for a figure one unit high, its feet at the origin. */
export function placed(x: number, y: number, height: number, flip = 1) {
  return (...points: readonly Point[]): Point[] =>
    points.map(([px, py]) => [x + px * height * flip, y + py * height]);
}

/** Someone in a long coat, seen from behind, in mid-step. */
export function walker(x: number, y: number, height: number, flip = 1): string {
  const on = placed(x, y, height, flip);
  return [
    oval(x + height * 0.005, y - height * 0.93, height * 0.047, height * 0.062),
    smooth(
      ...on([-0.03, -0.875], [-0.11, -0.82], [-0.135, -0.66], [-0.14, -0.46], [-0.1, -0.45]),
      ...on([-0.12, -0.3], [-0.145, -0.17], [0, -0.155], [0.15, -0.18], [0.115, -0.32]),
      ...on([0.1, -0.46], [0.145, -0.46], [0.14, -0.66], [0.11, -0.82], [0.03, -0.875]),
    ),
    poly(...on([-0.075, -0.2], [-0.01, -0.2], [-0.03, -0.02], [-0.085, 0], [-0.09, -0.02])),
    poly(...on([0.02, -0.2], [0.085, -0.2], [0.085, -0.05], [0.105, -0.03], [0.035, -0.035])),
  ].join('');
}

/** A docker in cap and jacket who strides along, seen from the side, a bag on the shoulder. */
export function docker(x: number, y: number, height: number, flip = 1, bag = true): string {
  const on = placed(x, y, height, flip);
  return [
    oval(x + height * 0.02 * flip, y - height * 0.915, height * 0.05, height * 0.06),
    poly(...on([-0.035, -0.94], [-0.02, -0.985], [0.05, -0.985], [0.115, -0.925], [0.04, -0.935])),
    smooth(
      ...on([-0.01, -0.86], [-0.085, -0.82], [-0.11, -0.66], [-0.1, -0.46], [0, -0.44]),
      ...on([0.1, -0.46], [0.09, -0.64], [0.085, -0.8], [0.05, -0.86]),
    ),
    poly(
      ...on(
        [-0.08, -0.79],
        [0.02, -0.77],
        [-0.06, -0.6],
        [-0.13, -0.45],
        [-0.175, -0.47],
        [-0.12, -0.63],
      ),
    ),
    poly(
      ...on(
        [-0.02, -0.75],
        [0.08, -0.75],
        [0.12, -0.6],
        [0.2, -0.53],
        [0.18, -0.49],
        [0.07, -0.56],
      ),
    ),
    poly(
      ...on(
        [-0.1, -0.55],
        [0.03, -0.55],
        [-0.06, -0.26],
        [-0.17, -0.06],
        [-0.2, -0.02],
        [-0.25, -0.05],
        [-0.16, -0.24],
      ),
    ),
    poly(
      ...on(
        [-0.03, -0.55],
        [0.1, -0.55],
        [0.12, -0.26],
        [0.155, -0.04],
        [0.22, -0.02],
        [0.21, 0],
        [0.1, 0],
        [0.055, -0.24],
      ),
    ),
    bag
      ? smooth(...on([-0.05, -0.84], [-0.16, -0.8], [-0.21, -0.66], [-0.13, -0.6], [-0.05, -0.66]))
      : '',
  ].join('');
}

/** A gull far off: two cuts of the gouge. */
export function gull(x: number, y: number, span: number, tilt = 0): string {
  return (
    gouge(x - span * 0.24, y - span * 0.05, span * 0.54, span * 0.07, 0.42 + tilt) +
    gouge(x + span * 0.24, y - span * 0.05, span * 0.54, span * 0.07, -0.42 + tilt)
  );
}

/** The zigzag between the two chords of a lattice. */
function lattice(from: Point, to: Point, depth: number, bays: number, width: number): string {
  const [dx, dy] = [(to[0] - from[0]) / bays, (to[1] - from[1]) / bays];
  const length = Math.hypot(dx, dy);
  const normal: Point = [(-dy / length) * depth, (dx / length) * depth];
  const low: Point[] = [];
  const zigzag: Point[] = [];
  for (let bay = 0; bay <= bays; bay++) {
    const point: Point = [from[0] + dx * bay, from[1] + dy * bay];
    const other: Point = [point[0] + normal[0], point[1] + normal[1]];
    low.push(other);
    zigzag.push(bay % 2 === 0 ? point : other);
  }
  return line([from, to], width * 1.4) + line(low, width * 1.4) + line(zigzag, width);
}

/** A tower crane, as stands on a building site. */
export function towerCrane(x: number, y: number, height: number, reach: number): string {
  const top = y - height;
  const thick = Math.max(2, height * 0.012);
  const wide = height * 0.06;
  const jib: Point = [x + reach, top];
  const tail: Point = [x - reach * 0.36, top];
  const apex: Point = [x, top - height * 0.16];
  return [
    lattice([x + wide / 2, y], [x + wide / 2, top], wide, 14, thick),
    lattice(tail, jib, wide * 0.7, 22, thick),
    line([apex, [x + reach * 0.66, top]], thick * 0.6),
    line([apex, tail], thick * 0.6),
    poly([x - wide / 2, top], [x + wide / 2, top], apex),
    rect(tail[0], top, Math.abs(reach) * 0.12, wide * 1.3),
    rect(x - wide * 0.9, top + wide * 0.6, wide * 1.8, wide * 0.9),
    line(
      [
        [x + reach * 0.72, top],
        [x + reach * 0.72, top + height * 0.38],
      ],
      thick * 0.6,
    ),
    rect(x + reach * 0.72 - wide * 0.25, top + height * 0.38, wide * 0.5, wide * 0.5),
  ].join('');
}

/** A container crane on a quay; its boom reaches to the side that `flip` says. */
export function gantryCrane(
  x: number,
  y: number,
  height: number,
  flip = 1,
  raised = false,
): string {
  const on = placed(x, y, height, flip);
  const w = height * 0.02;
  const bars = (width: number, ...pairs: readonly (readonly [Point, Point])[]): string =>
    pairs
      .map(([from, to]) => {
        const [start, end] = on(from, to);
        return start && end ? bar(start, end, width) : '';
      })
      .join('');
  const tip: Point = raised ? [0.5, -1.28] : [0.98, -0.72];
  return [
    bars(
      w * 1.25,
      [
        [-0.24, 0],
        [-0.2, -0.72],
      ],
      [
        [0.2, 0],
        [0.16, -0.98],
      ],
      [
        [-0.2, -0.72],
        [0.16, -0.98],
      ],
    ),
    bars(
      w * 1.7,
      [
        [-0.55, -0.72],
        [0.2, -0.72],
      ],
      [[0.18, -0.72], tip],
    ),
    bars(
      w * 1.1,
      [
        [-0.225, -0.3],
        [0.185, -0.3],
      ],
      [
        [-0.215, -0.45],
        [0.18, -0.3],
      ],
    ),
    bars(
      w * 0.45,
      [[0.16, -0.98], tip],
      [
        [0.16, -0.98],
        [-0.52, -0.72],
      ],
    ),
    bars(w * 0.45, [
      [0.16, -0.98],
      [0.18 + (tip[0] - 0.18) * 0.55, -0.72 + (tip[1] + 0.72) * 0.55],
    ]),
    poly(...on([-0.5, -0.72], [-0.3, -0.72], [-0.3, -0.81], [-0.5, -0.81])),
    poly(...on([-0.29, 0], [-0.17, 0], [-0.17, -0.03], [-0.29, -0.03])),
    poly(...on([0.14, 0], [0.26, 0], [0.26, -0.03], [0.14, -0.03])),
  ].join('');
}
