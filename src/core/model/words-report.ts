import {
  count,
  described,
  dictionary,
  flag,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  share,
  sinceThen,
  text,
  type Of,
} from './schema.ts';
import { tallySchema } from './statistic.ts';

/** Words, phrases and colours that outputs share. */

const byCondition = optional(described(tallySchema, 'Outputs by condition id; absent for one condition.'));

export const phraseSchema = shape({
  phrase: described(text, 'Folded words, 3 to 8 of them.'),
  outputs: described(count, 'Outputs that hold it, each counted once.'),
  targets: described(count, 'Number of targets with such an output.'),
  byTarget: sinceThen(tallySchema),
  byCondition,
  lift: sinceThen(
    described(
      orNull(number),
      'Outputs that hold it / outputs expected if its words came independently; null when undefined.',
    ),
  ),
  echo: described(flag, 'Whether the prompt or the system prompt itself holds it.'),
});
/** A phrase that several outputs hold. */
export interface SharedPhrase extends Of<typeof phraseSchema> {}

export const sharedPartSchema = shape({
  text: described(text, 'In its most frequent spelling.'),
  outputs: described(count, 'Outputs that hold it in any case and form of its words, each counted once.'),
  share: described(share, 'outputs / n.'),
  byTarget: described(tallySchema, 'Outputs by target id, where there are any.'),
  byCondition,
});
/** A name, a word or a phrase that many outputs share. */
export interface SharedPart extends Of<typeof sharedPartSchema> {}

export const signatureTermSchema = shape({
  term: text,
  z: described(
    number,
    'Log-odds ratio / its standard error, with an informative Dirichlet prior (Monroe et al. 2008).',
  ),
  documents: described(count, 'Outputs of the target that hold the term.'),
  otherDocuments: sinceThen(described(count, 'Outputs of the other targets that hold it.')),
  p: sinceThen(described(number, 'One-sided.')),
  pAdjusted: sinceThen(
    described(number, 'p, corrected for all terms of the target and for everything else that the report says.'),
  ),
});
/** A term that one target uses more than the others. */
export interface SignatureTerm extends Of<typeof signatureTermSchema> {}

export const echoTermSchema = shape({
  term: text,
  kind: sinceThen(oneOf(['word', 'number', 'colour', 'phrase'])),
  outputs: count,
  rate: described(number, 'outputs / n.'),
  source: optional(
    described(
      oneOf(['prompt', 'system']),
      'Where it stands; the prompt, when it stands in both. Absent in files of earlier versions.',
    ),
  ),
  byCondition: optional(
    described(
      dictionary(shape({ outputs: count, n: count })),
      'By id of the conditions that hold the term; absent for one condition.',
    ),
  ),
});
/** What the outputs took from the prompt or the system prompt. */
export interface EchoTerm extends Of<typeof echoTermSchema> {}

const HUES = ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'pink', 'neutral'] as const;
/** A part of the colour circle; `neutral` is black, white and grey. */
export type HueFamily = (typeof HUES)[number];

const HUE_COUNTS = {
  n: described(count, 'Answers that are colours.'),
  families: described(list(shape({ family: oneOf(HUES), count })), 'Most frequent first.'),
};
export const hueCountsSchema = described(shape(HUE_COUNTS), 'Answers that are colours, by family of hues.');
/** Some answers that are colours, by family of hues. */
export interface HueCounts extends Of<typeof hueCountsSchema> {}

export const huesSchema = shape({
  ...HUE_COUNTS,
  byCondition: optional(
    described(
      dictionary(hueCountsSchema),
      'The same by condition id, n = 0 where none is a colour; absent for one condition.',
    ),
  ),
});
/** Answers that are colours, by family of hues. */
export interface HueTally extends Of<typeof huesSchema> {}
