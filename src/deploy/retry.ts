import { setTimeout as wait } from 'node:timers/promises';

const TRIES = 5;
const FIRST_PAUSE_MS = 250;

/** Whoever is asked to wait for longer fails, and says so. */
const LONGEST_PAUSE_MS = 60_000;

/** What failed may succeed a moment later. */
export class TransientError extends Error {
  /** The other side asks for a pause of so many milliseconds; 0 when it does not say. */
  readonly pauseMs: number;

  constructor(message: string, pauseMs = 0) {
    super(message);
    this.pauseMs = pauseMs;
  }
}

/** Tries again what failed for a moment only, with longer and longer pauses between. */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError) || tried === TRIES) throw error;
      if (error.pauseMs > LONGEST_PAUSE_MS) throw error;
      await pause(Math.max(error.pauseMs, FIRST_PAUSE_MS * 2 ** (tried - 1)));
    }
  }
}

/** Does something with all items, so many at a time. The first failure ends it. */
export async function inParallel<Item>(
  items: readonly Item[],
  lanes: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item);
  };
  const all = Array.from({ length: Math.min(lanes, items.length) }, lane);
  try {
    await Promise.all(all);
  } finally {
    // Nothing more is begun, and what is under way comes to its end first.
    next = items.length;
    await Promise.allSettled(all);
  }
}
