import type { Ink } from './palette.ts';
import type { Print } from './print.ts';
import { gouge, line, oval, type Point, poly, smooth } from './shapes.ts';

type Shape = readonly Point[];

/**
 * A head seen from the front, with the light from one side. Shapes are given in heads: the middle
 * of the face is the origin, the crown at y −0.5 and the chin at 0.5, x positive on the dark side.
 */
export interface Sitter {
  readonly light: Ink;
  readonly shade: Ink;
  readonly hair: Ink;
  /** Light that falls on the hair. */
  readonly sheen: Ink;
  readonly coat: Ink;
  /** What is seen of the shirt. */
  readonly collar: Ink;
  /** Half the width of the jaw. */
  readonly jaw: number;
  /** Hair behind the head and in front of it. */
  readonly behind?: readonly Shape[];
  readonly front: readonly Shape[];
  readonly strands?: readonly (readonly [x: number, y: number, length: number, angle: number])[];
  readonly beard?: Ink;
  readonly moustache?: Ink;
  readonly glasses?: boolean;
  readonly lines?: boolean;
  readonly lips?: Ink;
  /** Turns the sitter round, so that the light comes from the right. */
  readonly flip?: boolean;
}

/** Draws head and shoulders; `size` is the height of the head. */
export function bust(print: Print, [cx, cy]: Point, size: number, who: Sitter): void {
  const way = who.flip ? -1 : 1;
  const at = ([x, y]: Point): Point => [cx + x * size * way, cy + y * size];
  const soft = (...points: Shape): string => smooth(...points.map(at));
  const hard = (...points: Shape): string => poly(...points.map(at));
  const cut = (x: number, y: number, length: number, width: number, angle = 0): string =>
    gouge(...at([x, y]), length * size, width * size, angle * way);
  const dot = (x: number, y: number, rx: number, ry = rx): string =>
    oval(...at([x, y]), rx * size, ry * size);
  const { light, shade, jaw } = who;

  print.ink(
    who.hair,
    (who.behind ?? []).map((shape) => soft(...shape)),
  );
  // Neck and shoulders.
  print.ink(
    shade,
    hard([-0.19, 0.2], [0.2, 0.2], [0.22, 0.56], [0.3, 0.8], [-0.3, 0.8], [-0.21, 0.56]),
  );
  print.ink(light, soft([-0.19, 0.38], [-0.12, 0.5], [-0.14, 0.62], [-0.2, 0.7], [-0.24, 0.6]));
  const hem = 1.9;
  print.ink(
    who.coat,
    soft(
      [-0.2, 0.56],
      [-0.42, 0.66],
      [-0.7, 0.77],
      [-0.86, 1.08],
      [-0.9, hem],
      [0.9, hem],
      [0.86, 1.08],
      [0.7, 0.77],
      [0.42, 0.66],
      [0.21, 0.56],
      [0.12, 0.76],
      [0, 0.84],
      [-0.12, 0.76],
    ),
  );
  print.ink(who.collar, [
    hard([-0.2, 0.52], [-0.3, 0.64], [-0.13, 0.88], [0, 0.8]),
    hard([0.21, 0.52], [0.31, 0.64], [0.14, 0.88], [0, 0.8]),
  ]);
  print.ink('ink', [
    hard([0.3, 0.68], [0.72, 0.79], [0.88, 1.08], [0.92, hem], [0.2, hem], [0.08, 0.92]),
    cut(-0.02, 1.2, 0.7, 0.012, 1.57),
    cut(-0.42, 1.1, 0.6, 0.012, 1.75),
  ]);

  const outline = (x: number): Shape => [
    [0, -0.5],
    [x * 0.24, -0.42],
    [x * 0.335, -0.2],
    [x * 0.345, 0],
    [x * (jaw + 0.07), 0.22],
    [x * jaw * 0.78, 0.38],
    [x * 0.1, 0.485],
  ];
  const head = soft(...outline(-1), [0, 0.5], ...[...outline(1)].slice(1).reverse());
  // The chin throws a narrow shadow on the neck.
  print.ink(
    'ink',
    soft(
      ...outline(-1).map(([x, y]): Point => [x + 0.014, y + 0.022]),
      [0.014, 0.522],
      ...[...outline(1)]
        .slice(1)
        .reverse()
        .map(([x, y]): Point => [x + 0.014, y + 0.022]),
    ),
    {
      clip: hard([-0.13, 0.3], [0.2, 0.2], [0.24, 0.6], [-0.1, 0.6]),
    },
  );
  print.ink(light, [dot(-0.345, 0.03, 0.05, 0.1), head]);
  print.ink(shade, [dot(0.345, 0.03, 0.05, 0.1), cut(-0.35, 0.04, 0.12, 0.02, 1.5)]);
  // The edge of the shadow is the profile: brow, bridge, tip, lips, chin.
  const dark = hard(
    [0.1, -0.6],
    [0.12, -0.34],
    [0.09, -0.16],
    [0.03, -0.115],
    [0.045, -0.06],
    [0.03, 0.02],
    [0.062, 0.115],
    [0.045, 0.15],
    [-0.03, 0.165],
    [0.025, 0.185],
    [0.02, 0.225],
    [0.05, 0.25],
    [0.035, 0.3],
    [0.02, 0.33],
    [0.06, 0.38],
    [0.05, 0.45],
    [0.09, 0.6],
    [0.7, 0.6],
    [0.7, -0.6],
  );
  print.ink(shade, dark, { clip: head });
  // Reflected light on the far cheek, and the small lit patch below the eye.
  print.ink(light, [hard([0.1, 0.03], [0.2, 0.01], [0.215, 0.05], [0.15, 0.15], [0.11, 0.1])], {
    clip: head,
  });
  // Lit side: planes of the cheek and the socket.
  print.ink(
    shade,
    [
      soft(
        [-0.25, -0.1],
        [-0.15, -0.115],
        [-0.05, -0.09],
        [-0.06, -0.05],
        [-0.16, -0.075],
        [-0.23, -0.05],
      ),
      cut(-0.155, 0.008, 0.12, 0.014, -0.1),
      soft([-0.34, 0.02], [-0.26, 0.14], [-0.2, 0.28], [-0.14, 0.4], [-0.22, 0.4], [-0.33, 0.24]),
      soft([-0.1, 0.12], [-0.07, 0.14], [-0.075, 0.165], [-0.11, 0.155]),
      cut(-0.01, 0.335, 0.13, 0.022),
    ],
    { clip: head },
  );
  for (const x of [-0.155, 0.155]) {
    const side = Math.sign(x);
    print.ink('ink', [
      soft(
        [x - side * 0.1, -0.125],
        [x, -0.165],
        [x + side * 0.105, -0.12],
        [x + side * 0.1, -0.108],
        [x, -0.138],
        [x - side * 0.1, -0.1],
      ),
      soft(
        [x - 0.075, -0.035],
        [x - 0.03, -0.062],
        [x + 0.03, -0.062],
        [x + 0.08, -0.034],
        [x + 0.03, -0.047],
        [x - 0.03, -0.047],
      ),
      dot(x + 0.004, -0.035, 0.024, 0.022),
    ]);
  }
  print.ink('paper', [
    soft([-0.215, -0.036], [-0.185, -0.048], [-0.178, -0.022], [-0.195, -0.02]),
    soft([-0.122, -0.047], [-0.095, -0.038], [-0.11, -0.022], [-0.128, -0.022]),
  ]);
  print.ink(
    'ink',
    [
      cut(-0.06, 0.152, 0.05, 0.014, 0.3),
      cut(0.06, 0.15, 0.05, 0.016, -0.2),
      cut(0.25, 0.38, 0.34, 0.03, -0.95),
    ],
    { clip: head },
  );
  if (who.beard) {
    print.ink(who.beard, [
      soft(
        [-0.34, 0.06],
        [-0.29, 0.2],
        [-0.2, 0.23],
        [-0.11, 0.19],
        [0, 0.2],
        [0.11, 0.19],
        [0.2, 0.23],
        [0.29, 0.2],
        [0.34, 0.06],
        [jaw + 0.08, 0.28],
        [0.2, 0.46],
        [0.08, 0.56],
        [-0.08, 0.56],
        [-0.2, 0.46],
        [-jaw - 0.08, 0.28],
      ),
    ]);
    print.ink(
      'bark',
      soft(
        [0.07, 0.3],
        [0.22, 0.25],
        [0.33, 0.12],
        [0.34, 0.28],
        [0.2, 0.46],
        [0.08, 0.55],
        [0.04, 0.5],
      ),
    );
    print.ink(light, soft([-0.08, 0.26], [0, 0.25], [0.07, 0.26], [0.05, 0.3], [-0.06, 0.3]));
  }
  if (who.moustache)
    print.ink(who.moustache, [
      soft(
        [-0.15, 0.235],
        [-0.07, 0.185],
        [0, 0.195],
        [0.07, 0.185],
        [0.15, 0.235],
        [0.06, 0.232],
        [0, 0.222],
        [-0.06, 0.232],
      ),
    ]);
  print.ink(who.lips ?? shade, [
    soft(
      [-0.1, 0.25],
      [-0.035, 0.228],
      [0, 0.236],
      [0.035, 0.228],
      [0.1, 0.25],
      [0.05, 0.285],
      [-0.05, 0.285],
    ),
  ]);
  print.ink('ink', [
    soft(
      [-0.115, 0.246],
      [-0.03, 0.25],
      [0, 0.256],
      [0.03, 0.25],
      [0.11, 0.248],
      [0.03, 0.263],
      [-0.03, 0.263],
    ),
  ]);
  if (who.lines)
    print.ink(
      shade === 'bark' ? 'ink' : shade,
      [
        cut(-0.135, 0.2, 0.14, 0.011, 1.95),
        cut(-0.08, -0.27, 0.24, 0.01, -0.05),
        cut(-0.1, -0.33, 0.2, 0.009, -0.05),
        cut(-0.25, -0.01, 0.07, 0.009, 0.5),
      ],
      { clip: head },
    );

  print.ink(
    who.hair,
    who.front.map((shape) => soft(...shape)),
  );
  print.ink(
    who.sheen,
    (who.strands ?? []).map(([x, y, length, angle]) => cut(x, y, length, 0.013, angle)),
  );
  if (who.glasses) {
    const ring = (x: number): string =>
      line(
        [
          ...Array.from({ length: 25 }, (_, i) =>
            at([
              x + 0.115 * Math.cos((i * Math.PI) / 12),
              -0.03 + 0.088 * Math.sin((i * Math.PI) / 12),
            ]),
          ),
        ],
        size * 0.02,
      );
    print.ink('ink', [
      ring(-0.155),
      ring(0.155),
      line([at([-0.045, -0.045]), at([0.045, -0.045])], size * 0.02),
      line([at([-0.27, -0.04]), at([-0.345, -0.06])], size * 0.02),
      line([at([0.27, -0.04]), at([0.345, -0.06])], size * 0.02),
    ]);
  }
}
