import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, line, oval, part, poly, rect } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function gap(print: Print): void {
  const { random } = print;
  print.ground('slate');
  print.ink(
    'mist',
    engrave(
      [-20, -20, 1640, 420],
      { gap: 26, angle: 0.05, tone: (x, y) => 0.9 - Math.hypot((x - 1120) / 1.7, y - 170) / 330 },
      random,
    ),
  );
  print.ink('paper', oval(1120, 168, 62));
  // The sea lies above the roofs, and a ship goes by on it as on a shelf.
  print.ink('ink', rect(-40, 300, 1680, 300));
  print.ink(
    'navy',
    ripples([-40, 304, 1680, 220], { far: 6, near: 20, cover: () => 0.75 }, random),
  );
  print.ink(
    'slate',
    ripples(
      [-40, 304, 1680, 200],
      { far: 5, near: 15, cover: (x) => 0.5 - Math.abs(x - 1120) / 1800 },
      random,
    ),
  );
  print.ink('paper', reflection([1040, 1200], [308, 490], 11, random));
  print.ink('ink', [
    poly([230, 262], [620, 262], [590, 316], [266, 316]),
    rect(270, 176, 62, 90),
    rect(286, 140, 20, 40),
    rect(360, 232, 50, 32),
    rect(414, 232, 50, 32),
    rect(468, 232, 50, 32),
    rect(388, 200, 50, 32),
    rect(442, 200, 50, 32),
    bar([570, 262], [570, 190], 6),
  ]);
  print.ink('brick', [
    poly([246, 296], [606, 296], [596, 318], [262, 318]),
    rect(414, 234, 48, 28),
  ]);
  print.ink('ochre', [rect(280, 190, 12, 12), rect(304, 190, 12, 12), oval(570, 190, 6)]);
  print.ink('paper', gouge(400, 322, 520, 7));
  print.ink('navy', rect(-40, 680, 1680, 260));
  // The wall, with one place where nothing stands.
  for (const [from, to] of [
    [-60, 610],
    [900, 1680],
  ] as const) {
    print.ink('mist', rect(from, 500, to - from, 190));
    print.ink(
      'slate',
      engrave(
        [from, 512, to - from, 180],
        { gap: 24, tone: (_, y) => part(y, 500, 720), lifts: 0.06 },
        random,
      ),
      { clip: rect(from, 500, to - from, 190) },
    );
    print.ink('paper', rect(from - 6, 484, to - from + 12, 26));
  }
  print.ink('ink', [
    rect(592, 510, 20, 190),
    ...[0, 1, 2, 3, 4].map((i) => rect(614 + i * 9, 530 + i * 30, 34 - i * 3, 5)),
    ...[0, 1, 2, 3, 4].map((i) => rect(872 + i * 2, 530 + i * 30, 28, 5)),
  ]);
  const fall = poly([612, 516], [900, 516], [912, 640], [960, 760], [540, 760], [600, 640]);
  print.ink('ink', rect(604, 500, 300, 40));
  print.ink('paper', fall);
  print.ink(
    'slate',
    Array.from({ length: 15 }, (_, i) =>
      gouge(
        620 + i * 20 + (i - 7) * 3,
        630 + random.between(-40, 40),
        random.between(120, 210),
        random.between(5, 9),
        1.571 - (i - 7) * 0.025,
      ),
    ),
    { clip: fall },
  );
  print.ink(
    'navy',
    Array.from({ length: 8 }, (_, i) =>
      gouge(630 + i * 36, 580 + random.between(-20, 30), 130, 6, 1.571 - (i - 4) * 0.03),
    ),
    { clip: fall },
  );
  print.ink('paper', [
    ...Array.from({ length: 16 }, (_, i) =>
      oval(530 + i * 29, 748 + random.between(-14, 10), random.between(18, 34)),
    ),
    gouge(760, 770, 620, 14),
  ]);
  // The street: gables and lit windows, quite near.
  let x = -50;
  let house = 0;
  while (x < 1640) {
    const [w, tall] = [random.between(120, 190), random.between(110, 200)];
    const top = 910 - tall;
    const isOpen = x + w > 560 && x < 920;
    const y = isOpen ? Math.max(top, 836) : top;
    print.ink(
      house % 3 === 1 ? 'brick' : 'ink',
      poly([x, 920], [x, y], [x + w / 2, y - w * 0.38], [x + w, y], [x + w, 920]),
    );
    print.ink('ink', [
      line(
        [
          [x - 8, y + 6],
          [x + w / 2, y - w * 0.4],
          [x + w + 8, y + 6],
        ],
        13,
      ),
      rect(x + w * 0.68, y - w * 0.4, 18, 52),
    ]);
    for (const [column, row] of [
      [0.2, 20],
      [0.58, 20],
      [0.2, 86],
      [0.58, 86],
    ] as const) {
      if (random.chance(0.62)) print.ink('ochre', rect(x + w * column, y + row, w * 0.2, 40));
    }
    if (house % 3 === 1)
      print.ink('ink', engrave([x, y, w, 200], { gap: 22, tone: () => 0.24 }, random), {
        clip: rect(x, y, w * 0.5, 200),
      });
    x += w;
    house++;
  }
  print.ink('ink', bar([-40, 896], [1640, 896], 20));
}

/** Behind an unfinished wall the street is lit; the sea stands higher than the roofs. */
export const GAP: Scene = {
  file: 'stories/opinion/finish-the-barrier.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: gap,
};
