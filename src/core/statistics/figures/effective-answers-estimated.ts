import { effectiveAnswersInterval } from '../intervals/effective-answers-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** exp of the Chao-Wang-Jost entropy, >= 1: effective answers of what would be said, not only of what was. Undefined for n = 0. */
export const effectiveAnswersEstimated = {
  id: 'effective-answers-estimated',
  label: 'Effective answers, unseen ones estimated',
  unit: 'answers',
  value: (sample) => defined(Math.exp(figuresOf(sample).estimatedEntropy)),
  interval: effectiveAnswersInterval,
} as const satisfies StatisticDefinition;
