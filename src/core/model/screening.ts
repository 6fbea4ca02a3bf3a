import * as v from 'valibot';
import { count, described, interval, list, optional, shape, text, type Of, type Schema } from './schema.ts';

/** A two-level screening design: which parts of a prompt each condition leaves out. */

const rowSchema = described(
  shape({
    condition: described(text, 'Condition id.'),
    leftOut: described(list(count), 'Places in `parts`, rising; empty for the whole prompt.'),
  }),
  'A condition and what it leaves out.',
);
export interface ScreeningRow extends Of<typeof rowSchema> {}

const MOST = 64;
// @__NO_SIDE_EFFECTS__
const few = <S extends Schema>(item: S) => v.pipe(list(item), v.maxLength(MOST, `at most ${String(MOST)} of them`));

export const screeningSchema = shape({
  parts: described(
    few(
      shape({
        spans: described(
          list(interval),
          'Its sentences or list items as [start, end) offsets of the whole prompt, UTF-16 units; several for a group of neighbours.',
        ),
      }),
    ),
    'What may be left out, in the order of the prompt.',
  ),
  whole: described(
    text,
    'Id of the condition with the whole prompt whose runs only say which answer of each target is the most frequent.',
  ),
  rows: described(few(rowSchema), 'The rows of the design (Plackett and Burman 1946); none for one or two parts.'),
  fresh: optional(
    described(
      few(rowSchema),
      'Fresh runs that check the strongest parts: first the whole prompt, then the prompt without each. Absent until the rows are there.',
    ),
  ),
});
export interface Screening extends Of<typeof screeningSchema> {}
