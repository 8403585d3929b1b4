import { docker, gantryCrane, gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, oval, part, poly, rect } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function dawn(print: Print): void {
  const { random } = print;
  const sun = [500, 470] as const;
  print.ground('ochre');
  print.ink(
    'brick',
    engrave(
      [-20, -20, 1640, 600],
      {
        gap: 25,
        tone: (x, y) =>
          1 -
          part(y, -20, 470) * 0.95 +
          part(Math.abs(x - 500), 260, 1300) * 0.3 -
          Math.max(0, 0.9 - Math.hypot(x - sun[0], (y - sun[1]) * 1.4) / 380),
      },
      random,
    ),
  );
  print.ink(
    'paper',
    engrave(
      [40, 260, 960, 320],
      { gap: 25, tone: (x, y) => 0.95 - Math.hypot((x - sun[0]) * 0.75, (y - sun[1]) * 1.9) / 330 },
      random,
    ),
  );
  print.ink('paper', oval(...sun, 74));
  const sheds = [
    [-20, 40],
    [70, 26],
    [150, 56],
    [250, 30],
    [640, 34],
    [730, 64],
    [830, 26],
    [1000, 44],
    [1150, 30],
  ] as const;
  print.ink('brick', [
    rect(-40, 536, 1680, 60),
    ...sheds.map(([x, h]) => rect(x, 540 - h, 84, h)),
    gantryCrane(250, 545, 220, -1, true),
    gantryCrane(790, 545, 190, 1, true),
    gantryCrane(890, 545, 190, 1),
  ]);
  print.ink('ochre', rect(-40, 566, 1680, 400));
  print.ink(
    'brick',
    ripples(
      [-40, 570, 1680, 260],
      { far: 6, near: 19, cover: (x) => 0.72 - Math.max(0, 1 - Math.abs(x - 500) / 260) * 0.6 },
      random,
    ),
  );
  print.ink('paper', reflection([420, 580], [576, 800], 11, random));
  // The near cranes stand on the quay; the light catches one side of their legs.
  print.ink('ink', [gantryCrane(1010, 770, 610, -1), gantryCrane(1396, 790, 760, -1, true)]);
  print.ink('brick', [bar([889, 744], [911, 180], 5), bar([1245, 760], [1274, 60], 6)]);
  print.ink('ink', poly([-40, 772], [1640, 760], [1640, 940], [-40, 940]));
  print.ink('navy', [rect(1440, 656, 240, 52), rect(1470, 600, 210, 52)]);
  print.ink('ink', [rect(1440, 708, 240, 60)]);
  print.ink('brick', [rect(1448, 714, 220, 44)]);
  print.ink('ink', [...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => rect(1460 + i * 24, 606, 7, 152))]);
  print.ink(
    'navy',
    engrave(
      [-20, 800, 1660, 120],
      { gap: 22, angle: -0.006, tone: (_, y) => 0.15 + part(y, 800, 900) * 0.3, lifts: 0.05 },
      random,
    ),
  );
  print.ink('ink', [
    docker(150, 812, 262),
    docker(318, 820, 250, 1, false),
    docker(440, 808, 256),
    docker(640, 816, 268, 1, false),
    docker(760, 810, 250),
  ]);
  print.ink('ochre', [
    bar([182, 620], [186, 690], 6),
    bar([348, 640], [352, 700], 6),
    bar([472, 620], [476, 690], 6),
  ]);
  print.ink('ink', [gull(640, 250, 70), gull(735, 205, 50, 0.2), gull(330, 190, 44, -0.1)]);
}

/** Container cranes at dawn; dockers walk back to work along the quay. */
export const DAWN: Scene = {
  file: 'stories/business/dock-strike-ends.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: dawn,
};
