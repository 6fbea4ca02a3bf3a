import { count, described, list, optional, orNull, shape, text, type Of } from './schema.ts';

/** How outputs were read, as a report tells it. */

export const namedSchema = shape({
  named: described(count, 'Outputs that name one thing, or list what was asked for.'),
  whole: described(count, 'Outputs that count and name none, so that they are read whole.'),
  items: optional(
    described(
      list(shape({ item: text, outputs: count })),
      'The things listed and how many outputs list each, most frequent first; absent where one thing was asked for.',
    ),
  ),
});
/** How outputs were read where the thing that each names is read out of it. */
export interface NamedReport extends Of<typeof namedSchema> {}

export const fieldSchema = shape({
  field: described(text, 'Its name, behind those of the objects around it: result.score.'),
  extractor: described(
    orNull(text),
    'What reads outputs by this field, as --extract takes it; null where its name cannot be written there.',
  ),
  outputs: described(count, 'Outputs that have it.'),
  different: described(count, 'Different values.'),
  values: described(
    list(shape({ value: text, outputs: count })),
    'The most frequent values, in their most frequent spelling.',
  ),
});
/** One field of outputs that are JSON objects. */
export interface FieldReport extends Of<typeof fieldSchema> {}
