import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { gouge, line, oval, type Point, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function nightTrain(print: Print): void {
  const { random } = print;
  print.ground('navy');
  const moon: Point = [1180, 190];
  print.ink(
    'slate',
    engrave(
      [-20, -20, 1640, 560],
      { gap: 27, tone: (x, y) => 0.95 - Math.hypot((x - moon[0]) / 1.5, y - moon[1]) / 330 },
      random,
    ),
  );
  print.ink('paper', oval(...moon, 76));
  print.ink('mist', [oval(1160, 172, 15, 11), oval(1204, 208, 20, 13), gouge(1180, 234, 70, 6)]);
  print.ink(
    'slate',
    smooth(
      [-80, 520],
      [120, 430],
      [330, 380],
      [560, 440],
      [760, 500],
      [980, 430],
      [1250, 370],
      [1480, 420],
      [1700, 390],
      [1700, 960],
      [-80, 960],
    ),
  );
  print.ink(
    'ink',
    engrave(
      [-20, 380, 1640, 420],
      { gap: 27, angle: 0.2, tone: (_, y) => 0.15 + part(y, 420, 720) * 0.7 },
      random,
    ),
    {
      clip: smooth(
        [-80, 520],
        [120, 430],
        [330, 380],
        [560, 440],
        [760, 500],
        [980, 430],
        [1250, 370],
        [1480, 420],
        [1700, 390],
        [1700, 960],
        [-80, 960],
      ),
    },
  );
  const water = rect(-40, 770, 1680, 200);
  print.ink('navy', water);
  print.ink(
    'slate',
    ripples(
      [-40, 776, 1680, 160],
      { far: 6, near: 15, cover: (x) => 0.5 - Math.abs(x - 1180) / 1500 },
      random,
    ),
  );
  print.ink('paper', reflection([1110, 1250], [780, 920], 10, random));
  // The viaduct, lit by the moon on its right-hand faces.
  const deck = 470;
  for (const x of steps(-120, 1720, 9)) {
    const span = 115;
    print.ink('ink', poly([x - 34, deck], [x + 34, deck], [x + 46, 790], [x - 46, 790]));
    print.ink('mist', poly([x + 14, deck + 60], [x + 30, deck + 60], [x + 42, 786], [x + 22, 786]));
    const arch = (lift: number): Point[] =>
      steps(Math.PI, 2 * Math.PI, 20).map((a) => [
        x + span + (span - 34) * Math.cos(a),
        deck + 128 + lift + 96 * Math.sin(a),
      ]);
    print.ink(
      'ink',
      poly([x + 30, deck + 128], ...arch(0), [x + 200, deck + 128], [x + 230, deck], [x, deck]),
    );
    print.ink('mist', line(arch(0).slice(2, 11), 6));
    print.ink('ink', reflection([x - 44, x + 44], [792, 880], 11, random));
  }
  print.ink('ink', rect(-40, deck - 26, 1680, 40));
  print.ink('mist', rect(-40, deck - 30, 1680, 6));
  // The train, with the light of its windows on the parapet.
  for (const [index, x] of [1250, 944, 638, 332, 26, -280].entries()) {
    if (index === 0) {
      print.ink(
        'brick',
        smooth(
          [x, deck - 40],
          [x, deck - 136],
          [x + 60, deck - 144],
          [x + 200, deck - 142],
          [x + 268, deck - 122],
          [x + 306, deck - 70],
          [x + 306, deck - 40],
        ),
      );
      print.ink('ink', [
        poly(
          [x + 214, deck - 128],
          [x + 256, deck - 118],
          [x + 282, deck - 88],
          [x + 214, deck - 88],
        ),
        rect(x, deck - 62, 306, 10),
        ...[40, 90, 140].map((d) => rect(x + d, deck - 116, 30, 30)),
      ]);
    } else {
      print.ink('ink', rect(x, deck - 142, 294, 106));
      print.ink('brick', [rect(x, deck - 70, 294, 14), rect(x, deck - 146, 294, 8)]);
      print.ink(
        'ochre',
        [0, 1, 2, 3, 4, 5]
          .filter((n) => (n + index) % 5 !== 3)
          .map((n) => rect(x + 18 + n * 45, deck - 122, 31, 40)),
      );
      print.ink('ink', [
        rect(x + 62 + 18, deck - 122, 6, 40),
        oval(x + 110, deck - 96, 7, 9),
        rect(x + 102, deck - 90, 16, 12),
      ]);
      print.ink('ochre', reflection([x + 40, x + 250], [800, 850], 8, random));
    }
    print.ink(
      'ink',
      [x + 40, x + 76, x + 220, x + 256].map((at) => oval(at, deck - 34, 15)),
    );
  }
  print.ink('ochre', poly([1552, deck - 74], [1660, deck - 116], [1660, deck - 24]));
  print.ink(
    'ink',
    [
      [70, 940, 330],
      [170, 960, 250],
      [-10, 960, 260],
      [1500, 960, 260],
      [1590, 950, 340],
    ].map(([x = 0, y = 0, h = 0]) =>
      [0, 1, 2, 3, 4]
        .map((n) =>
          poly(
            [x, y - h + n * h * 0.17],
            [x + h * (0.09 + n * 0.045), y - h * 0.66 + n * h * 0.18],
            [x - h * (0.09 + n * 0.045), y - h * 0.66 + n * h * 0.18],
          ),
        )
        .join(''),
    ),
  );
}

/** The sleeper crosses a viaduct by moonlight. */
export const NIGHT_TRAIN: Scene = {
  file: 'stories/world/night-train-selvane.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: nightTrain,
};
