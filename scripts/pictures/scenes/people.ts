import { bust } from '../face.ts';
import { COLUMNS } from '../people/columns.ts';
import { NEWSROOM } from '../people/newsroom.ts';
import type { Scene } from '../scene.ts';
import { engrave } from '../texture.ts';

/** Those who write for the paper, by the ids of their profiles. */
export const PEOPLE: readonly Scene[] = [...NEWSROOM, ...COLUMNS].map(
  ([id, ground, lines, who]) => ({
    file: `public/people/${id}.jpg`,
    width: 800,
    height: 800,
    pixels: 400,
    quality: 54,
    draw: (print) => {
      print.ground(ground);
      print.ink(
        lines,
        engrave(
          [-20, -20, 840, 840],
          {
            gap: 44,
            angle: 0.02,
            tone: (x, y) => 0.16 + ((who.flip ? 800 - x : x) / 800) * 0.35 + (y / 800) * 0.1,
          },
          print.random,
        ),
      );
      bust(print, [400, 372], 460, who);
    },
  }),
);
