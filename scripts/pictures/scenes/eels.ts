import type { Print } from '../print.ts';
import type { Scene } from '../scene.ts';
import { gouge, oval, type Point, poly, rect, smooth, steps } from '../shapes.ts';
import { engrave } from '../texture.ts';

function eels(print: Print): void {
  const { random } = print;
  const lamp: Point = [1090, 180];
  print.ground('ink');
  print.ink('navy', rect(-40, 150, 1680, 800));
  print.ink(
    'sea',
    engrave(
      [-20, 170, 1640, 780],
      {
        gap: 28,
        angle: 0.04,
        tone: (x, y) => 0.95 - Math.hypot((x - lamp[0]) / 1.5, y - 300) / 420,
      },
      random,
    ),
  );
  print.ink(
    'ochre',
    engrave(
      [500, 160, 1140, 330],
      {
        gap: 28,
        angle: 0.04,
        tone: (x, y) => 0.75 - Math.hypot((x - lamp[0]) / 1.3, y - 190) / 260,
      },
      random,
    ),
  );
  print.ink('ink', [rect(-40, -40, 1680, 196)]);
  print.ink('ochre', oval(lamp[0], 66, 64, 78));
  print.ink(
    'paper',
    smooth([1090, 16], [1112, 66], [1118, 100], [1090, 122], [1062, 100], [1068, 66]),
  );
  print.ink('ink', [
    rect(1040, 130, 100, 22),
    rect(1050, -20, 80, 28),
    ...[1048, 1128].map((x) => rect(x, 0, 7, 140)),
  ]);
  print.ink('paper', [
    gouge(1090, 170, 420, 7),
    gouge(760, 164, 240, 5),
    gouge(1400, 166, 260, 5),
    gouge(300, 160, 300, 4),
  ]);
  // Each swims up towards the light; the nearer the viewer, the larger.
  const eel = (
    x: number,
    y: number,
    length: number,
    turn: number,
    bend: number,
    ink: 'paper' | 'mist' | 'slate',
  ): void => {
    const spine: Point[] = steps(0, 1, 26).map((t) => {
      const sway = Math.sin(t * 5.2 + bend) * length * 0.085 * (0.35 + t);
      return [
        x + Math.cos(turn) * t * length - Math.sin(turn) * sway,
        y + Math.sin(turn) * t * length + Math.cos(turn) * sway,
      ];
    });
    const half = (t: number): number => length * 0.036 * Math.min(1, 0.55 + t * 5) * (1 - t * 0.82);
    const side = (way: number, share: number): Point[] =>
      spine.map(([px, py], i) => {
        const [nx, ny] = spine[i + 1] ?? [px, py];
        const [bx, by] = spine[i - 1] ?? [px, py];
        const long = Math.hypot(nx - bx, ny - by) || 1;
        const off = way * half(i / 25) * share;
        return [px - ((ny - by) / long) * off, py + ((nx - bx) / long) * off];
      });
    print.ink(
      ink,
      smooth(
        [x - Math.cos(turn) * length * 0.03, y - Math.sin(turn) * length * 0.03],
        ...side(1, 1),
        ...side(-1, 1).reverse(),
      ),
    );
    if (length < 260) return;
    print.ink('ink', poly(...side(0.35, 1).slice(3), ...side(-0.1, 1).slice(3).reverse()));
    const [ex, ey] = spine[1] ?? [x, y];
    print.ink('ink', oval(ex, ey, Math.max(4, length * 0.015)));
    if (ink === 'paper')
      print.ink(
        'brick',
        poly(...side(-0.45, 1).slice(3, 9), ...side(-0.75, 1).slice(3, 9).reverse()),
      );
  };
  const toLamp = (x: number, y: number): number => Math.atan2(y - 210, x - lamp[0]);
  for (let n = 0; n < 34; n++) {
    const [x, y] = [random.between(-20, 1560), random.between(240, 800)];
    eel(
      x,
      y,
      random.between(110, 190),
      toLamp(x, y) + random.between(-0.35, 0.35),
      random.between(0, 6),
      n % 2 ? 'slate' : 'mist',
    );
  }
  for (const [x, y, length, bend] of [
    [800, 330, 330, 0.4],
    [1240, 360, 360, 2.2],
    [560, 420, 400, 3.4],
    [1010, 440, 430, 5.2],
    [1420, 520, 400, 0.9],
    [300, 560, 460, 1.4],
    [760, 560, 520, 0.2],
    [1150, 610, 500, 3.9],
    [520, 720, 560, 2.6],
    [940, 740, 520, 1.1],
    [120, 330, 300, 4.4],
    [1480, 300, 300, 3.1],
  ] as const) {
    eel(x, y, length, toLamp(x, y) + 0.12 * Math.sin(bend * 3), bend, 'paper');
  }
}

/** Glass eels crowd to the lantern of those who count them. */
export const EELS: Scene = {
  file: 'stories/science/eel-count.jpg',
  width: 1600,
  height: 900,
  pixels: 1280,
  draw: eels,
};
