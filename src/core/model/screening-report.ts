import { conditionDifferenceSchema } from './conditions-report.ts';
import { count, described, interval, list, number, optional, orNull, shape, text, type Of } from './schema.ts';

/** Which parts of a prompt make its answer. */

const part = shape({ count: described(count, 'Outputs that give the answer.'), n: described(count, 'All outputs.') });

const { from: _, to: __, difference: ___, ...tested } = conditionDifferenceSchema.entries;

export const partEffectSchema = described(
  shape({
    ...tested,
    difference: described(
      orNull(number),
      'Share of outputs with the answer where the part is there, less that where it is left out: -1 ... 1.',
    ),
    with: part,
    without: part,
    surprise: described(
      orNull(
        shape({ value: number, interval: described(orNull(interval), '95%, Welch; null for fewer than 4 outputs.') }),
      ),
      'Bits by which outputs are more surprising where the part is there: the mean of -log2 of the smoothed share that their answer has under the whole prompt; null where a side has no output.',
    ),
  }),
  'What a part does to the answer, over all targets or in one.',
);
export interface PartEffect extends Of<typeof partEffectSchema> {}

const partSchema = shape({
  text: described(text, 'As the prompt has it; the sentences of a group in lines.'),
  spans: described(list(interval), 'As in the header of the run.'),
  screened: described(
    list(partEffectSchema),
    'Over the rows of the design: all targets together, then each where there are several; empty where there are no rows. pHolm is over all parts.',
  ),
  fresh: optional(
    described(
      list(partEffectSchema),
      'In the fresh runs alone, against the fresh whole prompt; absent for parts that were not checked. pHolm is over the parts that were.',
    ),
  ),
});
/** A part of the prompt and what it does. */
export interface ScreenedPart extends Of<typeof partSchema> {}

export const screeningReportSchema = shape({
  answers: described(
    list(
      shape({
        target: text,
        answer: described(
          orNull(text),
          'The most frequent one of the runs that name it; null where they have none. Hostile text.',
        ),
        count: described(count, 'How many of them gave it.'),
        n: described(count, 'Outputs of these runs.'),
      }),
    ),
    'What an output is compared with, by target.',
  ),
  rows: described(count, 'Rows of the design.'),
  strongest: described(
    list(count),
    'Places of the parts that are to be checked, or were, strongest first; empty before there is enough to choose them.',
  ),
  parts: described(list(partSchema), 'In the order of the prompt.'),
});
export interface ScreeningReport extends Of<typeof screeningReportSchema> {}
