import { agreementInterval } from '../intervals/agreement-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** sum p^2, 1/S ... 1 (Simpson 1949): biased up at small n; "collision" is the unbiased one. Undefined for n = 0. */
export const collisionPlugin = {
  id: 'collision-plugin',
  label: 'Agreement, plug-in',
  unit: 'share',
  value: (sample) => defined(figuresOf(sample).concentration),
  interval: ({ counts }) => agreementInterval(counts),
} as const satisfies StatisticDefinition;
