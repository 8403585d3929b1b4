import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function docks(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'paper',
    engrave(
      [-20, -20, 1640, 620],
      { gap: 28, tone: (x, y) => part(y, 40, 480) - Math.abs(x - 620) / 1500 },
      random,
    ),
  );
  print.ink('blush', oval(620, 330, 120));
  print.ink('paper', [gouge(620, 350, 330, 6), gouge(600, 306, 260, 5), gouge(640, 392, 300, 6)]);
  print.ink('slate', [
    rect(-40, 520, 1680, 64),
    ...[
      [-20, 90],
      [120, 60],
      [270, 80],
      [420, 50],
      [560, 66],
      [760, 84],
      [930, 52],
      [1090, 70],
      [1250, 96],
      [1430, 60],
    ].map(([x = 0, h = 0]) =>
      poly([x, 540], [x, 540 - h], [x + 60, 512 - h], [x + 120, 540 - h], [x + 120, 540]),
    ),
  ]);
  const crane = (x: number, base: number, h: number, lift: number, ink: 'navy' | 'ink'): void => {
    const head: Point = [x, base - h * 0.62];
    const tip: Point = [x + h * Math.cos(lift) * 0.86, head[1] - h * Math.sin(lift) * 0.86];
    const w = h * 0.022;
    print.ink(ink, [
      bar([x - h * 0.17, base], [x - h * 0.06, head[1]], w * 1.4),
      bar([x + h * 0.17, base], [x + h * 0.06, head[1]], w * 1.4),
      bar([x - h * 0.15, base - h * 0.14], [x + h * 0.15, base - h * 0.14], w),
      bar([x - h * 0.13, base - h * 0.16], [x + h * 0.08, base - h * 0.5], w * 0.7),
      bar([x + h * 0.13, base - h * 0.16], [x - h * 0.08, base - h * 0.5], w * 0.7),
      poly(
        [x - h * 0.18, head[1]],
        [x + h * 0.12, head[1]],
        [x + h * 0.12, head[1] - h * 0.15],
        [x - h * 0.1, head[1] - h * 0.17],
        [x - h * 0.2, head[1] - h * 0.08],
      ),
      bar([x + h * 0.06, head[1] - h * 0.04], tip, w * 1.7, w * 0.8),
      bar([x - h * 0.02, head[1] - h * 0.14], [x - h * 0.02, head[1] - h * 0.42], w * 1.1),
      bar([x - h * 0.02, head[1] - h * 0.42], tip, w * 0.5),
      bar([x - h * 0.02, head[1] - h * 0.42], [x - h * 0.2, head[1] - h * 0.06], w * 0.5),
      bar(tip, [tip[0], tip[1] + h * 0.34], w * 0.35),
      oval(tip[0], tip[1] + h * 0.35, w * 0.9),
    ]);
  };
  print.ink('navy', rect(-40, 566, 1680, 22));
  for (const [x, h, lift] of [
    [240, 350, 0.9],
    [600, 380, 1.02],
    [960, 410, 0.84],
  ] as const)
    crane(x, 570, h, lift, 'navy');
  crane(1330, 580, 470, 0.72, 'ink');
  print.ink('ochre', [rect(1352, 238, 16, 22)]);
  print.ink('mist', rect(-40, 588, 1680, 340));
  print.ink(
    'slate',
    ripples(
      [-40, 590, 1680, 320],
      {
        far: 5,
        near: 18,
        cover: (x, y) =>
          0.3 + part(y, 600, 860) * 0.4 - Math.max(0, 0.35 - Math.abs(x - 620) / 500),
      },
      random,
    ),
  );
  print.ink('blush', reflection([520, 720], [600, 800], 11, random));
  for (const [x, h] of [
    [240, 120],
    [600, 130],
    [960, 140],
    [1330, 170],
  ] as const) {
    print.ink('navy', [
      reflection([x - h * 0.42, x - h * 0.2], [592, 592 + h], 9, random),
      reflection([x + h * 0.2, x + h * 0.42], [592, 592 + h], 9, random),
      reflection([x - h * 0.3, x + h * 0.2], [592 + h * 0.8, 592 + h * 1.5], 10, random),
    ]);
  }
  // The near quay, the bollard, and the coat against the light.
  print.ink('ink', poly([-40, 800], [560, 812], [1640, 796], [1640, 940], [-40, 940]));
  print.ink(
    'slate',
    engrave(
      [-20, 816, 1660, 100],
      {
        gap: 28,
        angle: 0.004,
        lifts: 0.08,
        tone: (x, y) => 0.2 + part(y, 810, 900) * 0.12 - x / 9000,
      },
      random,
    ),
  );
  print.ink('ink', [
    smooth(
      [330, 822],
      [344, 740],
      [312, 708],
      [330, 684],
      [450, 684],
      [468, 708],
      [436, 740],
      [452, 822],
    ),
  ]);
  print.ink('slate', [gouge(352, 750, 110, 9, 1.571), gouge(380, 696, 90, 6)]);
  print.ink('ink', [
    poly([362, 690], [386, 690], [384, 600], [364, 600]),
    poly([394, 690], [420, 690], [416, 600], [394, 600]),
  ]);
  print.ink(
    'brick',
    smooth(
      [352, 612],
      [346, 510],
      [340, 440],
      [364, 404],
      [392, 398],
      [420, 408],
      [440, 446],
      [436, 520],
      [430, 612],
      [390, 618],
    ),
  );
  print.ink('ink', [
    smooth([396, 400], [420, 408], [440, 446], [436, 520], [430, 612], [408, 616], [412, 500]),
    oval(394, 366, 25, 30),
    smooth([366, 366], [370, 334], [394, 328], [422, 336], [430, 360], [410, 348], [380, 352]),
    rect(424, 428, 46, 34),
    bar([400, 446], [446, 470], 20, 14),
    rect(466, 434, 14, 22),
  ]);
  print.ink('blush', [oval(450, 468, 11), oval(414, 372, 9, 14)]);
  print.ink('paper', rect(436, 434, 12, 7));
  print.ink('ink', [gull(820, 220, 56, 0.1), gull(890, 186, 42), gull(120, 240, 46, -0.1)]);
}

/** Four cranes in still water before eight o'clock, and someone with a camera on a bollard. */
export const DOCKS: Scene = {
  file: 'stories/culture/wilhelmina-storr/lead.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: docks,
};
