import { favouriteInterval } from '../intervals/favourite-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** 1 / max p, 1 ... S: effective answers by the favourite alone (Hill 1973, order infinity). Undefined for n = 0. */
export const effectiveAnswersInf = {
  id: 'effective-answers-inf',
  label: 'Effective answers, order infinity',
  unit: 'answers',
  value: (sample) => defined(sample.n / figuresOf(sample).favourite),
  interval: (sample) => {
    const { n, domainSize } = sample;
    const favourite = favouriteInterval(figuresOf(sample).favourite, n);
    if (favourite === null || (favourite[0] <= 0 && domainSize === null)) return null;
    return [1 / favourite[1], Math.min(domainSize ?? Infinity, 1 / favourite[0])];
  },
} as const satisfies StatisticDefinition;
