import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, type Point, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave, strew } from '../texture.ts';

function pass(print: Print): void {
  const { random } = print;
  print.ground('slate');
  print.ink(
    'mist',
    engrave(
      [-20, -20, 1640, 420],
      { gap: 27, tone: (x, y) => part(y, -20, 330) - Math.abs(x - 760) / 2600 },
      random,
    ),
  );
  print.ink(
    'blush',
    engrave(
      [360, 200, 900, 240],
      { gap: 27, tone: (x, y) => part(y, 220, 400) * 0.8 - Math.abs(x - 800) / 500 },
      random,
    ),
  );
  const ridge = (points: readonly Point[], shade: readonly Point[][]): void => {
    const body = poly(...points, [1680, 960], [-80, 960]);
    print.ink('paper', body);
    print.ink(
      'navy',
      shade.map((plane) => poly(...plane)),
      { clip: body },
    );
  };
  ridge(
    [
      [-80, 330],
      [60, 250],
      [150, 280],
      [300, 120],
      [420, 260],
      [520, 330],
      [640, 400],
      [780, 420],
      [900, 360],
      [1010, 300],
      [1120, 170],
      [1190, 210],
      [1320, 60],
      [1440, 200],
      [1560, 160],
      [1680, 260],
    ],
    [
      [
        [300, 120],
        [420, 260],
        [520, 330],
        [640, 400],
        [560, 440],
        [440, 380],
        [390, 420],
        [340, 300],
        [310, 330],
      ],
      [
        [60, 250],
        [150, 280],
        [180, 360],
        [90, 420],
        [80, 320],
      ],
      [
        [1320, 60],
        [1440, 200],
        [1560, 330],
        [1440, 420],
        [1400, 300],
        [1360, 380],
        [1310, 210],
        [1340, 180],
      ],
      [
        [1120, 170],
        [1190, 210],
        [1230, 340],
        [1140, 420],
        [1130, 280],
        [1100, 260],
      ],
      [
        [1560, 160],
        [1680, 260],
        [1680, 420],
        [1600, 330],
      ],
    ],
  );
  print.ink(
    'slate',
    engrave(
      [-20, 100, 1640, 420],
      {
        gap: 27,
        angle: 0.8,
        tone: (x, y) => 0.5 * part(y, 260, 480) * (0.6 + 0.4 * Math.sin(x / 90)),
      },
      random,
    ),
    {
      clip: poly(
        [-80, 330],
        [300, 120],
        [640, 400],
        [900, 360],
        [1320, 60],
        [1680, 260],
        [1680, 520],
        [-80, 520],
      ),
    },
  );
  // The slope on the right from which it came, and the fan that it left.
  const slope = poly(
    [1680, 300],
    [1460, 360],
    [1240, 470],
    [1010, 560],
    [760, 600],
    [560, 700],
    [500, 960],
    [1680, 960],
  );
  print.ink('mist', slope);
  print.ink(
    'navy',
    engrave(
      [480, 300, 1200, 640],
      {
        gap: 28,
        angle: -0.62,
        tone: (x, y) => 0.28 + 0.3 * Math.sin(x / 150 + y / 90) + part(x, 1250, 1600) * 0.4,
      },
      random,
    ),
    { clip: slope },
  );
  const fan = smooth(
    [1380, 380],
    [1300, 470],
    [1180, 560],
    [1010, 650],
    [800, 720],
    [620, 780],
    [560, 850],
    [760, 900],
    [1020, 890],
    [1230, 800],
    [1330, 660],
    [1400, 520],
  );
  print.ink('paper', fan);
  print.ink(
    'slate',
    strew(
      [600, 560, 720, 330],
      60,
      (x, y) =>
        gouge(x, y, random.between(30, 90), random.between(6, 13), random.between(-0.9, -0.3)),
      random,
    ),
    { clip: fan },
  );
  print.ink(
    'paper',
    strew(
      [540, 740, 700, 150],
      26,
      (x, y) => oval(x, y, random.between(8, 20), random.between(7, 15)),
      random,
    ),
  );
  print.ink(
    'navy',
    strew([540, 750, 700, 150], 26, (x, y) => gouge(x, y, random.between(20, 40), 6, 0.2), random),
  );
  const valley = smooth(
    [-80, 560],
    [160, 590],
    [360, 660],
    [560, 740],
    [640, 830],
    [600, 980],
    [-80, 980],
  );
  print.ink('paper', valley);
  print.ink(
    'slate',
    engrave(
      [-20, 560, 680, 400],
      {
        gap: 28,
        angle: 0.45,
        tone: (x, y) => 0.1 + part(y, 620, 940) * 0.45 + part(x, 300, 640) * 0.2,
      },
      random,
    ),
    { clip: valley },
  );
  // The road, and the plough that stands where it ends.
  print.ink('ink', [
    poly(
      [-60, 772],
      [220, 762],
      [460, 782],
      [560, 806],
      [556, 830],
      [440, 820],
      [200, 806],
      [-60, 826],
    ),
    ...steps(-20, 500, 11).map((x) => rect(x, 716 + Math.abs(x - 220) * 0.03, 8, 52)),
  ]);
  print.ink('brick', [
    poly([300, 786], [300, 700], [420, 700], [452, 742], [452, 790]),
    poly([452, 796], [500, 726], [512, 806]),
  ]);
  print.ink('ink', [
    oval(334, 792, 22),
    oval(424, 794, 22),
    poly([388, 712], [416, 712], [438, 742], [388, 742]),
  ]);
  print.ink('ochre', [
    rect(320, 680, 20, 20),
    poly([456, 752], [820, 690], [830, 790], [456, 776]),
  ]);
  // Those who are searching.
  for (const [x, y, h] of [
    [640, 800, 66],
    [706, 776, 60],
    [800, 806, 70],
    [890, 770, 60],
    [980, 800, 66],
    [1086, 750, 54],
  ] as const) {
    print.ink('ink', [
      poly(
        [x - h * 0.16, y],
        [x - h * 0.14, y - h * 0.7],
        [x + h * 0.14, y - h * 0.7],
        [x + h * 0.16, y],
      ),
      oval(x, y - h * 0.82, h * 0.13),
      bar([x + h * 0.1, y - h * 0.6], [x + h * 0.36, y + h * 0.1], 4),
    ]);
    print.ink('ochre', oval(x + h * 0.06, y - h * 0.88, 7));
  }
  print.ink(
    'ink',
    [
      [60, 640, 150],
      [130, 690, 190],
      [-10, 700, 200],
      [1480, 880, 240],
      [1560, 900, 300],
      [1400, 930, 210],
    ].map(
      ([x = 0, y = 0, h = 0]) =>
        [0, 1, 2, 3]
          .map((n) =>
            poly(
              [x, y - h + n * h * 0.2],
              [x + h * (0.1 + n * 0.055), y - h * 0.62 + n * h * 0.21],
              [x - h * (0.1 + n * 0.055), y - h * 0.62 + n * h * 0.21],
            ),
          )
          .join('') + rect(x - 6, y - 10, 12, 40),
    ),
  );
}

/** A pass under deep snow at dusk; lamps move over the fan of an avalanche. */
export const PASS: Scene = {
  file: 'stories/world/lothen-pass-avalanche.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: pass,
};
