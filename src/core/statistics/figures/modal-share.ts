import { favouriteInterval } from '../intervals/favourite-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** Share of the most frequent answer, 1/S ... 1; its interval is `favouriteInterval`. Undefined for n = 0. */
export const modalShare = {
  id: 'modal-share',
  label: 'Share of the most frequent answer',
  unit: 'share',
  value: (sample) => defined(figuresOf(sample).favourite / sample.n),
  interval: (sample) => favouriteInterval(figuresOf(sample).favourite, sample.n),
} as const satisfies StatisticDefinition;
