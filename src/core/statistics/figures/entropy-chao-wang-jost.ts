import { entropyInterval } from '../intervals/entropy-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** The entropy of what would be said, nats, corrected for unseen answers (Chao, Wang and Jost 2013). Undefined for n = 0. */
export const entropyChaoWangJost = {
  id: 'entropy-chao-wang-jost',
  label: 'Entropy, unseen answers estimated',
  unit: 'nats',
  value: (sample) => defined(figuresOf(sample).estimatedEntropy),
  interval: entropyInterval,
} as const satisfies StatisticDefinition;
