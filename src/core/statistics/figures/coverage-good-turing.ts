import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/**
 * 1 - f1 / n, 0 ... 1: how much of what would be said has been seen (Turing's estimate in Good 1953).
 * Undefined for n = 0.
 */
export const coverageGoodTuring = {
  id: 'coverage-good-turing',
  label: 'Sample coverage',
  unit: 'share',
  value: (sample) => defined(1 - figuresOf(sample).once / sample.n),
} as const satisfies StatisticDefinition;
