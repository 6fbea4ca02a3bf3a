import { entropyInterval } from '../intervals/entropy-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** H / ln K, 0 ... 1, where K answers are possible; H / ln n where K is not known, since n runs cannot show more than n
 * answers. Never by ln S, which calls a coin that fell twice on each side perfectly diverse. Undefined for n = 0, and
 * when the divisor is 0. */
export const normalizedEntropy = {
  id: 'normalized-entropy',
  label: 'Entropy, of the most possible',
  unit: 'ratio',
  value: (sample) => defined(figuresOf(sample).entropy / Math.log(sample.domainSize ?? sample.n)),
  // Of a known domain only: ln n says what n runs can show, which is no property of what would be said.
  interval: (sample) => {
    const interval = entropyInterval(sample);
    if (interval === null || sample.domainSize === null || sample.domainSize < 2) return null;
    const most = Math.log(sample.domainSize);
    return [interval[0] / most, Math.min(1, interval[1] / most)];
  },
} as const satisfies StatisticDefinition;
