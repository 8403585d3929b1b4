import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave } from '../texture.ts';

function emptyChair(print: Print): void {
  const { random } = print;
  print.ground('sea');
  const wall = rect(-40, -40, 1680, 560);
  print.ink(
    'ink',
    engrave(
      [-20, -20, 1640, 540],
      { gap: 28, angle: 1.571, tone: (x) => 0.16 + part(Math.abs(x - 960), 240, 900) * 0.6 },
      random,
    ),
    { clip: wall },
  );
  // The compass rose on the wall gives the house its name.
  const [cx, cy] = [960, 200];
  const star = (length: number, wide: number, turn: number, half: number): string[] =>
    [0, 1, 2, 3].map((n) => {
      const angle = turn + (n * Math.PI) / 2;
      const tip: Point = [cx + length * Math.cos(angle), cy + length * Math.sin(angle)];
      const side = angle + (half * Math.PI) / 4;
      return poly([cx, cy], tip, [cx + wide * Math.cos(side), cy + wide * Math.sin(side)]);
    });
  print.ink('ink', oval(cx, cy, 216));
  print.ink('ochre', oval(cx, cy, 198));
  print.ink('ink', oval(cx, cy, 184));
  print.ink('sea', oval(cx, cy, 150));
  print.ink('ink', [...star(146, 46, Math.PI / 4, 1), ...star(146, 46, Math.PI / 4, -1)]);
  print.ink('paper', star(206, 52, 0, 1));
  print.ink('brick', star(206, 52, 0, -1));
  print.ink('ink', oval(cx, cy, 13));
  print.ink('ink', [rect(-40, 486, 1680, 40)]);
  print.ink('ochre', rect(-40, 520, 1680, 420));
  print.ink('ochre', rect(-40, 496, 1680, 9));
  print.ink(
    'brick',
    engrave(
      [-20, 530, 1640, 400],
      {
        gap: 26,
        tone: (x, y) => 0.15 + part(Math.abs(x - 960 + (y - 520) * 0.3), 200, 900) * 0.75,
      },
      random,
    ),
  );
  const light = poly([740, 522], [1180, 522], [1330, 940], [330, 940]);
  print.ink('paper', light);
  print.ink(
    'blush',
    engrave(
      [300, 522, 1100, 400],
      { gap: 26, tone: (_, y) => 0.6 - part(y, 522, 860) * 0.6 },
      random,
    ),
    { clip: light },
  );
  // The chair.
  print.ink(
    'blush',
    poly([806, 764], [866, 720], [1054, 720], [1116, 764], [1150, 800], [840, 806]),
    { clip: light },
  );
  print.ink('ink', [
    smooth([846, 600], [836, 380], [858, 296], [960, 258], [1062, 296], [1084, 380], [1074, 600]),
    poly([826, 584], [1094, 584], [1116, 654], [804, 654]),
    bar([826, 640], [812, 772], 30, 22),
    bar([1094, 640], [1108, 772], 30, 22),
    bar([866, 640], [866, 726], 20),
    bar([1054, 640], [1054, 726], 20),
    bar([836, 474], [800, 474], 22),
    bar([1084, 474], [1120, 474], 22),
    bar([800, 466], [800, 616], 22),
    bar([1120, 466], [1120, 616], 22),
  ]);
  print.ink('brick', [
    smooth([874, 574], [868, 390], [884, 326], [960, 298], [1036, 326], [1052, 390], [1046, 574]),
    poly([846, 592], [1074, 592], [1092, 630], [828, 630]),
  ]);
  print.ink(
    'ink',
    [
      [916, 380],
      [1004, 380],
      [960, 440],
      [916, 500],
      [1004, 500],
    ].map(([x = 0, y = 0]) => oval(x, y, 7)),
  );
  print.ink('ink', [
    poly([980, 304], [1036, 326], [1052, 390], [1046, 574], [1000, 574], [1016, 400]),
  ]);
  print.ink('blush', [gouge(888, 440, 230, 8, 1.571), gouge(930, 604, 150, 6)]);
  // Three shadows reach for it from outside the picture.
  const person = (x: number, lean: number, reach: number, wide: number): string => {
    const long = Math.hypot(lean, reach);
    const on = (along: number, across: number): Point => {
      const side = across * wide * (1.2 - along * 0.5);
      return [x + lean * along + (reach / long) * side, 960 - along * reach + (lean / long) * side];
    };
    return smooth(
      on(-0.1, -1.2),
      on(0.2, -1.12),
      on(0.5, -1),
      on(0.68, -0.85),
      on(0.73, -0.3),
      on(0.79, -0.24),
      on(0.84, -0.42),
      on(0.94, -0.36),
      on(1, 0),
      on(0.94, 0.36),
      on(0.84, 0.42),
      on(0.79, 0.24),
      on(0.73, 0.3),
      on(0.68, 0.85),
      on(0.5, 1),
      on(0.2, 1.12),
      on(-0.1, 1.2),
    );
  };
  print.ink('ink', [
    person(330, 250, 290, 92),
    person(720, 110, 250, 98),
    person(1370, -150, 300, 90),
  ]);
}

/** An empty chair in a shaft of light, and on the floor the shadows of three who would sit in it. */
export const EMPTY_CHAIR: Scene = {
  file: 'stories/politics/what-happens-next.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: emptyChair,
};
