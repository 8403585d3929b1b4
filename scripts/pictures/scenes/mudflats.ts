import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, curve, gouge, line, oval, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave, reflection, ripples, strew } from '../texture.ts';

function mudflats(print: Print): void {
  const { random } = print;
  const horizon = 430;
  const sun: Point = [560, 352];
  print.ground('blush');
  print.ink(
    'mist',
    engrave(
      [-20, -20, 1640, 420],
      {
        gap: 27,
        tone: (x, y) =>
          1.05 -
          part(y, 0, 400) -
          Math.max(0, 0.9 - Math.hypot(x - sun[0], (y - sun[1]) * 1.5) / 420),
      },
      random,
    ),
  );
  print.ink(
    'slate',
    engrave(
      [-20, -20, 1640, 260],
      { gap: 27, tone: (x, y) => 0.95 - part(y, -20, 220) - 0.12 * Math.sin(x / 190) },
      random,
    ),
  );
  print.ink(
    'paper',
    engrave(
      [200, 200, 760, 240],
      { gap: 22, tone: (x, y) => 0.85 - Math.hypot((x - sun[0]) * 0.8, (y - sun[1]) * 2) / 280 },
      random,
    ),
  );
  print.ink('brick', oval(...sun, 70));
  print.ink('blush', [gouge(560, 380, 220, 6), gouge(600, 405, 260, 7)]);
  print.ink(
    'slate',
    smooth(
      [-60, 436],
      [60, 408],
      [240, 416],
      [400, 424],
      [700, 422],
      [860, 404],
      [1100, 398],
      [1300, 412],
      [1480, 392],
      [1680, 404],
      [1680, 450],
      [-60, 450],
    ),
  );
  print.ink('navy', [
    smooth([900, 436], [1060, 418], [1300, 426], [1660, 410], [1680, 452], [900, 446]),
    rect(1140, 384, 7, 40),
    rect(1200, 392, 6, 32),
    rect(1188, 400, 34, 24),
  ]);

  print.ink('slate', rect(-40, horizon, 1680, 700));
  print.ink(
    'mist',
    ripples(
      [-40, horizon, 1680, 330],
      {
        far: 5,
        near: 14,
        cover: (x, y) => Math.max(0, 0.55 - Math.abs(x - 560) / 1000 - part(y, 430, 720) * 0.5),
      },
      random,
    ),
  );
  print.ink(
    'navy',
    engrave(
      [-20, horizon + 16, 1640, 660],
      {
        gap: 25,
        angle: 0.03,
        lifts: 0.05,
        tone: (x, y) => 0.06 + part(y, 440, 900) * 0.8 + 0.2 * Math.sin(x / 140 + y / 50),
      },
      random,
    ),
  );
  // Small runnels feed the channel.
  for (const [x, y, bend, size] of [
    [1190, 590, 1640, 15],
    [1090, 690, 1660, 24],
    [420, 520, -40, 13],
    [230, 770, -60, 22],
  ] as const) {
    const points = curve([x, y], [(x + bend) / 2, y - 20], [bend, y + 40]);
    for (const [ink, lower] of [
      ['ink', 7],
      ['blush', 0],
    ] as const) {
      print.ink(
        ink,
        points
          .slice(1)
          .map((point, i) =>
            bar(
              [points[i]?.[0] ?? 0, (points[i]?.[1] ?? 0) + lower],
              [point[0], point[1] + lower],
              size * (1 - i / 25),
            ),
          )
          .join(''),
      );
    }
  }
  // The channel comes down from the light in long bends, its banks in shadow.
  const left: Point[] = [
    [1500, 1140],
    [60, 1140],
    [210, 960],
    [120, 850],
    [230, 740],
    [520, 660],
    [690, 606],
    [640, 560],
    [420, 524],
    [400, 486],
    [500, 456],
    [470, 432],
  ];
  const right: Point[] = [
    [660, 432],
    [720, 452],
    [600, 478],
    [700, 506],
    [1010, 532],
    [1220, 578],
    [1150, 640],
    [860, 700],
    [700, 780],
    [820, 880],
    [1180, 980],
  ];
  const channel = smooth(...left, ...right);
  const grown = (points: readonly Point[], way: number): Point[] =>
    points.map(([x, y]) => [
      x + way * part(y, 420, 900) * 22,
      y + part(y, 425, 900) * 26 * Math.max(0, way),
    ]);
  print.ink('ink', smooth(...grown(left, -1), ...grown(right, 1)));
  print.ink('blush', channel);
  print.ink(
    'slate',
    ripples(
      [60, 440, 1500, 640],
      {
        far: 4,
        near: 22,
        cover: (x, y) =>
          0.5 - (Math.abs(x - 560) < 60 + y / 9 ? 0.25 : 0) + part(y, 600, 1060) * 0.2,
      },
      random,
    ),
    { clip: channel },
  );
  print.ink('brick', reflection([490, 620], [448, 660], 9, random), { clip: channel });
  print.ink(
    'paper',
    ripples(
      [300, 500, 700, 560],
      {
        far: 5,
        near: 14,
        cover: (x, y) => (Math.abs(x - 560 + (y - 600) * 0.15) < 130 ? 0.3 : 0.03),
      },
      random,
    ),
    { clip: channel },
  );
  // The beacon stands at the edge of the channel.
  print.ink('ink', [
    bar([1276, 792], [1350, 440], 14, 9),
    bar([1450, 792], [1376, 440], 14, 9),
    bar([1362, 830], [1363, 440], 14, 9),
    line(
      [
        [1296, 700],
        [1430, 700],
      ],
      8,
    ),
    line(
      [
        [1322, 570],
        [1404, 570],
      ],
      7,
    ),
    line(
      [
        [1296, 700],
        [1404, 570],
      ],
      5,
    ),
    line(
      [
        [1430, 700],
        [1322, 570],
      ],
      5,
    ),
    rect(1308, 420, 110, 20),
    rect(1330, 352, 66, 70),
    poly([1320, 354], [1406, 354], [1363, 296]),
    bar([1363, 300], [1363, 240], 6),
    rect(1314, 386, 5, 36),
    rect(1407, 386, 5, 36),
    oval(1363, 238, 11),
    gouge(1366, 832, 260, 11),
    gouge(1280, 794, 90, 8),
    gouge(1452, 794, 90, 8),
    ...[500, 530, 600, 640, 740, 780].map((y) => rect(1350, y, 26, 6)),
  ]);
  print.ink('paper', [rect(1340, 366, 16, 42), bar([1276, 776], [1346, 450], 3, 2)]);
  print.ink('brick', rect(1360, 366, 26, 42));
  // The near shore is dark, to give depth.
  print.ink('ink', [
    smooth([960, 1140], [1120, 1020], [1290, 970], [1420, 930], [1680, 880], [1680, 1160]),
    strew(
      [1080, 930, 560, 130],
      90,
      (x, y) =>
        gouge(
          x,
          Math.max(y, 1180 - x * 0.2),
          random.between(60, 130),
          random.between(5, 9),
          random.between(-2, -1.25),
        ),
      random,
    ),
  ]);
  print.ink(
    'sea',
    strew(
      [1200, 980, 440, 90],
      40,
      (x, y) =>
        gouge(x, y, random.between(50, 100), random.between(4, 7), random.between(-2, -1.25)),
      random,
    ),
  );
  print.ink('ink', [gull(900, 250, 64, 0.1), gull(985, 206, 46, -0.1), gull(1080, 300, 40, 0.1)]);
}

/** Mudflats at low water: a winding channel, a beacon on three legs, a low sun. */
export const MUDFLATS: Scene = {
  file: 'stories/science/the-salt-line/lead.jpg',
  width: 1600,
  height: 1067,
  pixels: 1280,
  draw: mudflats,
};
