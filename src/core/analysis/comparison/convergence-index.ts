import { unbiasedCollision } from '../diversity.ts';
import { defined } from '../sample.ts';
import { shares, type AlignedCounts } from './counts-by-group.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Mean between-target collision / mean within-target unbiased collision: 1 when the targets are interchangeable, 0 when
 * they share nothing; it can pass 1 by chance. For two targets this is Morisita's overlap (1959). `null` for fewer than
 * two targets, when one has fewer than two answers, and when no target ever repeats itself.
 */
export function convergenceIndex(targets: readonly AlignedCounts[]): number | null {
  if (targets.length < 2) return null;
  const within = mean(targets.map((counts) => unbiasedCollision(Array.from(counts))));
  const distributions = targets.map(shares);
  const between = distributions.flatMap((p, first) =>
    distributions.slice(first + 1).map((q) => p.reduce((sum, share, group) => sum + share * q[group]!, 0)),
  );
  return within > 0 ? defined(mean(between) / within) : null;
}
