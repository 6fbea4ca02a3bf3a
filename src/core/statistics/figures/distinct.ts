import type { StatisticDefinition } from './statistic.ts';

/** S, the number of different answers seen: the Hill number of order 0. 0 when nothing was answered. Compare only at equal n. */
export const distinct = {
  id: 'distinct',
  label: 'Different answers',
  unit: 'answers',
  value: ({ counts }) => counts.length,
} as const satisfies StatisticDefinition;
