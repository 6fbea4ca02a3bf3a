import type { Interval } from '../../model/report.ts';

/** Standard normal quantile of 0.975: what a two-sided 95% interval takes. */
export const Z95 = 1.959963984540054;

/**
 * The 95% score interval of a share: `count` of `n` (Wilson 1927, without continuity correction). Within 0 ... 1 and
 * never of width 0. `null` for n = 0.
 */
export function wilsonInterval(count: number, n: number): Interval | null {
  if (n <= 0) return null;
  const share = count / n;
  const z2n = (Z95 * Z95) / n;
  const centre = share + z2n / 2;
  const half = Math.sqrt(z2n * (share * (1 - share) + z2n / 4));
  const lower = count === 0 ? 0 : Math.max(0, (centre - half) / (1 + z2n));
  const upper = count === n ? 1 : Math.min(1, (centre + half) / (1 + z2n));
  return [lower, upper];
}
