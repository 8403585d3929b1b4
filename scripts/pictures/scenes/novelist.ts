import { bust } from '../face.ts';
import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, part, poly, rect } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function novelist(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'paper',
    engrave(
      [-20, -20, 1240, 560],
      { gap: 28, angle: -0.03, tone: (x, y) => part(y, 60, 460) * 0.95 - Math.abs(x - 300) / 1500 },
      random,
    ),
  );
  print.ink(
    'slate',
    engrave(
      [-20, -20, 1240, 300],
      { gap: 28, angle: -0.03, tone: (x, y) => 0.8 - part(y, -20, 240) + 0.15 * Math.sin(x / 180) },
      random,
    ),
  );
  print.ink('sea', rect(-40, 520, 1280, 500));
  print.ink(
    'navy',
    engrave(
      [-20, 530, 1240, 480],
      { gap: 28, tone: (x, y) => part(y, 530, 900) * 0.8 + 0.12 * Math.sin(x / 110) },
      random,
    ),
  );
  print.ink(
    'mist',
    ripples([-20, 524, 1240, 220], { far: 5, near: 14, cover: (x) => 0.35 - x / 5000 }, random),
  );
  print.ink('ink', [
    poly([60, 470], [350, 470], [330, 536], [84, 536]),
    rect(80, 396, 62, 76),
    rect(92, 360, 22, 40),
    bar([210, 470], [210, 400], 7),
    bar([290, 470], [290, 410], 7),
    bar([210, 404], [250, 456], 4),
    bar([330, 468], [372, 532], 4),
  ]);
  print.ink('brick', poly([70, 512], [338, 512], [331, 538], [84, 538]));
  print.ink('paper', [rect(90, 412, 40, 11), gouge(210, 542, 340, 8)]);
  print.ink('ink', reflection([90, 330], [556, 640], 10, random));
  print.ink('ink', [gull(440, 260, 60, 0.1), gull(510, 220, 44)]);
  // Window frame and wall.
  print.ink('brick', [
    rect(-40, -40, 1280, 76),
    rect(986, -40, 260, 1600),
    rect(-40, 1080, 1280, 500),
  ]);
  print.ink(
    'ink',
    engrave(
      [960, -20, 260, 1560],
      { gap: 34, angle: 1.571, tone: (x) => 0.25 + part(x, 990, 1200) * 0.5 },
      random,
    ),
    { clip: rect(1024, -40, 220, 1600) },
  );
  print.ink('paper', [
    rect(-40, 30, 1060, 26),
    rect(974, 30, 46, 1010),
    rect(-40, 1010, 1100, 50),
    rect(470, 30, 26, 990),
  ]);
  print.ink('ink', [rect(1014, 30, 12, 1000), rect(-40, 1056, 1104, 22), rect(490, 56, 9, 960)]);
  // Her father's log lies open on the sill.
  print.ink('ink', poly([30, 986], [330, 976], [352, 1016], [10, 1026]));
  print.ink('paper', [
    poly([36, 972], [182, 962], [186, 1006], [22, 1014]),
    poly([182, 962], [322, 968], [342, 1004], [186, 1006]),
  ]);
  print.ink(
    'slate',
    [0, 1, 2, 3].flatMap((i) => [
      gouge(106, 976 + i * 9, 110, 2.4, -0.05),
      gouge(258, 975 + i * 8, 110, 2.4, 0.02),
    ]),
  );
  bust(print, [640, 560], 620, {
    light: 'paper',
    shade: 'blush',
    hair: 'umber',
    sheen: 'ochre',
    coat: 'navy',
    collar: 'ochre',
    jaw: 0.25,
    lines: true,
    lips: 'brick',
    behind: [
      [
        [-0.26, -0.46],
        [-0.42, -0.2],
        [-0.46, 0.16],
        [-0.5, 0.46],
        [-0.4, 0.64],
        [-0.24, 0.56],
        [0.26, 0.58],
        [0.46, 0.66],
        [0.56, 0.44],
        [0.48, 0.12],
        [0.46, -0.2],
        [0.28, -0.5],
        [0, -0.62],
      ],
    ],
    front: [
      [
        [-0.43, 0.44],
        [-0.45, 0.08],
        [-0.4, -0.26],
        [-0.26, -0.52],
        [0, -0.63],
        [0.12, -0.58],
        [0, -0.46],
        [-0.16, -0.36],
        [-0.29, -0.18],
        [-0.33, 0.06],
        [-0.34, 0.26],
        [-0.39, 0.4],
      ],
      [
        [0.46, 0.46],
        [0.46, 0.06],
        [0.41, -0.28],
        [0.26, -0.54],
        [0.04, -0.62],
        [-0.1, -0.52],
        [0.06, -0.42],
        [0.22, -0.3],
        [0.31, -0.1],
        [0.34, 0.14],
        [0.35, 0.34],
        [0.42, 0.4],
      ],
      [
        [-0.08, -0.5],
        [-0.2, -0.34],
        [-0.24, -0.24],
        [-0.14, -0.33],
        [0.02, -0.44],
      ],
    ],
    strands: [
      [-0.22, -0.42, 0.34, -0.85],
      [-0.34, -0.18, 0.36, -1.3],
      [-0.08, -0.52, 0.24, -0.35],
      [-0.4, 0.16, 0.42, 1.62],
      [-0.44, 0.42, 0.26, 1.8],
      [0.14, -0.48, 0.2, 0.6],
      [0.4, 0.3, 0.3, 1.5],
    ],
  });
}

/** The novelist at her window; outside lies a ship that never leaves. */
export const NOVELIST: Scene = {
  file: 'stories/culture/tamsin-orrell-interview.jpg',
  width: 1200,
  height: 1500,
  pixels: 1200,
  draw: novelist,
};
