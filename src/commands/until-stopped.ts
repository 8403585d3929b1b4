import { once } from 'node:events';

/** Waits until somebody ends the command, as by Ctrl-C. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  // A signal alone does not keep a process alive.
  const alive = setInterval(() => {}, 60_000);
  try {
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    clearInterval(alive);
  }
}
