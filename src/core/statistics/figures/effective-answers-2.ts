import { agreementInterval } from '../intervals/agreement-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** D2 = 1 / sum p^2, 1 ... S: effective answers that weigh rare answers less (Hill 1973). Undefined for n = 0. */
export const effectiveAnswers2 = {
  id: 'effective-answers-2',
  label: 'Effective answers, order 2',
  unit: 'answers',
  value: (sample) => defined(1 / figuresOf(sample).concentration),
  // Upwards open, and so no interval, while no two runs agreed often enough to bound the agreement from below.
  interval: ({ counts, domainSize }) => {
    const collision = agreementInterval(counts);
    if (collision === null || (collision[0] <= 0 && domainSize === null)) return null;
    return [1 / collision[1], Math.min(domainSize ?? Infinity, 1 / collision[0])];
  },
} as const satisfies StatisticDefinition;
