import { chaoWangJostOf } from '../chao-wang-jost.ts';
import { entropyInterval } from '../intervals/entropy-interval.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** The entropy of what would be said, nats, corrected for unseen answers (Chao, Wang and Jost 2013). Undefined for n = 0. */
export const entropyChaoWangJost = {
  id: 'entropy-chao-wang-jost',
  label: 'Entropy, unseen answers estimated',
  unit: 'nats',
  value: ({ counts, n }) => defined(chaoWangJostOf(counts, n)),
  interval: entropyInterval,
} as const satisfies StatisticDefinition;
