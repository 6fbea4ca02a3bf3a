import { logChoose } from '../resampling/log-factorial.ts';

/** Binomial tails, exact up to rounding, and the exact interval of a share. */

function chanceOf(k: number, n: number, p: number): number {
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(X >= count) for X binomial with n trials of chance p, 0 < p < 1. */
export function binomialUpperTail(count: number, n: number, p: number): number {
  if (count <= 0) return 1;
  if (count > n) return 0;
  // From the end where the terms fall, so that no term that matters is lost to rounding.
  if (count <= n * p) return 1 - binomialUpperTail(n - count + 1, n, 1 - p);
  const odds = p / (1 - p);
  let term = chanceOf(count, n, p);
  let sum = term;
  for (let k = count; k < n && term > sum * 1e-17; k++) {
    term *= ((n - k) / (k + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

/** Counts whose chance differs by less than this share count as equally likely. */
const EQUALLY_LIKELY = 1e-7;

/**
 * Two-sided exact p of `count` of `n` against a chance of `p`, 0 < p < 1: the chance of all counts that are not likelier than
 * the one seen (Sterne 1954).
 */
export function binomialTwoSided(count: number, n: number, p: number): number {
  const most = chanceOf(count, n, p) * (1 + EQUALLY_LIKELY);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    const chance = chanceOf(k, n, p);
    if (chance <= most) sum += chance;
  }
  return Math.min(1, sum);
}

function solve(rises: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (rises(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The exact lower bound of a share, `count` of `n`, n >= 1, that lies above the truth with a chance of at most `error`; 0.025
 * gives the lower end of the 95% interval (Clopper and Pearson 1934).
 */
export function exactLower(count: number, n: number, error: number): number {
  return count <= 0 ? 0 : solve((p) => binomialUpperTail(count, n, p) < error);
}

/** The exact upper bound of a share; see `exactLower`. */
export function exactUpper(count: number, n: number, error: number): number {
  return count >= n ? 1 : 1 - exactLower(n - count, n, error);
}
