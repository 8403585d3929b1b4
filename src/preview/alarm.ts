/** Timers count in 32 bits: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls when a moment has come, also one that is months away, or in a machine that sleeps meanwhile.
 *
 * @param at milliseconds since 1970
 * @returns cancels it
 */
export function wakeAt(at: number, clock: () => number, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const rest = at - clock();
    timer = setTimeout(rest <= 0 ? act : wait, Math.min(Math.max(0, rest), LONGEST_MS));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
