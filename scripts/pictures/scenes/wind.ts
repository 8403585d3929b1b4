import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { bar, gouge, oval, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave, reflection, ripples, strew } from '../texture.ts';

function wind(print: Print): void {
  const { random } = print;
  print.ground('blush');
  print.ink(
    'mist',
    engrave(
      [-20, -20, 1640, 620],
      {
        gap: 27,
        angle: -0.03,
        tone: (x, y) => 1.05 - part(y, 0, 560) * 1.1 + 0.12 * Math.sin(x / 210 + y / 80),
      },
      random,
    ),
  );
  print.ink(
    'slate',
    engrave(
      [-20, -20, 1640, 260],
      {
        gap: 27,
        angle: -0.03,
        tone: (x, y) => 0.85 - part(y, -20, 230) + 0.15 * Math.sin(x / 260),
      },
      random,
    ),
  );
  const turbine = (
    x: number,
    foot: number,
    height: number,
    turn: number,
    ink: 'slate' | 'paper' | 'navy',
  ): void => {
    const top = foot - height;
    const blades = [0, 1, 2].map((n) => {
      const angle = turn + (n * 2 * Math.PI) / 3;
      const on = (along: number, across: number): Point => [
        x + height * (along * Math.cos(angle) - across * Math.sin(angle)),
        top + height * (along * Math.sin(angle) + across * Math.cos(angle)),
      ];
      return smooth(
        on(0.02, -0.012),
        on(0.12, -0.034),
        on(0.4, -0.016),
        on(0.64, 0),
        on(0.4, 0.012),
        on(0.12, 0.016),
        on(0.02, 0.012),
      );
    });
    print.ink(ink, [
      bar([x, top], [x, foot], height * 0.022, height * 0.046),
      ...blades,
      oval(x, top, height * 0.026),
    ]);
    if (height < 300) return;
    print.ink(
      'slate',
      bar([x + height * 0.008, top + 30], [x + height * 0.016, foot], height * 0.01, height * 0.02),
    );
    print.ink('ink', oval(x, top, height * 0.012));
    print.ink(
      'ochre',
      rect(x - height * 0.026, foot - height * 0.07, height * 0.052, height * 0.09),
    );
    print.ink('ink', [
      rect(x - height * 0.045, foot - height * 0.08, height * 0.09, height * 0.012),
    ]);
  };
  for (const [x, h, turn] of [
    [90, 90, 0.2],
    [190, 100, 1.1],
    [310, 112, 0.6],
    [440, 96, 1.6],
    [690, 104, 0.3],
    [800, 92, 1.3],
    [930, 110, 0.8],
  ] as const)
    turbine(x, 592, h, turn, 'slate');
  print.ink('sea', rect(-40, 586, 1680, 360));
  print.ink(
    'mist',
    ripples(
      [-40, 590, 1680, 200],
      { far: 5, near: 14, cover: (_, y) => 0.5 - part(y, 590, 800) * 0.35 },
      random,
    ),
  );
  print.ink(
    'navy',
    engrave(
      [-20, 640, 1640, 300],
      {
        gap: 27,
        angle: -0.02,
        tone: (x, y) => part(y, 650, 900) * 0.85 + 0.15 * Math.sin(x / 120),
      },
      random,
    ),
  );
  turbine(560, 622, 320, 0.95, 'paper');
  turbine(250, 668, 450, 0.35, 'paper');
  turbine(1230, 780, 640, 1.32, 'paper');
  print.ink('paper', [
    reflection([1200, 1262], [786, 900], 12, random),
    reflection([236, 264], [672, 740], 8, random),
    gouge(1230, 784, 180, 9),
  ]);
  // The boat throws up its wake towards us.
  const wake = poly([760, 742], [560, 960], [930, 960], [800, 744]);
  print.ink('paper', wake);
  print.ink(
    'slate',
    strew(
      [580, 770, 330, 150],
      20,
      (x, y) => gouge(x, y, random.between(40, 90), 7, 1.57 + (x - 760) / 400),
      random,
    ),
    { clip: wake },
  );
  print.ink('ink', [
    poly([700, 700], [860, 700], [842, 760], [718, 760]),
    rect(728, 650, 104, 54),
    bar([780, 650], [780, 596], 6),
    rect(752, 626, 60, 6),
  ]);
  print.ink('brick', [poly([704, 704], [856, 704], [852, 722], [708, 722])]);
  print.ink('ochre', [rect(740, 664, 32, 22), rect(788, 664, 32, 22)]);
  print.ink('ink', [gull(900, 300, 60, 0.1), gull(985, 260, 46), gull(860, 400, 40, -0.2)]);
}

/** Turbines out on the bank, and the boat that brings the fitters. */
export const WIND: Scene = {
  file: 'stories/business/corran-bank-wind.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: wind,
};
