import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, curve, gouge, line, type Point, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave, ripples } from '../texture.ts';

function dam(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'paper',
    engrave(
      [-20, -20, 1640, 330],
      { gap: 26, tone: (x, y) => part(y, 20, 300) * 0.95 - Math.abs(x - 900) / 1500 },
      random,
    ),
  );
  print.ink(
    'slate',
    poly(
      [-40, 260],
      [140, 190],
      [330, 90],
      [470, 180],
      [640, 110],
      [800, 210],
      [980, 60],
      [1150, 190],
      [1300, 120],
      [1480, 220],
      [1660, 150],
      [1660, 500],
      [-40, 500],
    ),
  );
  print.ink('paper', [
    poly([330, 90], [390, 128], [352, 146], [330, 130], [296, 150], [268, 130]),
    poly([980, 60], [1050, 112], [1004, 140], [976, 116], [930, 150], [906, 132]),
  ]);
  print.ink('navy', [
    poly([330, 90], [470, 180], [430, 320], [380, 220]),
    poly([980, 60], [1150, 190], [1130, 330], [1040, 200]),
    poly([640, 110], [800, 210], [760, 330], [690, 220]),
  ]);
  // The wall is a bow; the light lies along its crown.
  const crown = curve([420, 300], [800, 392], [1180, 300], 30);
  const foot = curve([470, 500], [800, 610], [1130, 500], 30).reverse();
  const face = poly(...crown, ...foot);
  print.ink('paper', face);
  print.ink(
    'slate',
    engrave(
      [400, 290, 800, 330],
      {
        gap: 25,
        angle: 1.571,
        tone: (x, y) => 0.12 + part(x, 700, 1180) * 0.6 + part(y, 330, 560) * 0.2,
      },
      random,
    ),
    { clip: face },
  );
  print.ink('ink', [
    line(crown, 15),
    ...crown.filter((_, i) => i % 3 === 1).map(([x, y]) => rect(x - 5, y - 34, 10, 34)),
    rect(700, 300, 40, 60),
    rect(860, 300, 40, 60),
    poly([692, 302], [720, 278], [748, 302]),
    poly([852, 302], [880, 278], [908, 302]),
  ]);
  print.ink(
    'ink',
    [660, 740, 820, 900].map((x) => rect(x, 420 - Math.abs(x - 800) * 0.1, 40, 70)),
  );
  print.ink('ochre', [rect(712, 316, 14, 18), rect(872, 316, 14, 18)]);
  const left = smooth(
    [-80, 330],
    [120, 260],
    [300, 250],
    [440, 300],
    [490, 420],
    [520, 560],
    [300, 640],
    [-80, 700],
  );
  const right = smooth(
    [1680, 240],
    [1440, 200],
    [1260, 240],
    [1150, 310],
    [1110, 430],
    [1090, 560],
    [1320, 640],
    [1680, 720],
  );
  print.ink('brick', [left, right]);
  print.ink(
    'ink',
    engrave(
      [-20, 220, 720, 480],
      {
        gap: 25,
        angle: 0.95,
        tone: (x, y) => 0.3 + part(x, 100, 520) * 0.3 + 0.25 * Math.sin(y / 60 + x / 80),
      },
      random,
    ),
    { clip: left },
  );
  print.ink(
    'ink',
    engrave(
      [1000, 180, 700, 540],
      {
        gap: 25,
        angle: -0.95,
        tone: (x, y) => 0.55 + part(x, 1100, 1500) * 0.25 + 0.2 * Math.sin(y / 60),
      },
      random,
    ),
    { clip: right },
  );
  // Banks of silt in steps, as the water fell away from them.
  const flat = poly(
    [-40, 680],
    [200, 640],
    [480, 560],
    [800, 600],
    [1110, 560],
    [1380, 640],
    [1640, 680],
    [1640, 940],
    [-40, 940],
  );
  print.ink('ochre', flat);
  print.ink(
    'paper',
    [smooth([330, 612], [620, 590], [900, 596], [1240, 608], [1400, 636], [1000, 640], [520, 646])],
    { clip: flat },
  );
  const ledge = (y: number, sway: number): Point[] =>
    steps(-40, 1640, 22).map((x) => [
      x,
      y + Math.sin(x / 150 + sway) * 16 + Math.sin(x / 57 + sway * 2) * 7,
    ]);
  for (const [index, y] of [662, 716, 788].entries()) {
    print.ink(
      'brick',
      poly(...ledge(y, index * 2.1), ...ledge(y + 9 + index * 5, index * 2.1 + 0.3).reverse()),
    );
  }
  print.ink(
    'brick',
    engrave(
      [-20, 680, 1640, 260],
      { gap: 26, lifts: 0.07, tone: (x, y) => part(y, 660, 940) * 0.45 + 0.18 * Math.sin(x / 90) },
      random,
    ),
  );
  // What is left of the lake is a thread.
  const thread: Point[] = [
    [780, 600],
    [840, 624],
    [760, 650],
    [900, 690],
    [1010, 730],
    [840, 780],
    [640, 830],
    [760, 960],
  ];
  const widths = [14, 20, 26, 34, 44, 58, 78, 110];
  const edge = (way: number): Point[] =>
    thread.map(([x, y], i) => [x + way * (widths[i] ?? 20) * 0.9, y + way * 3]);
  const water = smooth(...edge(-1), ...edge(1).reverse());
  print.ink('ink', water);
  print.ink('sea', smooth(...edge(-0.86), ...edge(0.86).reverse()));
  print.ink(
    'mist',
    ripples([560, 600, 520, 340], { far: 5, near: 13, cover: () => 0.35 }, random),
    { clip: water },
  );
  // A boat lies where there used to be water under it.
  print.ink('ink', [
    smooth([250, 772], [300, 812], [420, 818], [500, 762], [470, 850], [300, 852]),
    poly([244, 768], [506, 754], [486, 826], [290, 836]),
    bar([380, 770], [410, 660], 9, 5),
    gouge(380, 856, 340, 9),
  ]);
  print.ink('brick', poly([258, 776], [494, 764], [490, 780], [266, 792]));
  print.ink(
    'ink',
    [1190, 1250, 1304, 1360].map((x, i) => bar([x, 770 + i * 6], [x + 4, 706 + i * 9], 9, 6)),
  );
  print.ink('ink', [gull(690, 230, 50), gull(760, 196, 38, 0.2)]);
}

/** A dam seen from its own reservoir, which has filled with sand. */
export const DAM: Scene = {
  file: 'stories/world/kessen-dams-silt/lead.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: dam,
};
