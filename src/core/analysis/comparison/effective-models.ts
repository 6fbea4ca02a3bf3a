import { entropyNats } from '../diversity.ts';
import { defined } from '../sample.ts';
import { shares, total, type AlignedCounts } from './counts-by-group.ts';

/**
 * Beta diversity of order 1 with equal weights, gamma / alpha = exp(H(mean p) - mean H(p)), 1 ... M: how many models
 * with nothing in common would differ as much as these do (Jost 2007; it is exp of the generalised Jensen-Shannon
 * divergence in nats). The plug-in is biased up at small n, three identical fair dice come out at 1.86 at n = 50, so
 * it is never shown without its null (`effectiveModelsNull`). Targets without an answer do not take part; `null` when
 * fewer than two remain.
 */
export function effectiveModels(targets: readonly AlignedCounts[]): number | null {
  const answered = targets.filter((counts) => total(counts) > 0).map(shares);
  if (answered.length < 2) return null;
  const mean = new Float64Array(answered[0]!.length);
  let alpha = 0;
  for (const p of answered) {
    p.forEach((share, group) => (mean[group]! += share / answered.length));
    alpha += entropyNats(p) / answered.length;
  }
  return defined(Math.min(answered.length, Math.max(1, Math.exp(entropyNats(mean) - alpha))));
}
