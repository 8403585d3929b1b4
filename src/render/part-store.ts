import { Part } from '../part.ts';
import { resolveParts } from '../site/key.ts';

/** The parts that threads may ask for, as JSON in memory that all threads share. */
export interface StoreHandle {
  /** Of one store only. */
  readonly id: number;
  readonly bytes: SharedArrayBuffer;
  /** Where each part ends; it begins where the one before it ends. */
  readonly ends: SharedArrayBuffer;
}

/** A view on its way to a thread: by name, a value without parts, or places in the store. */
export type PackedView = readonly (
  | readonly [name: string, kind: 'value', value: unknown]
  | readonly [name: string, kind: 'part', place: number]
  | readonly [name: string, kind: 'parts', places: readonly number[]]
)[];

/** Large enough for the cards of ten thousand stories. Memory is taken as it is written to. */
const STORE_BYTES = 16 * 1024 * 1024;
const STORE_PARTS = 32 * 1024;

/** Stores of this process, so that no two have one number. */
let stores = 0;

/**
 * Puts shared parts where every thread can read them: the card of a story stands on a dozen pages, is made once, and
 * is read by a thread once.
 */
export class PartStore {
  #bytes: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  #handle: StoreHandle | null = null;
  #ends: Int32Array<ArrayBufferLike> = new Int32Array(0);
  readonly #places = new Map<Part<unknown>, number>();

  /** Packs views that will travel together, and says in which store their parts are. */
  pack(views: readonly object[]): {
    readonly views: readonly PackedView[];
    readonly store: StoreHandle;
  } {
    const parts = new Set<Part<unknown>>();
    for (const view of views) for (const part of sharedPartsOf(view)) parts.add(part);
    const missing = [...parts].filter((part) => !this.#places.has(part));
    if (!this.#append(missing)) {
      this.#handle = this.#begin();
      // What does not fit into a whole store travels by itself.
      this.#append([...parts]);
    }
    this.#handle ??= this.#begin();
    return { views: views.map((view) => this.#packView(view)), store: this.#handle };
  }

  #packView(view: object): PackedView {
    return Object.entries(view).map(([name, value]) => {
      const place = this.#places.get(value);
      if (place !== undefined) return [name, 'part', place] as const;
      const places = Array.isArray(value) ? value.map((item) => this.#places.get(item)) : [];
      if (places.length > 0 && places.every((each) => each !== undefined))
        return [name, 'parts', places] as const;
      return [name, 'value', resolveParts(value, (part) => part.value)] as const;
    });
  }

  #begin(): StoreHandle {
    const bytes = new SharedArrayBuffer(STORE_BYTES);
    const ends = new SharedArrayBuffer(STORE_PARTS * 4);
    this.#bytes = Buffer.from(bytes);
    this.#ends = new Int32Array(ends);
    this.#places.clear();
    return { id: ++stores, bytes, ends };
  }

  /** False when they do not fit. */
  #append(parts: readonly Part<unknown>[]): boolean {
    if (this.#handle === null) return false;
    for (const part of parts) {
      const place = this.#places.size;
      const start = this.#ends[place - 1] ?? 0;
      const json = JSON.stringify(part.value);
      // A character is three bytes at most.
      if (place >= STORE_PARTS || start + json.length * 3 > STORE_BYTES) return false;
      this.#ends[place] = start + this.#bytes.write(json, start);
      this.#places.set(part, place);
    }
    return true;
  }
}

/** Reads parts from stores, in another thread; each once. */
export class PartReader {
  #store: StoreHandle | null = null;
  #bytes: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  #ends: Int32Array<ArrayBufferLike> = new Int32Array(0);
  readonly #values = new Map<number, unknown>();

  /** @param freeze parts are shared by pages: templates must not write on them */
  unpack(view: PackedView, store: StoreHandle, freeze: (value: unknown) => unknown): object {
    if (store.id !== this.#store?.id) {
      this.#store = store;
      this.#bytes = Buffer.from(store.bytes);
      this.#ends = new Int32Array(store.ends);
      this.#values.clear();
    }
    const read = (place: number): unknown => {
      let value = this.#values.get(place);
      if (value === undefined) {
        value = freeze(
          JSON.parse(this.#bytes.toString('utf8', this.#ends[place - 1] ?? 0, this.#ends[place])),
        );
        this.#values.set(place, value);
      }
      return value;
    };
    const result: Record<string, unknown> = {};
    for (const [name, kind, content] of view) {
      result[name] =
        kind === 'value' ? content : kind === 'part' ? read(content) : content.map(read);
    }
    return result;
  }
}

function isShared(value: unknown): value is Part<unknown> {
  return value instanceof Part && value.isShared;
}

function* sharedPartsOf(view: object): Iterable<Part<unknown>> {
  for (const value of Object.values(view)) {
    if (isShared(value)) yield value;
    else if (Array.isArray(value) && value.every(isShared)) yield* value;
  }
}
