import { defined, largest } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** 1 / max p, 1 ... S: effective answers by the favourite alone (Hill 1973, order infinity). Undefined for n = 0. */
export const effectiveAnswersInf = {
  id: 'effective-answers-inf',
  label: 'Effective answers, order infinity',
  unit: 'answers',
  value: ({ counts, n }) => defined(n / largest(counts)),
} as const satisfies StatisticDefinition;
