import type { RandomStream } from '../../random.ts';
import { Communities, quantileOf } from '../resampling/resample.ts';
import { shares, total, type AlignedCounts } from './counts-by-group.ts';
import { betaOfShares } from './effective-models.ts';
import { furthestApart } from './unsaid.ts';

const RESAMPLES = 200;

/** Jensen-Shannon divergence of two distributions over one list of groups, bits. */
const bits = (distributions: readonly Float64Array[]) => Math.log2(betaOfShares(distributions));

/**
 * A 95 % upper bound of the Jensen-Shannon divergence of two targets, bits: the 95 % quantile of resamples within each, which
 * errs upwards because few answers make targets look apart, and at least the divergence that answers missed by chance can
 * make. `null` when one has no answer, and when the bound is above `most`, which is seen without resampling in most cases.
 */
export function divergenceBound(a: AlignedCounts, b: AlignedCounts, most: number, random: RandomStream): number | null {
  if (total(a) === 0 || total(b) === 0) return null;
  const least = Math.max(bits([shares(a), shares(b)]), bits(furthestApart([a, b])));
  if (least > most) return null;
  const communities = new Communities([a, b]);
  const values = Float64Array.from({ length: RESAMPLES }, () => bits(communities.resample(random).map(shares)));
  const bound = Math.max(quantileOf(values, 0.95), least);
  return bound > most ? null : bound;
}
