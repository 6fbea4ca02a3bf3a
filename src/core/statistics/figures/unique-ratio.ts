import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** S / n, above 0 up to 1. Falls with n by itself: compare only at equal n. Undefined for n = 0. */
export const uniqueRatio = {
  id: 'unique-ratio',
  label: 'Different answers per run',
  unit: 'ratio',
  value: ({ counts, n }) => defined(counts.length / n),
} as const satisfies StatisticDefinition;
