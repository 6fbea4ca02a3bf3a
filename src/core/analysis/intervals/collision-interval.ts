import type { Interval } from '../../model/report.ts';
import { unbiasedCollision } from '../diversity.ts';
import { largest } from '../sample.ts';
import { exactLower, exactUpper } from './binomial.ts';
import { Z95, wilsonInterval } from './wilson.ts';

/** How sure each end of a pair of bounds is: the chance to miss the truth, and the normal quantile that leaves it. */
export interface Sureness {
  readonly error: number;
  readonly z: number;
}

/** Both ends together hold in 95 %: an interval. */
export const INTERVAL: Sureness = { error: 0.025, z: Z95 };

/** Each end alone holds in 95 %: a lower and an upper 95 % bound. */
export const BOUND: Sureness = { error: 0.05, z: 1.6448536269514722 };

/**
 * The largest variance that the unbiased collision U of n runs can have when the true collision is `collision` and no
 * answer has a share above `largestShare`. Exactly, Var U = 2 / (n(n-1)) * (2(n-2)(sum p^3 - c^2) + c - c^2)
 * (Hoeffding 1948, for the kernel "these two agree"); sum p^3 is not known, but at most max p * c, and
 * max p is at most the square root of c.
 */
function largestVariance(collision: number, n: number, largestShare: number): number {
  const cubes = collision * Math.min(Math.sqrt(collision), largestShare);
  const shared = Math.max(0, cubes - collision * collision);
  return (2 / (n * (n - 1))) * (2 * (n - 2) * shared + collision * (1 - collision));
}

/** Where `inside` stops to hold between `from`, where it does, and `to`. */
function edge(from: number, to: number, inside: (collision: number) => boolean): number {
  if (inside(to)) return to;
  let holds = from;
  let fails = to;
  for (let step = 0; step < 50; step++) {
    const middle = (holds + fails) / 2;
    if (inside(middle)) holds = middle;
    else fails = middle;
  }
  return (holds + fails) / 2;
}

/** All collisions c with |u - c| <= z standard deviations of U under c: a score interval as Wilson's (1927). */
function scoreBounds(u: number, n: number, modal: number, { z }: Sureness): Interval {
  const largestShare = wilsonInterval(modal, n)![1];
  const inside = (c: number) => (u - c) ** 2 <= z * z * largestVariance(c, n, largestShare);
  return [edge(u, 0, inside), edge(u, 1, inside)];
}

/**
 * Bounds if there were no answer but rare ones: agreeing pairs are then as good as independent, and their number is Poisson.
 * Its interval by Wilson and Hilferty's approximation (Breslow and Day 1987).
 */
function rareBounds(agreeing: number, pairs: number, { z }: Sureness): Interval {
  const cube = (count: number, quantile: number) =>
    count === 0 ? 0 : count * Math.max(0, 1 - 1 / (9 * count) + quantile / (3 * Math.sqrt(count))) ** 3;
  return [cube(agreeing, -z) / pairs, Math.min(1, cube(agreeing + 1, z) / pairs)];
}

/**
 * Bounds if one answer did all the agreeing: the exact interval of its share, squared. The lower end takes the count that
 * gives as many agreeing pairs as were seen.
 */
function singleBounds(agreeing: number, n: number, modal: number, { error }: Sureness): Interval {
  const count = Math.min(n, Math.floor((1 + Math.sqrt(1 + 8 * agreeing)) / 2 + 1e-9));
  const lower = agreeing < 1 ? 0 : exactLower(count, n, error);
  return [lower * lower, exactUpper(modal, n, error) ** 2];
}

/** Agreeing pairs of all pairs of runs. */
const agreeingOf = (u: number, n: number) => (u * (n * (n - 1))) / 2;

/** The bounds that `collisionBounds` takes the widest of, the cheapest first. */
const PARTS: readonly ((u: number, n: number, modal: number, sureness: Sureness) => Interval)[] = [
  (u, n, _modal, sureness) => rareBounds(agreeingOf(u, n), (n * (n - 1)) / 2, sureness),
  scoreBounds,
  (u, n, modal, sureness) => singleBounds(agreeingOf(u, n), n, modal, sureness),
];

/**
 * Whether `isWide` holds of the bounds of `collisionBounds`, where it holds of every interval around one of which it holds: it
 * is then mostly seen from the first. For two runs or more.
 */
export function areBoundsWide(
  u: number,
  n: number,
  modal: number,
  sureness: Sureness,
  isWide: (bounds: Interval) => boolean,
): boolean {
  return PARTS.some((part) => isWide(part(u, n, modal, sureness))) || isWide(collisionBounds(u, n, modal, sureness)!);
}

/**
 * Bounds of the chance that two runs agree, given its unbiased estimate `u` from `n` runs of which the
 * favourite had the count `modal`: the widest of a score interval with the largest variance that fits, of the exact interval for
 * one frequent answer, and of the interval for rare answers alone. It errs on the wide side, has a width even when
 * all runs agree, and each end held as often as it claims in simulated samples of 3 to 150 runs (see its test). `null` below two runs.
 */
export function collisionBounds(u: number, n: number, modal: number, sureness: Sureness): Interval | null {
  if (n < 2) return null;
  const bounds = PARTS.map((part) => part(u, n, modal, sureness));
  const lower = Math.min(u, ...bounds.map(([low]) => low));
  const upper = Math.max(u, ...bounds.map(([, high]) => high));
  return [Math.max(0, lower), Math.min(1, upper)];
}

const kept = new WeakMap<readonly number[], Interval | null>();

/** The 95 % interval of the collision of `counts` by `collisionBounds`. Kept for each list of counts: several statistics ask for it. */
export function collisionInterval(counts: readonly number[]): Interval | null {
  let interval = kept.get(counts);
  if (interval === undefined) {
    const n = counts.reduce((sum, count) => sum + count, 0);
    interval = n < 2 ? null : collisionBounds(unbiasedCollision(counts), n, largest(counts), INTERVAL);
    kept.set(counts, interval);
  }
  return interval;
}
