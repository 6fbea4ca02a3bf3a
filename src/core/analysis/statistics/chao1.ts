import { defined, groupsSeen } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/**
 * S + f1(f1 - 1) / (2(f2 + 1)), >= S: how many different answers there are, seen and unseen; a lower bound, so say
 * "at least" (Chao 1984, bias-corrected form of Chao 2005). Undefined for n = 0.
 */
export const chao1 = {
  id: 'chao1',
  label: 'Different answers in all, at least',
  unit: 'answers',
  value: (sample) => {
    if (sample.n === 0) return null;
    const once = groupsSeen(sample, 1);
    return defined(sample.counts.length + (once * (once - 1)) / (2 * (groupsSeen(sample, 2) + 1)));
  },
} as const satisfies StatisticDefinition;
