import { figuresOf } from './sample-figures.ts';
import type { Sample } from './sample.ts';

/**
 * f0, an estimate of how many answers were never seen, from those seen once and twice: (n-1)/n f1^2 / (2 f2), or
 * (n-1)/n f1(f1-1)/2 when none was seen twice (Chao 1984, 1987). At least 0; 0 for n = 0.
 */
export function unseenAnswers(sample: Sample): number {
  if (sample.n === 0) return 0;
  const { once, twice } = figuresOf(sample);
  const perRun = (sample.n - 1) / sample.n;
  return perRun * (twice > 0 ? (once * once) / (2 * twice) : (once * (once - 1)) / 2);
}

/**
 * The share of what would be said that was not seen, (f1/n) A with A = n f0 / (n f0 + f1), 0 ... 1; 0 when nothing was
 * seen only once (Chao and Jost 2012). NaN for n = 0.
 */
export function unseenShare(sample: Sample): number {
  const { once } = figuresOf(sample);
  if (once === 0) return sample.n === 0 ? NaN : 0;
  const scaled = sample.n * unseenAnswers(sample);
  return (once / sample.n) * (scaled / (scaled + once));
}
