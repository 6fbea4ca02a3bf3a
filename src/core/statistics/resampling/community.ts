import type { Sample } from '../sample.ts';
import { unseenAnswers, unseenShare } from '../unseen.ts';

/** What a sample says about everything that would be said, to draw further samples from. */
export interface Community {
  /** Shares of the seen answers in the order of the sample's counts, then of the unseen ones; they sum to 1. */
  readonly shares: Float64Array;
  /** How many of them were seen. */
  readonly seen: number;
}

/**
 * The estimated community of a sample: seen shares p(1 - w (1-p)^n), w such that they leave the estimated unseen share, which
 * is spread over ceil(f0) unseen answers (Chao, Wang and Jost 2013, appendix; as in iNEXT).
 */
export function communityOf(sample: Sample): Community {
  const { counts, n } = sample;
  const missing = Math.ceil(unseenAnswers(sample));
  const share = missing > 0 ? unseenShare(sample) : 0;
  const never = counts.map((count) => (count / n) * (1 - count / n) ** n);
  const sum = never.reduce((total, part) => total + part, 0);
  const weight = sum > 0 ? share / sum : 0;
  const shares = new Float64Array(counts.length + missing);
  counts.forEach((count, index) => (shares[index] = count / n - weight * never[index]!));
  shares.fill(share / missing, counts.length);
  return { shares, seen: counts.length };
}
