import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, oval, type Point, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave, ripples } from '../texture.ts';

function chamber(print: Print): void {
  const { random } = print;
  print.ground('navy');
  print.ink('ink', [
    rect(-40, -40, 1680, 130),
    engrave(
      [-20, 60, 1640, 400],
      {
        gap: 34,
        angle: 1.571,
        tone: (x, y) => 0.35 + Math.abs(x - 800) / 1500 - part(y, 60, 400) * 0.1,
      },
      random,
    ),
  ]);
  // Tall windows with the last of the evening in them.
  for (const x of [90, 330, 1170, 1410]) {
    print.ink('ink', [rect(x - 14, 60, 128, 300), oval(x + 50, 70, 64, 60)]);
    print.ink('slate', [rect(x, 70, 100, 276), oval(x + 50, 76, 50, 48)]);
    print.ink(
      'mist',
      engrave([x, 60, 100, 286], { gap: 24, tone: (_, y) => part(y, 80, 340) * 0.95 }, random),
      { clip: rect(x, 76, 100, 270) },
    );
    print.ink('ink', [rect(x + 46, 30, 8, 320), ...[140, 210, 280].map((y) => rect(x, y, 100, 7))]);
  }
  // The chair of the president under its canopy.
  print.ink('ink', [poly([640, 60], [960, 60], [920, 120], [680, 120]), rect(676, 110, 248, 300)]);
  print.ink('brick', [rect(700, 132, 200, 200)]);
  print.ink(
    'ink',
    engrave([700, 132, 200, 200], { gap: 25, angle: 1.571, tone: () => 0.3 }, random),
    { clip: rect(700, 132, 200, 200) },
  );
  print.ink('ink', [smooth([748, 380], [748, 220], [800, 180], [852, 220], [852, 380])]);
  print.ink('ochre', [rect(676, 118, 248, 9), bar([757, 230], [757, 360], 6)]);
  const floor = (rx: number, ry: number): string => oval(800, 372, rx, ry);
  print.ink('ochre', floor(330, 92));
  print.ink('paper', floor(190, 50));
  print.ink(
    'blush',
    ripples(
      [470, 300, 660, 170],
      {
        far: 9,
        near: 12,
        cover: (x, y) => Math.min(0.7, Math.hypot(x - 800, (y - 372) * 3.4) / 420),
      },
      random,
    ),
    { clip: floor(330, 92) },
  );
  print.ink('ink', [poly([700, 344], [900, 344], [930, 386], [670, 386]), rect(680, 386, 240, 30)]);
  print.ink('paper', [poly([764, 352], [800, 350], [806, 374], [764, 376])]);
  print.ink('brick', poly([826, 352], [862, 352], [868, 374], [830, 374]));
  // Rows, from the floor outwards; the light reaches the edges that face it.
  const rows = [0, 1, 2, 3, 4];
  for (const row of rows) {
    const [rx, ry] = [360 + row * 175, 108 + row * 104];
    const [rise, depth] = [34 + row * 15, 60 + row * 24];
    const arc = (dx: number, dy: number, from = 0, to = Math.PI): Point[] =>
      steps(from, to, 40).map((angle) => [
        800 + (rx + dx) * Math.cos(angle),
        372 + (ry + dy) * Math.sin(angle),
      ]);
    const band = (inner: number, outer: number, lift: number, drop: number): string =>
      poly(...arc(inner, inner * 0.6 - lift), ...arc(outer, outer * 0.6 - drop).reverse());
    print.ink('ink', band(-20, depth, 0, -depth * 0.6));
    print.ink('brick', band(0, depth * 0.36, rise * 0.2, rise * 0.4));
    print.ink('ink', band(depth * 0.36, depth * 0.46, rise * 0.6, rise * 0.6));
    print.ink('brick', band(depth * 0.4, depth * 0.72, rise, rise * 1.1));
    print.ink(
      row < 3 ? 'ochre' : 'blush',
      band(depth * 0.7, depth * 0.7 + 7 + row * 2, rise * 1.1, rise * 1.16),
    );
    // Divisions between the seats, and one aisle on either side.
    const seats = 15 + row * 4;
    print.ink(
      'ink',
      steps(0.06, Math.PI - 0.06, seats).map((angle) =>
        bar(
          [800 + rx * Math.cos(angle), 372 + (ry - rise * 0.3) * Math.sin(angle)],
          [
            800 + (rx + depth * 0.7) * Math.cos(angle),
            372 + (ry + depth * 0.42) * Math.sin(angle) - rise * 1.1,
          ],
          4 + row * 1.5,
        ),
      ),
    );
  }
  for (const side of [-1, 1]) {
    const x = (far: number): number => 800 + side * far;
    print.ink('navy', poly([x(196), 452], [x(240), 446], [x(640), 940], [x(470), 940]));
    print.ink(
      'ink',
      steps(0, 1, 9).map((t) =>
        poly(
          [x(196 + 274 * t * t), 455 + 470 * t * t],
          [x(240 + 400 * t * t), 450 + 470 * t * t],
          [x(240 + 408 * t * t), 458 + 486 * t * t],
          [x(196 + 280 * t * t), 464 + 486 * t * t],
        ),
      ),
    );
  }
  // A few order papers were left behind.
  for (const [x, y, size] of [
    [560, 560, 30],
    [1010, 520, 26],
    [980, 700, 40],
    [300, 660, 36],
    [1270, 640, 36],
    [720, 812, 48],
  ] as const) {
    print.ink(
      'paper',
      poly(
        [x, y],
        [x + size, y - size * 0.16],
        [x + size * 1.2, y + size * 0.4],
        [x + size * 0.15, y + size * 0.55],
      ),
    );
  }
  // The lamp and its cone.
  print.ink('ink', [
    bar([800, -20], [800, 96], 6),
    poly([770, 96], [830, 96], [862, 140], [738, 140]),
  ]);
  print.ink('ochre', oval(800, 142, 60, 10));
}

/** The chamber of the Assembly by night: rows of empty benches around one lamp. */
export const CHAMBER: Scene = {
  file: 'stories/politics/harbour-list-walks-out.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: chamber,
};
