import type { Interval } from '../model/report.ts';

/** A figure above 0 with its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

/**
 * The 95% interval of after / before of two independent samples, from the intervals of both on the log scale (MOVER; Zou and Donner
 * 2008), so that it is as wide on each side as they are.
 */
export function ratioInterval(before: Estimate, after: Estimate): Interval {
  const log = Math.log;
  const ratio = log(after.value) - log(before.value);
  const below = Math.hypot(
    log(after.value) - log(Math.min(after.value, after.interval[0])),
    log(Math.max(before.value, before.interval[1])) - log(before.value),
  );
  const above = Math.hypot(
    log(Math.max(after.value, after.interval[1])) - log(after.value),
    log(before.value) - log(Math.min(before.value, before.interval[0])),
  );
  return [Math.exp(ratio - below), Math.exp(ratio + above)];
}

/** Runs that are asked for at most; more are no answer. */
const MOST_RUNS = 10_000;

/**
 * Runs of each model after which a difference will probably be decided, if it stays what it is now: its interval, which shrinks with
 * the root of the runs, then leaves out 0 or lies within the margin. Rounded up to tens; `null` above 10,000. All on one
 * additive scale.
 */
export function runsToDecide(runs: number, difference: number, interval: Interval, margin: number): number | null {
  const half = (interval[1] - interval[0]) / 2;
  const room = Math.max(Math.abs(difference), margin - Math.abs(difference));
  if (!(room > 0) || !Number.isFinite(half)) return null;
  const needed = Math.ceil((runs * (half / room) ** 2) / 10) * 10;
  return needed > MOST_RUNS ? null : Math.max(needed, runs);
}
