/** How long nothing must happen before everything is looked at again. */
const IDLE_MS = 1500;
/** Looking takes at most one part in so many of the time. */
const SHARE = 40;

/** Looks at everything once more, now and then. */
export interface Doubt {
  /** Something has just been looked at: the waiting begins anew. */
  postpone(): void;
  /** Looks now, and goes on waiting. */
  look(): Promise<void>;
  close(): void;
}

/**
 * Looks again and again at what should be known: systems lose events, and chokidar passes over a file that is put in the
 * place of another with the same time. The longer a look takes, the rarer it is.
 *
 * @param now milliseconds of a clock that only runs forward
 */
export function createDoubt(look: () => Promise<void>, now: () => number): Doubt {
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  const doubt: Doubt = {
    postpone: () => wait(IDLE_MS),
    async look() {
      const start = now();
      await look();
      wait(Math.max(IDLE_MS, (now() - start) * SHARE));
    },
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };

  function wait(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => void doubt.look(), ms);
    timer.unref();
  }
  return doubt;
}
