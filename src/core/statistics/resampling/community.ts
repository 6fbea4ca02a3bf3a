import type { Sample } from '../sample.ts';
import { unseenAnswers, unseenShare } from '../unseen.ts';

/** What a sample says about everything that would be said, to draw further samples from. */
export interface Community {
  /** Shares of the seen answers in the order of the sample's counts. */
  readonly seen: Float64Array;
  /** Answers that were never seen, and their share all together; with that of the seen ones it is 1. */
  readonly unseen: { readonly answers: number; readonly share: number };
}

/**
 * The estimated community of a sample: seen shares p(1 - w (1-p)^n), w such that they leave the estimated unseen share, which
 * is spread over ceil(f0) unseen answers (Chao, Wang and Jost 2013, appendix; as in iNEXT).
 */
export function communityOf(sample: Sample): Community {
  const { counts, n } = sample;
  const answers = Math.ceil(unseenAnswers(sample));
  const share = answers > 0 ? unseenShare(sample) : 0;
  const never = counts.map((count) => (count / n) * (1 - count / n) ** n);
  const sum = never.reduce((total, part) => total + part, 0);
  const weight = sum > 0 ? share / sum : 0;
  const seen = Float64Array.from(counts, (count, index) => count / n - weight * never[index]!);
  return { seen, unseen: { answers, share } };
}
