import type { Interval } from '../../model/report.ts';

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
