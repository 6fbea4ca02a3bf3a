import { favouriteInterval } from '../intervals/favourite-interval.ts';
import { defined, largest } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** Share of the most frequent answer, 1/S ... 1; its interval is `favouriteInterval`. Undefined for n = 0. */
export const modalShare = {
  id: 'modal-share',
  label: 'Share of the favourite',
  unit: 'share',
  value: ({ counts, n }) => defined(largest(counts) / n),
  interval: ({ counts, n }) => favouriteInterval(largest(counts), n),
} as const satisfies StatisticDefinition;
