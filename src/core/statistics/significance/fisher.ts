import { logChoose } from '../resampling/log-factorial.ts';

/**
 * One-sided p that the share behind `a` of `n` is above that behind `b` of `m`: the chance of `a` or more were the successes
 * dealt out at random. Summing ends once the p is above `enough`; what is returned is then above it too.
 */
export function fisherGreater(a: number, n: number, b: number, m: number, enough = 1): number {
  const successes = a + b;
  const whole = logChoose(n + m, n);
  let sum = 0;
  for (let k = a; k <= Math.min(n, successes); k++) {
    const term = Math.exp(logChoose(successes, k) + logChoose(n + m - successes, n - k) - whole);
    sum += term;
    // Behind the mean the terms only fall.
    if (term < sum * 1e-17 || sum > enough) break;
  }
  return Math.min(1, sum);
}

/** Tables whose chance differs by less than this share count as equally likely. */
const TIE = 1e-7;

/**
 * Two-sided exact p that `a` of `n` and `b` of `m` have one share: the chance of all tables with these margins that are
 * not likelier than the one seen (Fisher 1934; the two-sided form of Irwin 1935). 1 when a side is empty.
 */
export function fisherExact(a: number, n: number, b: number, m: number): number {
  const successes = a + b;
  const lowest = Math.max(0, successes - m);
  const highest = Math.min(n, successes);
  const whole = logChoose(n + m, successes);
  const chance = (k: number) => Math.exp(logChoose(n, k) + logChoose(m, successes - k) - whole);
  const seen = chance(a);
  let p = 0;
  for (let k = lowest; k <= highest; k++) {
    const one = chance(k);
    if (one <= seen * (1 + TIE)) p += one;
  }
  return Math.min(1, p);
}
