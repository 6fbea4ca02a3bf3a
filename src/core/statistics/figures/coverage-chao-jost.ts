import { defined } from '../sample.ts';
import { unseenShare } from '../unseen.ts';
import type { StatisticDefinition } from './statistic.ts';

/**
 * 1 - (f1 / n) A with A = n f0 / (n f0 + f1), 0 ... 1; 1 when nothing was seen only once (Chao and Jost 2012).
 * Less jumpy than the Good-Turing estimate. Undefined for n = 0.
 */
export const coverageChaoJost = {
  id: 'coverage-chao-jost',
  label: 'Sample coverage (Chao and Jost)',
  unit: 'share',
  value: (sample) => defined(1 - unseenShare(sample)),
} as const satisfies StatisticDefinition;
