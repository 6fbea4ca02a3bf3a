import { count, described, dictionary, interval, number, orNull, shape, type Of } from './schema.ts';

export const tallySchema = described(dictionary(count), 'Id -> count; ids with no answer are absent.');

/** An interval, or `null` where there is none. */
export const intervalOrNull = orNull(interval);

export const statisticSchema = described(
  shape({
    value: orNull(number),
    interval: described(intervalOrNull, '95% confidence interval; null when none holds what it would claim.'),
    nullBand: described(
      intervalOrNull,
      'Central 95% of what a fair draw over the domain would give; null when the domain is not known.',
    ),
    n: described(count, 'Number of answers it was computed on.'),
  }),
  'One figure; null where it is undefined.',
);
export interface Statistic extends Of<typeof statisticSchema> {}

export const statisticsSchema = described(
  dictionary(statisticSchema),
  'Statistic id -> figure. The ids are those of the statistics registry.',
);
export type Statistics = Of<typeof statisticsSchema>;
