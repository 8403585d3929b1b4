import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wakeAt } from '../../src/preview/alarm.ts';

const DAY = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const clock = () => Date.now();

test('it rings once, when the moment has come', () => {
  const act = vi.fn();
  wakeAt(1000, clock, act);
  vi.advanceTimersByTime(999);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  vi.runOnlyPendingTimers();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(DAY);
  expect(act).toHaveBeenCalledTimes(1);
});

test.each([25, 100, 400])('it rings after %i days, not before', (days) => {
  const act = vi.fn();
  wakeAt(days * DAY, clock, act);
  vi.advanceTimersByTime(days * DAY - 1);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(act).toHaveBeenCalledTimes(1);
});

test('it rings at once when the moment is over', () => {
  const act = vi.fn();
  wakeAt(-5, clock, act);
  vi.advanceTimersByTime(0);
  expect(act).toHaveBeenCalledTimes(1);
});

test('it waits on when the timer was early by the clock that counts', () => {
  let late = 500;
  const act = vi.fn();
  wakeAt(1000, () => Date.now() - late, act);
  vi.advanceTimersByTime(1400);
  expect(act).not.toHaveBeenCalled();
  late = 0;
  vi.advanceTimersByTime(200);
  expect(act).toHaveBeenCalledTimes(1);
});

test('it does not ring when it is cancelled, also after months', () => {
  const act = vi.fn();
  const cancel = wakeAt(100 * DAY, clock, act);
  vi.advanceTimersByTime(60 * DAY);
  cancel();
  vi.advanceTimersByTime(60 * DAY);
  expect(act).not.toHaveBeenCalled();
});
