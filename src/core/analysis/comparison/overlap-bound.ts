import type { RandomStream } from '../../statistics/random.ts';
import { Communities, quantileOf } from '../../statistics/resampling/resample.ts';
import { shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';
import { furthestApart } from './unsaid.ts';

/** Resamples for a bound that errs in 5%; one that errs more rarely takes as many more. */
const RESAMPLES = 400;
const USUAL_ERROR = 0.05;

/** Share of the answers that two distributions over one list of groups have in common, sum min(p, q). */
function overlapOf([p, q]: readonly Float64Array[]): number {
  return p!.reduce((sum, share, group) => sum + Math.min(share, q![group]!), 0);
}

/**
 * A lower bound of the overlap of two targets, 0 ... 1, that lies above it in at most `error` of samples: that quantile of resamples within each, which errs downwards
 * because few answers make targets look apart, and at most the overlap that answers missed by chance leave. `null` when one has
 * no answer, and when the bound is below `least`, which is seen without resampling in most cases.
 */
export function overlapBound(
  a: AlignedCounts,
  b: AlignedCounts,
  { least, error }: { readonly least: number; readonly error: number },
  random: RandomStream,
): number | null {
  if (total(a) === 0 || total(b) === 0) return null;
  const most = Math.min(overlapOf([shares(a), shares(b)]), overlapOf(furthestApart([a, b])));
  if (most < least) return null;
  const communities = new Communities([a, b]);
  const values = Float64Array.from({ length: Math.ceil((RESAMPLES * USUAL_ERROR) / error) }, () =>
    overlapOf(communities.resample(random).map(shares)),
  );
  const bound = Math.min(quantileOf(values, error), most);
  return bound < least ? null : bound;
}
