import type { PlacedStory } from '../types/site.ts';
import { isRetracted } from './card.ts';

const RELATED = 5;
/** Looking further back finds older stories, not closer ones, and would make the work quadratic. */
const WINDOW = 40;

/**
 * Related stories: the older stories that share the most topics, then the newest of the section. Only older ones, so
 * that publishing a story changes no page that exists.
 *
 * @param newestFirst all visible stories
 * @returns finds their places in that list by the place of a story
 */
export function relateStories(
  newestFirst: readonly PlacedStory[],
): (index: number) => readonly number[] {
  const count = newestFirst.length;
  const finder = new RelatedFinder(count);
  // One array for all: a list of its own for every story would take more memory than the stories' addresses.
  const found = new Int32Array(count * RELATED).fill(NONE);
  // From the oldest on, so that a story finds what is older than itself.
  for (let i = count - 1; i >= 0; i--) {
    const placed = newestFirst[i];
    if (placed === undefined) continue;
    found.set(finder.find(placed), i * RELATED);
    if (!isRetracted(placed.story)) finder.add(placed, i);
  }
  return (index) => {
    const places = [...found.subarray(index * RELATED, (index + 1) * RELATED)];
    const end = places.indexOf(NONE);
    return end === -1 ? places : places.slice(0, end);
  };
}

const NONE = -1;

/** Works on positions in the list instead of stories: an archive asks ten million times whether a topic is shared. */
class RelatedFinder {
  /** Positions of the stories of a topic or a section, the oldest first. */
  readonly #members = new Map<object, number[]>();
  /** How many topics a story shares with the one that is looked at; zero for all others. */
  readonly #shared: Uint16Array;
  readonly #candidates: number[] = [];

  constructor(count: number) {
    this.#shared = new Uint16Array(count);
  }

  add({ topics, section }: PlacedStory, position: number): void {
    for (const topic of topics) append(this.#members, topic, position);
    append(this.#members, section, position);
  }

  find({ topics, section }: PlacedStory): readonly number[] {
    const shared = this.#shared;
    const candidates = this.#candidates;
    candidates.length = 0;
    for (const topic of topics) {
      const members = this.#members.get(topic) ?? [];
      for (let i = members.length - 1; i >= 0 && i >= members.length - WINDOW; i--) {
        const position = members[i] ?? 0;
        if (shared[position] === 0) candidates.push(position);
        shared[position] = (shared[position] ?? 0) + 1;
      }
    }
    const best = this.#best();
    const members = this.#members.get(section) ?? [];
    for (let i = members.length - 1; i >= 0 && best.length < RELATED; i--) {
      const position = members[i] ?? 0;
      if (shared[position] === 0) best.push(position);
    }
    for (const position of candidates) shared[position] = 0;
    return best;
  }

  /** The few candidates with the most shared topics, the newest first among equals. */
  #best(): number[] {
    const shared = this.#shared;
    const best: number[] = [];
    for (const position of this.#candidates) {
      let rank = best.length;
      while (rank > 0 && this.#isCloser(position, best[rank - 1] ?? 0, shared)) rank--;
      if (rank >= RELATED) continue;
      best.splice(rank, 0, position);
      if (best.length > RELATED) best.pop();
    }
    return best;
  }

  #isCloser(a: number, b: number, shared: Uint16Array): boolean {
    const more = (shared[a] ?? 0) - (shared[b] ?? 0);
    return more > 0 || (more === 0 && a < b);
  }
}

/** Newest first; stories of one moment by their file's path, so that the order never depends on the file system. */
export function newestFirstOrder(a: PlacedStory, b: PlacedStory): number {
  return b.story.published.ms - a.story.published.ms || (a.story.source < b.story.source ? -1 : 1);
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
