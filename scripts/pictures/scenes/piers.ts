import { gull, towerCrane } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { sea } from '../sea.ts';
import { gouge, part, poly, rect, smooth } from '../shapes.ts';
import { engrave, reflection, ripples } from '../texture.ts';

function piers(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'ochre',
    engrave(
      [-20, 330, 1640, 260],
      { gap: 24, tone: (x, y) => part(y, 340, 520) * 0.9 - Math.abs(x - 420) / 900 },
      random,
    ),
  );
  const cloud = (dy: number): string =>
    smooth(
      [-80, -80],
      [-80, 250 + dy],
      [120, 300 + dy],
      [260, 262 + dy],
      [400, 236 + dy],
      [560, 260 + dy],
      [700, 330 + dy],
      [900, 360 + dy],
      [1080, 320 + dy],
      [1260, 372 + dy],
      [1460, 340 + dy],
      [1700, 400 + dy],
      [1700, -80],
    );
  print.ink('slate', cloud(30));
  print.ink(
    'navy',
    [
      cloud(-70),
      engrave(
        [-20, 120, 1640, 320],
        {
          gap: 24,
          angle: 0.06,
          tone: (x, y) => 0.95 - part(y, 200, 400) + 0.2 * Math.sin(x / 160),
        },
        random,
      ),
    ],
    { clip: cloud(30) },
  );
  print.ink(
    'ink',
    engrave(
      [-20, -20, 1640, 300],
      {
        gap: 24,
        angle: 0.06,
        tone: (x, y) => 0.95 - part(y, -20, 260) + 0.25 * Math.sin(x / 210 + 2),
      },
      random,
    ),
    { clip: cloud(-70) },
  );
  // Rain falls in one place only, on the right.
  print.ink(
    'navy',
    engrave(
      [980, 330, 660, 260],
      { gap: 26, angle: 1.95, tone: (x) => 0.3 * part(x, 980, 1300) },
      random,
    ),
  );
  print.ink('navy', smooth([-60, 560], [160, 544], [420, 552], [640, 566], [640, 600], [-60, 600]));
  print.ink('slate', rect(-40, 566, 1680, 400));
  print.ink(
    'paper',
    ripples(
      [-40, 566, 1680, 120],
      { far: 4, near: 10, cover: (x) => 0.5 - Math.abs(x - 380) / 1200 },
      random,
    ),
  );

  const depths = [6.2, 4.7, 3.55, 2.65, 1.95, 1.4, 0.98];
  for (const [index, z] of depths.entries()) {
    const x = 330 + 1000 / z;
    const water = 560 + 190 / z;
    const top = water - (index === 2 || index === 5 ? 200 : 330) / z;
    const [half, side] = [74 / z, 78 / z];
    if (index === 1 || index === 3 || index === 6)
      print.ink('ink', towerCrane(x + side, top + 20, 430 / z, (index === 3 ? -400 : 330) / z));
    print.ink(
      'ochre',
      poly([x - half, water], [x - half, top], [x + half * 0.3, top], [x + half * 0.3, water]),
    );
    print.ink(
      'paper',
      engrave(
        [x - half, top, half * 1.3, water - top],
        { gap: Math.max(9, 26 / z), tone: () => 0.45, lifts: 0.1 },
        random,
      ),
      { clip: rect(x - half, top, half * 1.3, water - top) },
    );
    print.ink(
      'ink',
      poly(
        [x + half * 0.3, water + 6 / z],
        [x + half * 0.3, top],
        [x + half + side, top + 14 / z],
        [x + half + side, water - 10 / z],
      ),
    );
    // Bare reinforcement on top, scaffolding down the dark side.
    print.ink(
      'ink',
      Array.from({ length: 9 }, (_, i) =>
        rect(x - half + (i * 24) / z, top - (34 + (i % 3) * 14) / z, 5 / z, 60 / z),
      ),
    );
    if (z < 3) {
      print.ink('brick', [
        ...[0.25, 0.5, 0.75].map((t) =>
          rect(x + half * 0.4, top + (water - top) * t, half * 0.6 + side, 6 / z),
        ),
        rect(x + half * 0.7, top - 30 / z, 6 / z, water - top),
        rect(x + half + side * 0.4, top - 26 / z, 6 / z, water - top),
      ]);
    }
    print.ink(
      'navy',
      reflection([x - half, x + half + side], [water, water + 90 / z], 12 / z, random),
    );
    print.ink('paper', gouge(x, water + 4 / z, 300 / z, 7 / z));
  }
  sea(print, [
    [{ y: 800, height: 66, length: 420, phase: 0.1 }, 'slate', 8],
    [{ y: 860, height: 84, length: 560, phase: 0.55 }, 'navy', 10],
    [{ y: 930, height: 90, length: 760, phase: 0.3 }, 'ink', 12],
  ]);
  // The launch of the auditors is very small.
  print.ink('ink', [
    poly([236, 716], [372, 708], [350, 740], [262, 742]),
    poly([276, 716], [282, 684], [328, 682], [336, 712]),
    rect(300, 640, 4, 44),
  ]);
  print.ink('brick', poly([304, 642], [336, 650], [304, 660]));
  print.ink('paper', [
    gouge(230, 740, 170, 8, -0.05),
    rect(290, 690, 12, 12),
    rect(310, 690, 12, 12),
  ]);
  print.ink('paper', [gull(560, 420, 60, 0.2), gull(650, 380, 44, -0.1)]);
}

/** The unfinished piers march across the estuary under a squall. */
export const PIERS: Scene = {
  file: 'stories/politics/barrier-audit-report.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: piers,
};
