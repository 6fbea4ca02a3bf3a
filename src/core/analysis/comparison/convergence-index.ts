import { defined } from '../../statistics/sample.ts';
import { namedGroups, shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function products(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < p.length; group++) sum += p[group]! * q[group]!;
  return sum;
}

/** Mean of the products of every two distributions. Only the groups that the first names add to one. */
function betweenTargets(distributions: readonly Float64Array[]): number {
  let sum = 0;
  for (let first = 0; first < distributions.length; first++) {
    const p = distributions[first]!;
    const named = namedGroups(p);
    for (let second = first + 1; second < distributions.length; second++) {
      const q = distributions[second]!;
      let both = 0;
      for (const group of named) both += p[group]! * q[group]!;
      sum += both;
    }
  }
  return sum / ((distributions.length * (distributions.length - 1)) / 2);
}

/** The unbiased collision out of shares of `n` answers, (n sum p^2 - 1) / (n - 1); sum p^2 for n = infinity. */
function within(p: Float64Array, n: number): number {
  const squares = products(p, p);
  return Number.isFinite(n) ? (n * squares - 1) / (n - 1) : squares;
}

/** The convergence index of distributions over one list of groups, each estimated from so many answers; not finite where undefined. */
export function indexOfShares(distributions: readonly Float64Array[], sizes: readonly number[]): number {
  return betweenTargets(distributions) / mean(distributions.map((p, place) => within(p, sizes[place]!)));
}

/**
 * Mean between-target collision / mean within-target unbiased collision: 1 when the targets are interchangeable, 0 when
 * they share nothing; it can pass 1 by chance. For two targets this is Morisita's overlap (1959). `null` for fewer than
 * two targets, when one has fewer than two answers, and when no target ever repeats itself.
 */
export function convergenceIndex(targets: readonly AlignedCounts[]): number | null {
  const sizes = targets.map(total);
  if (targets.length < 2 || sizes.some((n) => n < 2)) return null;
  // Rounding must not turn "never repeats itself" into a tiny divisor.
  const index = indexOfShares(targets.map(shares), sizes);
  return targets.every((counts) => Array.from(counts).every((count) => count < 2)) ? null : defined(index);
}
