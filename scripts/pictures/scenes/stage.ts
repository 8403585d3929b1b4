import { placed } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function stage(print: Print): void {
  const { random } = print;
  print.ground('ink');
  print.ink('navy', poly([250, 60], [1350, 60], [1350, 660], [250, 660]));
  print.ink(
    'ink',
    engrave(
      [250, 60, 1100, 600],
      { gap: 30, angle: 1.571, tone: (x) => 0.2 + part(Math.abs(x - 800), 180, 560) * 0.55 },
      random,
    ),
    { clip: rect(250, 60, 1100, 600) },
  );
  // Doors at the rear stand open on the river.
  const door = rect(590, 240, 420, 350);
  print.ink('slate', door);
  print.ink(
    'navy',
    engrave([590, 240, 420, 150], { gap: 22, tone: (_, y) => 0.9 - part(y, 240, 380) }, random),
    { clip: door },
  );
  print.ink(
    'ink',
    [
      rect(590, 382, 420, 210),
      smooth(
        [580, 400],
        [640, 370],
        [700, 376],
        [760, 362],
        [840, 374],
        [920, 358],
        [1020, 372],
        [1020, 400],
      ),
    ],
    { clip: door },
  );
  print.ink(
    'slate',
    ripples([590, 400, 420, 190], { far: 5, near: 13, cover: () => 0.5 }, random),
    { clip: door },
  );
  for (const x of [640, 700, 724, 790, 866, 930, 972]) {
    print.ink(
      'ochre',
      [
        rect(x, 376, 9, 9),
        reflection([x - 9, x + 18], [400, 470 + random.between(0, 90)], 6, random),
      ],
      { clip: door },
    );
  }
  print.ink('ink', [
    poly([560, 220], [590, 226], [590, 600], [500, 660], [500, 180]),
    poly([1040, 220], [1010, 226], [1010, 600], [1100, 660], [1100, 180]),
  ]);
  print.ink('brick', [
    poly([516, 206], [578, 228], [578, 602], [516, 640]),
    poly([1084, 206], [1022, 228], [1022, 602], [1084, 640]),
  ]);
  print.ink(
    'ink',
    [engrave([500, 190, 600, 460], { gap: 22, angle: 1.571, tone: () => 0.34 }, random)],
    {
      clip: `${poly([516, 206], [578, 228], [578, 602], [516, 640])}${poly([1084, 206], [1022, 228], [1022, 602], [1084, 640])}`,
    },
  );
  // Boards of the stage, lit from the left.
  const boards = poly([590, 590], [1010, 590], [1480, 740], [120, 740]);
  print.ink('ochre', boards);
  print.ink(
    'brick',
    steps(-1, 1, 15).map((t) => bar([800 + t * 210, 588], [800 + t * 680, 744], 3, 9)),
    { clip: boards },
  );
  const pool = smooth([560, 690], [760, 640], [1010, 650], [1120, 690], [960, 730], [660, 734]);
  print.ink('paper', pool);
  print.ink('ink', [rect(100, 736, 1400, 40)]);
  print.ink(
    'ochre',
    steps(170, 1430, 22).map((x) => oval(x, 744, 15, 9)),
  );
  // The clock tells the right time.
  print.ink('ink', [bar([800, 0], [800, 80], 10), oval(800, 148, 84)]);
  print.ink('paper', oval(800, 148, 70));
  print.ink('ink', [
    ...steps(0, 11, 12).map((hour) =>
      bar(
        [800 + 54 * Math.sin((hour * Math.PI) / 6), 148 - 54 * Math.cos((hour * Math.PI) / 6)],
        [800 + 66 * Math.sin((hour * Math.PI) / 6), 148 - 66 * Math.cos((hour * Math.PI) / 6)],
        6,
      ),
    ),
    bar([800, 148], [800 - 36, 148 + 12], 9, 4),
    bar([800, 148], [800 - 50, 148 - 14], 6, 3),
    oval(800, 148, 8),
  ]);
  // Agnete.
  const on = placed(790, 706, 300);
  print.ink('ink', poly([770, 700], [830, 700], [1060, 734], [960, 738]));
  print.ink('ink', [
    poly(...on([-0.1, -0.25], [-0.01, -0.25], [-0.02, 0], [-0.14, 0.005])),
    poly(...on([0.02, -0.25], [0.11, -0.25], [0.13, 0], [0.03, 0])),
  ]);
  print.ink('ochre', [
    smooth(
      ...on(
        [-0.05, -0.86],
        [-0.15, -0.8],
        [-0.17, -0.55],
        [-0.2, -0.22],
        [-0.19, -0.16],
        [0, -0.14],
        [0.2, -0.16],
        [0.2, -0.24],
        [0.17, -0.55],
        [0.15, -0.8],
        [0.05, -0.86],
      ),
    ),
  ]);
  print.ink('ink', [
    smooth(
      ...on(
        [0.02, -0.84],
        [0.15, -0.79],
        [0.17, -0.55],
        [0.2, -0.24],
        [0.2, -0.15],
        [0.06, -0.145],
        [0.09, -0.5],
      ),
    ),
    gouge(784, 545, 190, 4, 1.571),
  ]);
  print.ink('blush', oval(787, 428, 15, 20));
  print.ink('ink', [
    smooth(
      ...on(
        [-0.07, -0.93],
        [-0.06, -1],
        [0, -1.02],
        [0.07, -1],
        [0.08, -0.9],
        [0.05, -0.85],
        [0.03, -0.93],
        [0, -0.97],
      ),
    ),
    poly(...on([-0.01, -0.9], [0.04, -0.94], [0.05, -0.86], [0, -0.86])),
  ]);
  // Curtains and the heads of the house.
  for (const side of [-1, 1]) {
    const x = (far: number): number => 800 + side * far;
    print.ink(
      'brick',
      poly(
        [x(840), -40],
        [x(430), -40],
        [x(470), 200],
        [x(560), 420],
        [x(600), 740],
        [x(840), 740],
      ),
    );
    print.ink(
      'ink',
      [
        [-40, 500],
        [0, 570],
        [40, 640],
        [90, 720],
        [120, 790],
      ].map(([bend = 0, far = 0]) =>
        smooth(
          [x(far - 60), -40],
          [x(far - 34), -40],
          [x(far + 10 + bend * 0.2), 360],
          [x(far + 40), 760],
          [x(far), 760],
          [x(far - 20), 360],
        ),
      ),
    );
  }
  print.ink(
    'brick',
    poly([-40, -40], [1640, -40], [1640, 40], [1200, 74], [800, 56], [400, 74], [-40, 40]),
  );
  print.ink('brick', rect(-40, 776, 1680, 60));
  print.ink('ink', [
    engrave([-20, 776, 1640, 60], { gap: 24, angle: 1.571, tone: () => 0.42 }, random),
    rect(-40, 836, 1680, 140),
  ]);
  const heads = [40, 170, 310, 430, 570, 700, 960, 1080, 1220, 1350, 1480, 1590];
  print.ink(
    'ink',
    heads.flatMap((x, i) => [
      oval(x, 770 + (i % 3) * 14, 40, 50),
      smooth(
        [x - 90, 930],
        [x - 80, 840],
        [x - 20, 812],
        [x + 20, 812],
        [x + 80, 840],
        [x + 90, 930],
      ),
    ]),
  );
  print.ink(
    'ochre',
    heads.map((x, i) =>
      gouge(x + (x < 800 ? 16 : -16), 730 + (i % 3) * 14, 46, 5, x < 800 ? 0.6 : -0.6),
    ),
  );
}

/** A stage seen from the stalls: a clock, a woman in an oilskin, and behind the doors real water. */
export const STAGE: Scene = {
  file: 'stories/culture/pilots-widow-review.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: stage,
};
