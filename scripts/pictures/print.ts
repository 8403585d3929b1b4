import { INKS, type Ink } from './palette.ts';
import { type Random, randomOf } from './random.ts';
import { type Box, rect } from './shapes.ts';

/** What may be said about one pass of an ink. */
export interface Pass {
  /** Prints only inside this shape. */
  readonly clip?: string;
  /** Lets what lies below shine through, as a thin ink does. */
  readonly over?: boolean;
}

/** A sheet that is printed ink by ink, each slightly off its place as on a hand press. */
export class Print {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly #seed: number;
  readonly #parts: string[] = [];
  readonly #clips: string[] = [];

  constructor(name: string, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.random = randomOf(name);
    this.#seed = Math.floor(randomOf(`${name}/paper`).between(1, 900));
  }

  /** The whole sheet. */
  get all(): Box {
    return [0, 0, this.width, this.height];
  }

  /** Prints shapes in an ink over what is there already. */
  ink(ink: Ink, shapes: string | readonly string[], { clip, over = false }: Pass = {}): this {
    // One element for each shape: in a common path, shapes that turn opposite ways would cut holes.
    const paths = [shapes]
      .flat()
      .flatMap((path) => path.split(/(?=M)/))
      .map((path) => `<path d="${path}"/>`);
    let clipped = '';
    if (clip !== undefined) {
      clipped = ` clip-path="url(#clip${this.#clips.length})"`;
      this.#clips.push(`<clipPath id="clip${this.#clips.length}"><path d="${clip}"/></clipPath>`);
    }
    const blend = over ? ' style="mix-blend-mode:multiply"' : '';
    this.#parts.push(
      `<g fill="${INKS[ink]}" filter="url(#${ink})"${blend}><g${clipped}>${paths.join('')}</g></g>`,
    );
    return this;
  }

  /** Covers the whole sheet with an ink; it bleeds over the edge, so that no gap shows there. */
  ground(ink: Ink): this {
    return this.ink(ink, rect(-40, -40, this.width + 80, this.height + 80));
  }

  /** The finished sheet, `pixels` wide. */
  svg(pixels = this.width): string {
    const filters = (Object.keys(INKS) as Ink[]).map((ink, index) => this.#screen(ink, index));
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${Math.round((pixels * this.height) / this.width)}" viewBox="0 0 ${this.width} ${this.height}" style="display:block;isolation:isolate"><defs><filter id="soak" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation=".75"/></filter>${filters.join('')}${this.#mottle()}${this.#clips.join('')}</defs><g filter="url(#soak)" style="isolation:isolate"><rect width="100%" height="100%" fill="${INKS.paper}"/>${this.#parts.join('')}</g><rect width="100%" height="100%" filter="url(#mottle)" style="mix-blend-mode:multiply"/></svg>`;
  }

  /** Each ink has its own shift, its own rough edge and its own specks where it did not take. */
  #screen(ink: Ink, index: number): string {
    const random = randomOf(`${this.#seed}/${ink}`);
    const shift = (): string => random.between(-1.8, 1.8).toFixed(2);
    const seed = this.#seed + index * 7;
    return `<filter id="${ink}" filterUnits="userSpaceOnUse" x="-20" y="-20" width="${this.width + 40}" height="${this.height + 40}" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="1" seed="${seed}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="5" xChannelSelector="R" yChannelSelector="G" result="d"/><feOffset in="d" dx="${shift()}" dy="${shift()}" result="o"/><feTurbulence type="fractalNoise" baseFrequency=".16" numOctaves="2" seed="${seed + 3}"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 14 0 0 -10.9" result="s"/><feComposite in="o" in2="s" operator="out"/></filter>`;
  }

  /** Uneven inking over the sheet. Broad and faint, because fine grain would swell the JPEG. */
  #mottle(): string {
    return `<filter id="mottle" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".012 .03" numOctaves="3" seed="${this.#seed + 99}"/><feColorMatrix values=".16 0 0 0 .88 .16 0 0 0 .88 .18 0 0 0 .865 0 0 0 0 1"/></filter>`;
  }
}
