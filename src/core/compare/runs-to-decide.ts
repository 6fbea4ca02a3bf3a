import type { Interval } from '../model/report.ts';

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
