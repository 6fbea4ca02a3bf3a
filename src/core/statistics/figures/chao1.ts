import { chao1Interval } from '../intervals/chao1-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined, type Sample } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

function chao1Of(sample: Sample): number {
  const { once, twice } = figuresOf(sample);
  return sample.counts.length + (once * (once - 1)) / (2 * (twice + 1));
}

/**
 * S + f1(f1 - 1) / (2(f2 + 1)), >= S: how many different answers there are, seen and unseen; the estimate of a
 * lower bound (Chao 1984, bias-corrected form of Chao 2005). Undefined for n = 0. "At least" is said of the lower end of
 * its interval alone (`chao1Interval`).
 */
export const chao1 = {
  id: 'chao1',
  label: 'Different answers in all, estimated',
  unit: 'answers',
  value: (sample) => (sample.n === 0 ? null : defined(chao1Of(sample))),
  interval: (sample) => chao1Interval(sample, chao1Of(sample)),
} as const satisfies StatisticDefinition;
