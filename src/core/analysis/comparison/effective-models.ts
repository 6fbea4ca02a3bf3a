import { entropyNats } from '../../statistics/diversity.ts';
import { defined } from '../../statistics/sample.ts';
import { shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';

/** Beta diversity of order 1 with equal weights, 1 ... number of distributions; they have one list of groups. */
export function betaOfShares(distributions: readonly Float64Array[]): number {
  const mean = new Float64Array(distributions[0]!.length);
  let alpha = 0;
  for (const p of distributions) {
    for (let group = 0; group < p.length; group++) mean[group]! += p[group]! / distributions.length;
    alpha += entropyNats(p) / distributions.length;
  }
  return Math.min(distributions.length, Math.max(1, Math.exp(entropyNats(mean) - alpha)));
}

/**
 * Beta diversity of order 1 with equal weights, gamma / alpha = exp(H(mean p) - mean H(p)), 1 ... M: how many models
 * with nothing in common would differ as much as these do (Jost 2007; it is exp of the generalised Jensen-Shannon
 * divergence in nats). The plug-in is biased up at small n, three identical fair dice come out at 1.86 at n = 50, so
 * it is never shown without its null (`effectiveModelsNull`). Targets without an answer do not take part; `null` when
 * fewer than two remain.
 */
export function effectiveModels(targets: readonly AlignedCounts[]): number | null {
  const answered = targets.filter((counts) => total(counts) > 0).map(shares);
  return answered.length < 2 ? null : defined(betaOfShares(answered));
}
