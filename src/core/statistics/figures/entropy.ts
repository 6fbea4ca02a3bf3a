import { entropyInterval } from '../intervals/entropy-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** H = -sum p ln p, 0 ... ln S nats (Shannon 1948), the plug-in estimate; its interval is that of what would be said
 * (`entropyInterval`). Undefined for n = 0. */
export const entropy = {
  id: 'entropy',
  label: 'Entropy',
  unit: 'nats',
  value: (sample) => defined(figuresOf(sample).entropy),
  interval: entropyInterval,
} as const satisfies StatisticDefinition;
