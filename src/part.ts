/**
 * A value that is made when somebody needs it, and known before by a hash of all that it is made from. Plans are
 * built from parts, so that planning an archive looks at hashes, and only pages that must be rendered make values.
 */
export abstract class Part<Value> {
  /** While it stays the same, so does the value. */
  abstract readonly hash: string;
  /** It stands in many views, so a value that was made is worth keeping for a while. */
  abstract readonly isShared: boolean;
  /** Plain data, made when it is asked for; not to be written to. */
  abstract get value(): Value;
}

class MadePart<Value> extends Part<Value> {
  readonly hash: string;
  readonly isShared: boolean;
  readonly #make: () => Value;

  constructor(hash: string, make: () => Value, isShared: boolean) {
    super();
    this.hash = hash;
    this.isShared = isShared;
    this.#make = make;
  }

  get value(): Value {
    return this.#make();
  }
}

/** @param hash of everything that `make` looks at */
export function part<Value>(hash: string, make: () => Value): Part<Value> {
  return new MadePart(hash, make, false);
}

/** A part that stands in many views. */
export function sharedPart<Value>(hash: string, make: () => Value): Part<Value> {
  return new MadePart(hash, make, true);
}

/** A page asks for the copy of its story several times in a row. */
let recent: { readonly part: Part<unknown>; readonly value: unknown } | null = null;

/** A part that waits as JSON in a range of bytes: the compact form in which an archive's texts are kept in memory. */
export class StoredPart<Value> extends Part<Value> {
  readonly hash: string;
  readonly isShared = false;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(hash: string, bytes: Buffer, start: number, end: number) {
    super();
    this.hash = hash;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  get value(): Value {
    if (recent?.part !== this)
      recent = {
        part: this,
        value: JSON.parse(this.#bytes.toString('utf8', this.#start, this.#end)),
      };
    return recent.value as Value;
  }
}

/** A value as a plan holds it: any piece of it may still be a part. */
export type Recipe<Value> =
  | Part<Value>
  | (Value extends readonly (infer Item)[]
      ? readonly Recipe<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]: Recipe<Value[Key]> }
        : Value);
