import * as v from 'valibot';
import {
  count,
  described,
  dictionary,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  sinceThen,
  type Of,
} from './schema.ts';
import { tallySchema } from './statistic.ts';

/** Answers that are numbers. */

const figure = orNull(number);

const spikeSchema = shape({ value: number, count, p: figure, pHolm: figure });
/** A value that is named more often than a fair draw would. */
export interface Spike extends Of<typeof spikeSchema> {}

const kindSchema = shape({
  kind: oneOf(['round', 'repeated-digit']),
  count,
  n: count,
  expected: described(number, 'What a fair draw over the domain would give, as a share.'),
  p: described(figure, 'Two-sided exact binomial p; null for n = 0.'),
});
/** How often answers are of one kind. */
export interface NumberKind extends Of<typeof kindSchema> {}

const ADJUSTED = 'p, adjusted for everything else that the report says; absent in files of earlier versions.';

export const numberReportSchema = described(
  shape({
    histogram: described(
      tallySchema,
      'Value -> count; keys are the shortest decimal form. Values that were not named are absent.',
    ),
    mean: figure,
    median: figure,
    min: figure,
    max: figure,
    chiSquare: figure,
    p: figure,
    pAdjusted: optional(described(figure, ADJUSTED)),
    g: figure,
    pG: figure,
    spikes: list(spikeSchema),
    lastDigit: described(
      orNull(v.pipe(list(count), v.length(10, 'ten counts'))),
      'Counts of last digits 0 ... 9 of the whole-number answers; null when there are none.',
    ),
    lastDigitTest: sinceThen(
      described(
        orNull(shape({ chiSquare: number, p: number, pAdjusted: optional(described(number, ADJUSTED)) })),
        'Last digits against a fair draw over the domain; null without a whole-number domain and answers.',
      ),
    ),
    kinds: sinceThen(
      described(
        list(kindSchema),
        'Kinds of numbers that people avoid or prefer, each against a fair draw; empty without a whole-number domain.',
      ),
    ),
    fitMethod: sinceThen(
      described(orNull(oneOf(['monte-carlo', 'asymptotic'])), 'How p and pG were found; null when they are.'),
    ),
  }),
  'Distribution of numeric answers.',
);
export interface NumberReport extends Of<typeof numberReportSchema> {}

export const numbersSchema = shape({
  pooled: numberReportSchema,
  byTarget: dictionary(numberReportSchema),
  byCondition: optional(
    described(dictionary(numberReportSchema), 'By condition id, the targets together; absent for one condition.'),
  ),
});
/** The distributions of numeric answers. */
export interface NumberReports extends Of<typeof numbersSchema> {}
