import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import {
  bar,
  curve,
  gouge,
  line,
  oval,
  type Point,
  part,
  poly,
  rect,
  smooth,
  steps,
} from '../shapes.ts';
import { engrave, ripples, strew } from '../texture.ts';

function cable(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'slate',
    engrave(
      [-20, -20, 1640, 280],
      { gap: 26, angle: 0.04, tone: (x, y) => 0.95 - part(y, -20, 230) + 0.15 * Math.sin(x / 170) },
      random,
    ),
  );
  print.ink(
    'navy',
    smooth(
      [-80, 270],
      [60, 226],
      [180, 150],
      [270, 120],
      [360, 160],
      [470, 210],
      [600, 236],
      [700, 280],
      [-80, 300],
    ),
  );
  print.ink(
    'ochre',
    [
      [200, 210],
      [250, 230],
      [330, 222],
      [420, 240],
    ].map(([x = 0, y = 0]) => rect(x, y, 9, 9)),
  );
  // The ship.
  print.ink('ink', [
    poly([960, 186], [1460, 176], [1424, 290], [1010, 290]),
    poly([1230, 180], [1242, 90], [1380, 88], [1396, 180]),
    rect(1290, 40, 12, 54),
    bar([1000, 190], [930, 110], 10),
    bar([930, 110], [1030, 180], 6),
    bar([1100, 184], [1160, 60], 9),
    bar([1160, 60], [1030, 130], 6),
  ]);
  print.ink('paper', [
    rect(1258, 108, 112, 20),
    poly([1016, 240], [1440, 232], [1436, 246], [1020, 254]),
  ]);
  print.ink('brick', [
    poly([1000, 262], [1432, 256], [1424, 300], [1014, 300]),
    rect(1320, 60, 46, 30),
  ]);
  print.ink(
    'ink',
    [1286, 1312, 1338].map((x) => rect(x, 106, 6, 24)),
  );
  print.ink('ochre', rect(1292, 34, 9, 9));
  const surface: Point[] = steps(-40, 1640, 43).map((x) => [
    x,
    286 + 26 * Math.sin(x / 118) + 12 * Math.sin(x / 61 + 1),
  ]);
  const deep = poly(...surface, [1640, 940], [-40, 940]);
  print.ink('sea', deep);
  print.ink(
    'paper',
    [
      line(surface, 10),
      ripples([-20, 300, 1640, 40], { far: 6, near: 8, cover: () => 0.25 }, random),
    ],
    { clip: poly([-40, 200], [1640, 200], [1640, 360], [-40, 360]) },
  );
  print.ink(
    'navy',
    engrave(
      [-20, 320, 1640, 620],
      {
        gap: 28,
        angle: 0.01,
        tone: (x, y) =>
          part(y, 330, 700) * 1.1 - Math.max(0, 0.5 - Math.abs(x - 1120 + (y - 300) * 0.42) / 260),
      },
      random,
    ),
    { clip: deep },
  );
  print.ink(
    'ink',
    engrave(
      [-20, 560, 1640, 380],
      {
        gap: 28,
        angle: 0.01,
        tone: (x, y) =>
          part(y, 560, 900) * 1.05 - Math.max(0, 0.6 - Math.abs(x - 1120 + (y - 300) * 0.42) / 240),
      },
      random,
    ),
  );
  // A grapnel hangs on its line, not yet at the bottom.
  print.ink('paper', bar([972, 292], [930, 580], 4));
  print.ink('ink', [
    bar([930, 576], [927, 640], 9),
    line(curve([927, 640], [880, 646], [882, 604]), 9),
    line(curve([927, 640], [974, 646], [968, 604]), 9),
    oval(930, 576, 11),
  ]);
  const bed = smooth(
    [-80, 790],
    [200, 772],
    [420, 800],
    [640, 806],
    [860, 812],
    [1100, 790],
    [1320, 800],
    [1680, 760],
    [1680, 980],
    [-80, 980],
  );
  print.ink('ink', bed);
  print.ink(
    'slate',
    engrave(
      [-20, 770, 1640, 170],
      {
        gap: 26,
        angle: 0.02,
        lifts: 0.1,
        tone: (x, y) => 0.4 - part(y, 780, 920) * 0.3 - Math.abs(x - 760) / 2200,
      },
      random,
    ),
    { clip: bed },
  );
  const leftEnd = curve([-40, 830], [330, 900], [640, 742], 30);
  const rightEnd = curve([1660, 800], [1240, 900], [900, 776], 30);
  for (const run of [leftEnd, rightEnd]) {
    print.ink('ink', line(run, 58));
    print.ink('ochre', line(run, 42));
    print.ink(
      'brick',
      line(
        run.map(([x, y]) => [x, y + 10]),
        18,
      ),
    );
    print.ink(
      'ink',
      run.filter((_, i) => i % 2 === 1 && i < 29).map(([x, y]) => gouge(x, y, 46, 5, 1.2)),
    );
  }
  // The strands have sprung apart where it was cut.
  print.ink('paper', [
    ...[-34, -14, 6, 26, 44].map((d, i) =>
      line(
        curve([636, 744 + (i - 2) * 5], [690, 716 + d * 0.5], [716 + i * 6, 690 + d * 1.5], 10),
        7,
      ),
    ),
    ...[-40, -18, 4, 26].map((d, i) =>
      line(
        curve([904, 776 + (i - 2) * 6], [860, 756 + d * 0.5], [826 - i * 5, 744 + d * 1.6], 10),
        7,
      ),
    ),
  ]);
  print.ink(
    'mist',
    [...strew([640, 540, 260, 200], 12, (x, y) => oval(x, y, random.between(3, 7)), random)].join(
      '',
    ),
  );
  print.ink(
    'mist',
    [
      [260, 560],
      [300, 586],
      [346, 560],
      [1330, 620],
      [1380, 640],
    ].map(
      ([x = 0, y = 0]) => gouge(x, y, 44, 8) + poly([x - 18, y], [x - 34, y - 9], [x - 34, y + 9]),
    ),
  );
}

/** Above, a repair ship waits in a swell; below, the cut cable lies in the dark. */
export const CABLE: Scene = {
  file: 'stories/world/ness-cable-damaged.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: cable,
};
