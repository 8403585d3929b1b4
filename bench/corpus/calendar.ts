export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The day of story 0, the newest. It lies in the past of every machine, so that no story waits for its time. */
const NEWEST_DAY_MS = Date.UTC(2025, 11, 31);
const STORIES_PER_DAY = 27;

/*
 * Times are wall-clock times of the newspaper's zone, Europe/London, as milliseconds since 1970 as if that zone were
 * UTC. Offsets are worked out only where a time is written down.
 */

/**
 * When a story was published: one every 40 minutes or so from half past five to half past eleven in the evening.
 * Negative indexes follow the newest day.
 *
 * @param jitter minutes, 0 to 39
 */
export function publishedAt(index: number, jitter: number): number {
  const day = Math.floor(index / STORIES_PER_DAY);
  const slot = index - day * STORIES_PER_DAY;
  const minutes = 23 * 60 + 20 - slot * 40 - jitter;
  return NEWEST_DAY_MS - day * DAY_MS + minutes * MINUTE_MS;
}

/** `2025-07-01T07:30:00+01:00` */
export function timestamp(wallMs: number): string {
  const date = new Date(wallMs);
  return `${date.toISOString().slice(0, 19)}${isSummer(date) ? '+01:00' : '+00:00'}`;
}

/** Clocks go forward on the last Sunday of March and back on that of October, at one o'clock UTC. */
function isSummer(wall: Date): boolean {
  const year = wall.getUTCFullYear();
  const forward = lastSunday(year, 2) + HOUR_MS;
  const back = lastSunday(year, 9) + 2 * HOUR_MS;
  return wall.getTime() >= forward && wall.getTime() < back;
}

/** @param month from 0, with 31 days */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31));
  return last.getTime() - last.getUTCDay() * DAY_MS;
}
