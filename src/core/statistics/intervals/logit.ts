import type { Interval } from '../../model/report.ts';

/**
 * Student's quantile for the normal quantile `z` and `degrees` of freedom >= 3 (Abramowitz and Stegun 26.7.5; within 1% from
 * 3 degrees on).
 */
export function studentFactor(z: number, degrees: number): number {
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** `value` +- `margin`, taken on the logit scale by the delta method; a share of 0 or 1 has no width there. */
export function logitInterval(value: number, margin: number): Interval {
  if (value <= 0 || value >= 1) return [value, value];
  const centre = Math.log(value / (1 - value));
  const half = margin / (value * (1 - value));
  const share = (logit: number) => 1 / (1 + Math.exp(-logit));
  return [share(centre - half), share(centre + half)];
}
