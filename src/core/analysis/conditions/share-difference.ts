import type { ConditionDifference } from '../../model/conditions-report.ts';
import { newcombeInterval } from '../../statistics/intervals/newcombe.ts';
import { fisherExact } from '../../statistics/significance/fisher.ts';
import { stratifiedExact, type Stratum } from '../../statistics/significance/stratified.ts';

/** A difference of two shares over one or several targets, with its test. */
export type ShareDifference = Pick<ConditionDifference, 'difference' | 'interval' | 'p' | 'method'>;

const NOTHING: ShareDifference = { difference: null, interval: null, p: null, method: null };

const sum = (strata: readonly Stratum[], key: keyof Stratum) => strata.reduce((total, one) => total + one[key], 0);

/** Whether every target has the same part of both samples, so that adding them up compares each with itself. */
function isBalanced(strata: readonly Stratum[]): boolean {
  const [n, m] = [sum(strata, 'n'), sum(strata, 'm')];
  return strata.every((one) => one.n * m === one.m * n);
}

/** Two shares and the sizes of plain samples that would be as exact. */
interface Weighed {
  readonly share: number;
  readonly n: number;
  readonly other: number;
  readonly m: number;
}

/**
 * Both shares with the weights of Mantel and Haenszel, n m / (n + m) a target (Greenland and Robins 1985), and the effective sizes
 * 1 / sum(w^2 / n) of samples that are weighed so (Kish 1965). With balanced targets these are the pooled shares and sizes.
 */
function weighed(strata: readonly Stratum[]): Weighed {
  const weights = strata.map(({ n, m }) => (n * m) / (n + m));
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const over = (part: (stratum: Stratum, weight: number) => number) =>
    strata.reduce((total, stratum, index) => total + part(stratum, weights[index]! / whole), 0);
  return {
    share: Math.min(
      1,
      over(({ a, n }, weight) => (weight * a) / n),
    ),
    n: 1 / over(({ n }, weight) => weight ** 2 / n),
    other: Math.min(
      1,
      over(({ b, m }, weight) => (weight * b) / m),
    ),
    m: 1 / over(({ m }, weight) => weight ** 2 / m),
  };
}

/** Whether any arrangement of what was seen differs from any other. */
const canVary = (strata: readonly Stratum[]) => strata.some(({ a, n, b, m }) => a + b > 0 && a + b < n + m);

/**
 * What the share of the first samples has more than that of the second, each target compared with itself; targets without an answer
 * on a side say nothing. The interval is Newcombe's. p: Fisher's exact test of the pooled counts where the
 * targets are balanced (sums of unequal chances spread less than a binomial, Hoeffding 1956, so that it errs on the
 * safe side), else its stratified form.
 */
export function shareDifference(all: readonly Stratum[]): ShareDifference {
  const strata = all.filter(({ n, m }) => n > 0 && m > 0);
  if (strata.length === 0) return NOTHING;
  const [a, n, b, m] = [sum(strata, 'a'), sum(strata, 'n'), sum(strata, 'b'), sum(strata, 'm')];
  const balanced = isBalanced(strata);
  const shares = balanced ? { share: a / n, n, other: b / m, m } : weighed(strata);
  const interval = balanced
    ? newcombeInterval(a, n, b, m)
    : newcombeInterval(shares.share * shares.n, shares.n, shares.other * shares.m, shares.m);
  const figures = { difference: shares.share - shares.other || 0, interval };
  if (!canVary(strata)) return { ...figures, p: null, method: null };
  if (!balanced) return { ...figures, p: stratifiedExact(strata), method: 'stratified' };
  return { ...figures, p: fisherExact(a, n, b, m), method: 'fisher' };
}
