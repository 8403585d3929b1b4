import { towerCrane, walker } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function colonnade(print: Print): void {
  const { random } = print;
  const eye: Point = [1180, 560];
  const sun: Point = [1360, 440];
  print.ground('mist');
  print.ink(
    'slate',
    engrave(
      [760, -20, 900, 480],
      {
        gap: 26,
        tone: (x, y) =>
          0.9 -
          part(y, 0, 420) * 0.9 -
          Math.max(0, 0.9 - Math.hypot(x - sun[0], (y - sun[1]) * 1.5) / 380),
      },
      random,
    ),
  );
  print.ink(
    'paper',
    engrave(
      [760, 200, 900, 360],
      { gap: 26, tone: (x, y) => 1 - Math.hypot(x - sun[0], (y - sun[1]) * 2) / 420 },
      random,
    ),
  );
  print.ink('ochre', oval(...sun, 58));
  print.ink(
    'slate',
    smooth([860, 566], [960, 526], [1100, 538], [1250, 530], [1420, 538], [1660, 516], [1660, 640]),
  );
  print.ink('navy', [
    towerCrane(1446, 545, 165, -96),
    towerCrane(1548, 540, 220, 120),
    rect(1380, 520, 34, 44),
    rect(1472, 514, 34, 50),
    rect(1566, 508, 40, 56),
  ]);
  print.ink('mist', rect(860, 560, 780, 180));
  print.ink(
    'slate',
    ripples(
      [860, 562, 760, 150],
      { far: 4, near: 11, cover: (x) => 0.8 - Math.max(0, 0.7 - Math.abs(x - sun[0]) / 190) },
      random,
    ),
  );
  print.ink('paper', reflection([1310, 1410], [568, 700], 8, random));

  const deep = (x: number, y: number, z: number): Point => [eye[0] + x / z, eye[1] + y / z];
  const [row, floor, roof, far] = [-1420, 330, -880, 9];
  const terrace = poly(
    [-40, 940],
    [-40, 850],
    deep(row, floor, far),
    deep(300, floor, far),
    deep(300, floor, 0.8),
    [1640, 940],
  );
  print.ink('paper', terrace);
  const wall = poly(
    [-40, -40],
    deep(row, roof, 1),
    deep(row, roof, far),
    deep(row - 160, floor, far),
    [-40, 880],
  );
  print.ink('navy', wall);
  print.ink(
    'ink',
    engrave(
      [-40, -40, 1140, 900],
      { gap: 24, angle: -1.571, tone: (x) => 0.85 - part(x, 100, 1000) * 0.6 },
      random,
    ),
    { clip: wall },
  );
  // Everything throws its shadow away from the foot of the sun.
  const shadow = ([x, y]: Point, half: number, length = 3): string => {
    const away = (px: number): Point => [px + (px - sun[0]) * length, y + (y - 545) * length];
    return poly([x - half, y], [x + half, y], away(x + half), away(x - half));
  };
  const posts = [0.86, 0.98, 1.12, 1.3, 1.52, 1.8, 3.1, 3.9, 5, 6.8];
  print.ink(
    'mist',
    posts.map((z) => shadow(deep(300, floor, z), 26 / z)),
    { clip: terrace },
  );
  print.ink(
    'mist',
    poly(
      deep(300, floor, 1.8),
      deep(300, floor, 0.7),
      deep(160, floor, 0.7),
      deep(220, floor, 1.8),
    ),
    { clip: terrace },
  );

  for (const z of [1.02, 1.32, 1.68, 2.12, 2.66, 3.32, 4.1, 5.1, 6.4, 8]) {
    const [x, base] = deep(row, floor, z);
    const [, top] = deep(row, roof, z);
    const half = 82 / z;
    const strip = (from: number, to: number): string =>
      poly(
        [x + half * from, base],
        [x + half * to, base],
        [x + half * to * 0.88, top],
        [x + half * from * 0.88, top],
      );
    print.ink('ink', [
      strip(-1, 1),
      rect(x - half * 1.3, base - 20 / z, half * 2.6, 26 / z),
      rect(x - half * 1.3, top, half * 2.6, 50 / z),
    ]);
    print.ink('ochre', strip(-0.36, 1));
    print.ink('paper', [
      strip(0.3, 1),
      rect(x + half * 0.2, base - 18 / z, half * 1.08, 16 / z),
      rect(x + half * 0.2, top + 12 / z, half * 1.08, 24 / z),
    ]);
    print.ink(
      'ink',
      [-0.14, 0.14, 0.45].map((t, i) =>
        gouge(x + half * t, (base + top) / 2, (base - top) * 0.96, half * (0.2 - i * 0.05), 1.571),
      ),
    );
  }
  // The entablature above them, its edge in the light.
  print.ink(
    'ink',
    poly(
      [-60, -400],
      [760, -400],
      deep(row + 95, roof - 330, 8.6),
      deep(row + 95, roof + 45, 8.6),
      deep(row + 95, roof + 45, 1),
    ),
  );
  print.ink(
    'ochre',
    poly(
      deep(row + 96, roof - 60, 1),
      deep(row + 96, roof - 110, 1),
      deep(row + 96, roof - 110, 8.6),
      deep(row + 96, roof - 60, 8.6),
    ),
  );
  // The parapet on the river side, open where the steps go down.
  const rail = (from: number, to: number): string =>
    poly(deep(300, 215, from), deep(300, 215, to), deep(300, 170, to), deep(300, 170, from));
  print.ink('navy', [
    ...posts.map((z) => {
      const [x, y] = deep(300, floor, z);
      return smooth(
        [x - 17 / z, y],
        [x + 20 / z, y],
        [x + 22 / z, y - 55 / z],
        [x + 10 / z, y - 120 / z],
        [x - 8 / z, y - 120 / z],
        [x - 20 / z, y - 55 / z],
      );
    }),
  ]);
  print.ink('ink', [
    rail(0.7, 1.84),
    rail(3, 9),
    rect(...deep(282, 160, 1.86), 30, 96),
    rect(...deep(280, 160, 3), 18, 60),
  ]);

  const [px, py] = [1150, 776];
  print.ink('slate', poly([px - 16, py - 6], [px + 18, py - 6], [px - 360, 960], [px - 480, 960]), {
    clip: terrace,
  });
  print.ink('brick', walker(px, py, 216));
  print.ink('ink', [
    oval(px + 1, py - 201, 11, 14),
    poly([px - 17, py - 36], [px - 3, py - 36], [px - 6, py - 3], [px - 18, py]),
    poly([px + 4, py - 34], [px + 19, py - 36], [px + 22, py - 8], [px + 8, py - 8]),
  ]);
  print.ink('blush', [
    bar([px + 24, py - 172], [px + 29, py - 108], 5),
    bar([px + 22, py - 100], [px + 27, py - 44], 5),
  ]);
}

/** The colonnade of the Assembly in low winter sun; one person walks away towards the river. */
export const COLONNADE: Scene = {
  file: 'stories/politics/castlow-resigns/lead.jpg',
  width: 1600,
  height: 900,
  draw: colonnade,
};
