import { defined } from '../sample.ts';
import { shares, total, type AlignedCounts } from './counts-by-group.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function products(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < p.length; group++) sum += p[group]! * q[group]!;
  return sum;
}

/** The unbiased collision out of shares of `n` answers, (n sum p^2 - 1) / (n - 1); sum p^2 for n = infinity. */
function within(p: Float64Array, n: number): number {
  const squares = products(p, p);
  return Number.isFinite(n) ? (n * squares - 1) / (n - 1) : squares;
}

/** The convergence index of distributions over one list of groups, each estimated from so many answers; not finite where undefined. */
export function indexOfShares(distributions: readonly Float64Array[], sizes: readonly number[]): number {
  const between = distributions.flatMap((p, first) => distributions.slice(first + 1).map((q) => products(p, q)));
  return mean(between) / mean(distributions.map((p, place) => within(p, sizes[place]!)));
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
