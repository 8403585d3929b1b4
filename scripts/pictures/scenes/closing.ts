import { gull } from '../figures.ts';
import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { sea } from '../sea.ts';
import { gouge, type Point, part, poly, rect, smooth } from '../shapes.ts';
import { engrave } from '../texture.ts';

function closing(print: Print): void {
  const { random } = print;
  print.ground('mist');
  print.ink(
    'sea',
    engrave(
      [-20, -20, 1640, 520],
      {
        gap: 26,
        angle: -0.05,
        tone: (x, y) => 1 - part(y, -20, 440) * 0.95 + 0.15 * Math.sin(x / 200 + y / 90),
      },
      random,
    ),
  );
  print.ink(
    'ink',
    engrave(
      [-20, -20, 1640, 260],
      { gap: 26, angle: -0.05, tone: (x, y) => 0.9 - part(y, -20, 240) + 0.2 * Math.sin(x / 230) },
      random,
    ),
  );
  print.ink(
    'paper',
    engrave(
      [800, 300, 840, 190],
      { gap: 24, tone: (x, y) => part(y, 320, 460) * 0.9 - Math.abs(x - 1200) / 500 },
      random,
    ),
  );
  print.ink(
    'ink',
    smooth([-60, 500], [120, 470], [330, 484], [520, 496], [700, 500], [700, 540], [-60, 540]),
  );
  const eye: Point = [300, 500];
  const at = (x: number, y: number, z: number): Point => [eye[0] + x / z, eye[1] + y / z];
  const depths = [9, 6.6, 4.9, 3.7, 2.75, 2.05, 1.5, 1.05];
  print.ink('sea', rect(-40, 500, 1680, 440));
  print.ink(
    'ink',
    engrave(
      [-20, 500, 1640, 420],
      { gap: 24, angle: 0.02, tone: (_, y) => part(y, 520, 900) * 0.7 },
      random,
    ),
  );
  for (const [index, z] of depths.entries()) {
    const next = depths[index + 1] ?? 0.62;
    const wall = (top: number, bottom: number): string =>
      poly(at(860, top, z), at(860, top, next), at(860, bottom, next), at(860, bottom, z));
    // The gate hangs between this tower and the next; the water is held back behind it.
    const raised = [0, 0, 0, 0.03, 0.16, 0.4, 0.66, 0.8][index] ?? 0;
    const [gateTop, gateFoot] = [-215 - raised * 400, 128 - raised * 400];
    print.ink('brick', wall(gateTop, gateFoot));
    print.ink(
      'ink',
      [0.12, 0.34, 0.56, 0.78].map((t) => {
        const y = gateTop + (gateFoot - gateTop) * t;
        return wall(y, y + 20);
      }),
    );
    print.ink('ink', [wall(-560, -505), wall(-585, -578)]);
    const [x, foot] = at(860, 130, z);
    const [, top] = at(860, -660, z);
    const [half, side] = [44 / z, 70 / z];
    print.ink('ink', poly([x, foot], [x, top], [x + side, top + 8 / z], [x + side, foot + 12 / z]));
    print.ink('paper', poly([x - half, foot], [x - half, top], [x, top], [x, foot]));
    print.ink(
      'mist',
      engrave(
        [x - half, top, half, foot - top],
        { gap: Math.max(9, 30 / z), tone: () => 0.4 },
        random,
      ),
      { clip: rect(x - half, top, half, foot - top) },
    );
    print.ink('ink', [
      rect(x - half * 1.3, top - 34 / z, half * 1.3 + side * 1.25, 42 / z),
      rect(x - half * 0.66, top + 60 / z, half * 0.34, 50 / z),
      rect(x - half * 0.66, top + 170 / z, half * 0.34, 50 / z),
    ]);
    print.ink('ochre', rect(x + side * 0.3, top + 70 / z, side * 0.3, 40 / z));
    print.ink('paper', [
      gouge(x, foot + 6 / z, 260 / z, 9 / z),
      gouge(x - 40 / z, foot + 22 / z, 200 / z, 6 / z),
    ]);
  }
  sea(print, [
    [{ y: 770, height: 60, length: 380, phase: 0.2 }, 'sea', 8],
    [{ y: 850, height: 92, length: 620, phase: 0.62 }, 'navy', 11],
    [{ y: 940, height: 100, length: 800, phase: 0.15 }, 'ink', 13],
  ]);
  print.ink('paper', [gull(420, 300, 64, 0.1), gull(520, 256, 44), gull(640, 340, 52, -0.2)]);
}

/** The barrier as it is to be: lift gates coming down between their towers as a surge arrives. */
export const CLOSING: Scene = {
  file: 'stories/science/merrow-barrier-explained/lead.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: closing,
};
