/**
 * A stream of numbers that looks random and depends on the seed alone (the generator known as mulberry32): the same
 * corpus must come out on every machine.
 */
export class Random {
  #state: number;

  constructor(...seeds: readonly number[]) {
    this.#state = seeds.reduce((state, seed) => scramble((state ^ seed) + 0x9e3779b9), 0);
  }

  /** At least 0 and less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return itemAt(items, this.between(0, items.length - 1));
  }

  /** What stands first is picked most often; the larger `skew`, the more so. 1 is even. */
  pickSkewed<Item>(items: readonly Item[], skew: number): Item {
    return itemAt(items, Math.floor(this.next() ** skew * items.length));
  }

  /** As many different items as asked for, while there are enough. */
  pickSeveral<Item>(items: readonly Item[], count: number, skew: number): Item[] {
    const picked = new Set<Item>();
    while (picked.size < Math.min(count, items.length)) picked.add(this.pickSkewed(items, skew));
    return [...picked];
  }
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}

/** Spreads seeds that lie close together over all 32 bits. */
function scramble(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
