import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { gouge, oval, part, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave } from '../texture.ts';

function organ(print: Print): void {
  const { random } = print;
  print.ground('navy');
  print.ink(
    'ink',
    engrave(
      [-20, -20, 1640, 940],
      { gap: 32, angle: 1.571, tone: (x) => 0.2 + part(Math.abs(x - 800), 200, 800) * 0.65 },
      random,
    ),
  );
  const shaft = poly([1180, -40], [1500, -40], [760, 940], [220, 940]);
  print.ink(
    'slate',
    engrave(
      [200, -20, 1320, 960],
      { gap: 28, angle: -0.93, tone: () => 0.55, lifts: 0.03 },
      random,
    ),
    { clip: shaft },
  );
  // Three towers of pipes, the tallest in the middle.
  const pipe = (x: number, top: number, foot: number, wide: number, dull: boolean): void => {
    const half = wide / 2;
    const mouth = foot - wide * 1.5;
    print.ink(
      'ink',
      poly(
        [x - half - 4, top - 4],
        [x + half + 4, top - 4],
        [x + half + 4, mouth + wide * 0.5],
        [x + 8, foot],
        [x - 8, foot],
        [x - half - 4, mouth + wide * 0.5],
      ),
    );
    print.ink(
      dull ? 'slate' : 'ochre',
      poly(
        [x - half, top],
        [x + half * 0.9, top],
        [x + half * 0.9, mouth + wide * 0.5],
        [x + 4, foot],
        [x - 5, foot],
        [x - half, mouth + wide * 0.5],
      ),
    );
    print.ink(dull ? 'mist' : 'paper', [
      gouge(x + half * 0.34, (top + mouth) / 2, (mouth - top) * 0.94, wide * 0.12, 1.571),
      gouge(x + half * 0.2, mouth + wide * 0.9, wide, wide * 0.05, 1.7),
    ]);
    print.ink('ink', [
      poly([x - half, top], [x - half * 0.45, top], [x - half * 0.5, mouth], [x - half, mouth]),
      smooth(
        [x - half * 0.7, mouth + wide * 0.34],
        [x, mouth - wide * 0.5],
        [x + half * 0.7, mouth + wide * 0.34],
      ),
      oval(x, top, half, wide * 0.12),
    ]);
    print.ink(
      dull ? 'slate' : 'brick',
      rect(x - half * 0.62, mouth + wide * 0.14, wide * 0.6, wide * 0.1),
    );
  };
  const towers = [
    [800, 9, 62, 96],
    [436, 7, 54, 190],
    [1164, 7, 54, 190],
  ] as const;
  for (const [middle, count, wide, top] of towers) {
    const reach = ((count - 1) / 2) * wide;
    print.ink('ink', [
      poly(
        [middle - reach - wide, top - 40],
        [middle + reach + wide, top - 40],
        [middle + reach + wide * 0.6, 640],
        [middle - reach - wide * 0.6, 640],
      ),
    ]);
    for (let n = 0; n < count; n++) {
      const off = n - (count - 1) / 2;
      pipe(
        middle + off * wide,
        top + 30 + Math.abs(off) * 46,
        600 - Math.abs(off) * 12,
        wide * 0.84,
        (n * 7 + middle) % 4 === 0,
      );
    }
    print.ink('brick', [
      smooth(
        [middle - reach - wide * 1.1, top - 34],
        [middle, top - 84],
        [middle + reach + wide * 1.1, top - 34],
        [middle + reach + wide, top - 8],
        [middle, top - 46],
        [middle - reach - wide, top - 8],
      ),
    ]);
    print.ink(
      'brick',
      poly(
        [middle - reach - wide * 0.8, 592],
        [middle + reach + wide * 0.8, 592],
        [middle + reach + wide * 0.5, 640],
        [middle - reach - wide * 0.5, 640],
      ),
    );
    print.ink('ochre', rect(middle - reach - wide * 0.8, 588, (reach + wide * 0.8) * 2, 8));
  }
  // Gallery, pews and the mark of the water.
  print.ink('brick', rect(170, 640, 1260, 130));
  print.ink('ink', [
    rect(150, 632, 1300, 16),
    rect(150, 760, 1300, 20),
    ...steps(200, 1400, 16).map((x) => rect(x - 26, 664, 52, 80)),
  ]);
  print.ink(
    'brick',
    steps(200, 1400, 16).map((x) => rect(x - 18, 672, 36, 64)),
  );
  print.ink('ink', [poly([700, 640], [900, 640], [890, 560], [710, 560])]);
  print.ink('ochre', [oval(800, 584, 20)]);
  print.ink('ink', [
    smooth([756, 640], [760, 592], [790, 578], [812, 578], [842, 594], [846, 640]),
    oval(800, 556, 20, 24),
  ]);
  print.ink('ink', rect(-40, 780, 1680, 160));
  print.ink('slate', [rect(-40, 836, 1680, 12), rect(-40, 880, 1680, 12)]);
  print.ink(
    'ink',
    steps(10, 1590, 12).map((x) =>
      smooth([x - 30, 960], [x - 30, 826], [x, 806], [x + 30, 826], [x + 30, 960]),
    ),
  );
  print.ink(
    'slate',
    steps(10, 1590, 12).map((x) => gouge(x - 26, 880, 110, 5, 1.571)),
  );
  print.ink('mist', [gouge(420, 858, 900, 6), gouge(1240, 857, 860, 6)]);
}

/** The organ of St. Annen, with the line that the flood left on everything below. */
export const ORGAN: Scene = {
  file: 'stories/culture/orgel-am-lindenkai.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: organ,
};
