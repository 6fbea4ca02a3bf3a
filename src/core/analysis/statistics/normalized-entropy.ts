import { entropyNats } from '../diversity.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** H / ln K, 0 ... 1, where K answers are possible; H / ln n where K is not known, since n runs cannot show more than n
 * answers. Never by ln S, which calls a coin that fell twice on each side perfectly diverse. Undefined for n = 0, and
 * when the divisor is 0. */
export const normalizedEntropy = {
  id: 'normalized-entropy',
  label: 'Entropy, of the most possible',
  unit: 'ratio',
  value: ({ counts, n, domainSize }) => defined(entropyNats(counts) / Math.log(domainSize ?? n)),
} as const satisfies StatisticDefinition;
