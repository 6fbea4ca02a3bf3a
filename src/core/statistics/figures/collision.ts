import { unbiasedCollision } from '../diversity.ts';
import { agreementInterval } from '../intervals/agreement-interval.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/**
 * The chance that two runs agree, 0 ... 1: sum x(x-1) / (n(n-1)), unbiased (Simpson 1949). Undefined below two runs.
 * Its interval is the one of `agreementInterval`.
 */
export const collision = {
  id: 'collision',
  label: 'Agreement',
  unit: 'share',
  value: ({ counts }) => defined(unbiasedCollision(counts)),
  interval: ({ counts }) => agreementInterval(counts),
} as const satisfies StatisticDefinition;
