import { gull, placed } from '../figures.ts';
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
import { engrave, reflection, ripples } from '../texture.ts';

/** A lorry as a dark shape, its lamps lit; `x` is its tail. */
function lorry(
  print: Print,
  x: number,
  y: number,
  scale: number,
  box: 'brick' | 'paper' | 'sea',
): void {
  const on = placed(x, y, scale);
  print.ink(box, poly(...on([0, -0.12], [0, -0.66], [1.16, -0.66], [1.16, -0.12])));
  print.ink('ink', [
    poly(...on([1.2, -0.1], [1.2, -0.6], [1.42, -0.6], [1.56, -0.34], [1.56, -0.1])),
    poly(...on([0, -0.16], [1.56, -0.16], [1.56, -0.08], [0, -0.08])),
  ]);
  print.ink('mist', poly(...on([1.3, -0.54], [1.4, -0.54], [1.5, -0.34], [1.3, -0.34])));
  print.ink(
    'ink',
    [0.16, 0.36, 0.98, 1.36].map((d) => oval(x + d * scale, y - scale * 0.06, scale * 0.085)),
  );
  print.ink('paper', rect(x + 1.54 * scale, y - scale * 0.24, scale * 0.05, scale * 0.07));
}

function bridge(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'paper',
    engrave(
      [-20, -20, 1640, 620],
      { gap: 27, tone: (x, y) => part(y, 0, 420) * 0.9 - Math.abs(x - 1060) / 1600 },
      random,
    ),
  );
  print.ink('ochre', oval(1060, 420, 96));
  print.ink('paper', [gouge(1060, 440, 260, 5), gouge(1030, 396, 230, 4)]);
  print.ink('slate', [
    rect(-40, 560, 1680, 60),
    ...[-20, 60, 130, 240, 300, 420, 520, 640, 900, 980, 1180, 1270, 1400, 1500].map((x) =>
      rect(x, 560 - random.between(20, 80), 74, 110),
    ),
    poly([330, 520], [352, 400], [374, 520]),
    poly([1330, 520], [1352, 430], [1374, 520]),
  ]);
  print.ink('sea', rect(-40, 606, 1680, 340));
  print.ink(
    'ink',
    engrave(
      [-20, 640, 1640, 300],
      {
        gap: 27,
        tone: (x, y) => part(y, 640, 900) * 0.75 - Math.max(0, 0.4 - Math.abs(x - 1060) / 500),
      },
      random,
    ),
  );
  print.ink('paper', [
    ripples(
      [-40, 608, 1680, 130],
      { far: 5, near: 11, cover: (x) => 0.4 - Math.abs(x - 1060) / 1500 },
      random,
    ),
    reflection([980, 1140], [612, 760], 10, random),
  ]);
  // The nearer arch fills the sheet; its ribs are in the light from the right.
  const rib = (lift: number): Point[] =>
    curve([-330, 560 - lift], [760, -430 - lift], [1850, 560 - lift], 60);
  const arch = rib(0);
  const road = 560;
  print.ink(
    'ink',
    arch
      .filter(([x], i) => i % 2 === 0 && x > 0 && x < 1600)
      .map(([x, y]) => bar([x, y], [x, road], 9)),
  );
  print.ink('brick', line(arch, 54));
  print.ink('ink', [line(rib(-22), 13), line(rib(20), 6)]);
  print.ink(
    'blush',
    line(
      rib(14).filter(([x]) => x > 700),
      9,
    ),
  );
  lorry(print, 90, road, 190, 'sea');
  lorry(print, 560, road, 190, 'paper');
  lorry(print, 1010, road, 190, 'brick');
  print.ink('ink', [
    rect(-40, road - 4, 1680, 26),
    rect(-40, road + 44, 1680, 12),
    line(
      steps(-40, 1640, 43).map((x, i) => [x, i % 2 ? road + 20 : road + 48]),
      8,
    ),
  ]);
  print.ink('ink', [
    line(
      [
        [-40, road - 58],
        [1640, road - 58],
      ],
      6,
    ),
    ...steps(-20, 1620, 42).map((x) => rect(x, road - 58, 5, 58)),
  ]);
  print.ink('ochre', rect(-40, road + 2, 1680, 7));
  // Those who did the work look on from a launch below.
  print.ink('ink', [
    smooth([300, 782], [340, 836], [560, 846], [720, 830], [770, 772], [560, 790]),
    rect(470, 716, 110, 76),
    poly([460, 720], [600, 720], [588, 700], [470, 700]),
  ]);
  print.ink('paper', [rect(486, 730, 30, 26), rect(530, 730, 30, 26), gouge(500, 856, 560, 11)]);
  for (const [x, h] of [
    [370, 96],
    [420, 88],
    [640, 92],
    [690, 98],
  ] as const) {
    const y = 796;
    print.ink('ink', [
      smooth(
        [x - h * 0.14, y],
        [x - h * 0.16, y - h * 0.62],
        [x, y - h * 0.76],
        [x + h * 0.16, y - h * 0.62],
        [x + h * 0.14, y],
      ),
      oval(x + 2, y - h * 0.88, h * 0.1),
    ]);
    print.ink('ochre', [
      smooth([x - h * 0.12, y - h * 0.92], [x, y - h * 1.06], [x + h * 0.14, y - h * 0.94]),
      rect(x - h * 0.13, y - h * 0.56, h * 0.26, 7),
    ]);
  }
  print.ink('ink', [gull(250, 270, 60, 0.1), gull(330, 230, 44), gull(760, 310, 50, -0.1)]);
}

/** Lorries cross the Sallow Bridge under its arch, early on a summer day. */
export const BRIDGE: Scene = {
  file: 'stories/business/sallow-bridge-reopens.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: bridge,
};
