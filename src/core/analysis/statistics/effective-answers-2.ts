import { concentration } from '../diversity.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** D2 = 1 / sum p^2, 1 ... S: effective answers that weigh rare answers less (Hill 1973). Undefined for n = 0. */
export const effectiveAnswers2 = {
  id: 'effective-answers-2',
  label: 'Effective answers, order 2',
  unit: 'answers',
  value: ({ counts }) => defined(1 / concentration(counts)),
} as const satisfies StatisticDefinition;
