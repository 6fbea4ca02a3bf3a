import {
  always,
  count,
  described,
  flag,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  sinceThen,
  text,
  type Of,
} from './schema.ts';
import { intervalOrNull, statisticsSchema, tallySchema } from './statistic.ts';

/** What conditions change, and the titles of outputs. */

const FEATURE_KINDS = ['trait', 'title', 'answer'] as const;
/** What conditions are compared by: a trait of the outputs, the title of the outputs, the answer. */
export type FeatureKind = (typeof FEATURE_KINDS)[number];

const TRAIT_FAMILIES = [
  ...(['rendering', 'library', 'animation', 'technique', 'interaction'] as const),
  ...(['structure', 'colour', 'own'] as const),
] as const;
/** What a trait is about. */
export const traitFamily = oneOf(TRAIT_FAMILIES);

export const share = described(orNull(number), 'count / n; null for n = 0.');
export const shareInterval = described(intervalOrNull, 'Wilson interval of the share, 95%.');

export const featureCellSchema = shape({
  target: described(orNull(text), 'Target id; null for all targets together, every output counted once.'),
  condition: text,
  count: described(count, 'Outputs with the feature.'),
  n: described(count, 'Outputs that count.'),
  share,
  interval: shareInterval,
});
/** How often a feature came under one condition. */
export interface FeatureCell extends Of<typeof featureCellSchema> {}

export const conditionDifferenceSchema = described(
  shape({
    target: described(orNull(text), 'Target id; null for all targets together, each compared with itself.'),
    from: described(text, 'The control.'),
    to: text,
    difference: described(
      orNull(number),
      'What `to` has more than `from`: of shares -1 ... 1, of effective answers any number.',
    ),
    interval: described(
      intervalOrNull,
      '95% interval of a difference of shares (Newcombe 1998); null when there is none.',
    ),
    p: described(
      orNull(number),
      'Two-sided; null where nothing can be tested: one side has no answer, or all outputs or none have the feature.',
    ),
    pHolm: described(orNull(number), 'Corrected over the table that the difference stands in (Holm 1979).'),
    method: sinceThen(orNull(oneOf(['fisher', 'stratified', 'permutation']))),
    verdict: sinceThen(
      described(
        orNull(oneOf(['differ', 'alike', 'undecided'])),
        'differ: pHolm < 0.05; alike: it is not, and the interval lies within 15 points; null where nothing was tested.',
      ),
    ),
  }),
  'One condition against the control.',
);
export interface ConditionDifference extends Of<typeof conditionDifferenceSchema> {}

const featureSchema = shape({
  id: described(text, 'Unique within its table.'),
  label: described(text, 'What people read. Hostile text for titles and answers.'),
  match: optional(
    described(
      always('contains'),
      'For words that several titles hold; absent for a whole title and for traits and answers.',
    ),
  ),
  family: optional(described(traitFamily, 'What a trait is about; absent for titles and answers.')),
  outputs: described(count, 'Outputs with it under all conditions.'),
  cells: described(list(featureCellSchema), 'By condition over all targets, then by target and condition.'),
  differences: described(list(conditionDifferenceSchema), 'Over all targets, then by target where there are several.'),
});
/** A feature, how often it came and what changed it. */
export interface ConditionFeature extends Of<typeof featureSchema> {}

export const testFamilySchema = shape({
  tests: described(count, 'Differences that were tested.'),
  surviving: described(count, 'Those with pHolm < 0.05.'),
  decidable: described(flag, 'Whether so many runs could show any difference at all after the correction.'),
});
/** The tests that were corrected together. */
export interface TestFamily extends Of<typeof testFamilySchema> {}

const FAMILIES = {
  pooled: described(testFamilySchema, 'Differences over all targets.'),
  byTarget: described(
    orNull(testFamilySchema),
    'Differences of single targets, corrected among themselves; null for one target.',
  ),
};

const conditionTableSchema = shape({
  kind: oneOf(FEATURE_KINDS),
  features: described(
    list(featureSchema),
    'Most frequent first, words of titles behind the whole titles; traits in the order of their table.',
  ),
  leftOut: described(count, 'Features that were frequent enough but one too many to be compared.'),
  ...FAMILIES,
});
/** Features of one kind, compared. */
export interface ConditionTable extends Of<typeof conditionTableSchema> {}

const conditionSummarySchema = shape({
  condition: text,
  n: described(count, 'Answers that count.'),
  modalAnswer: orNull(text),
  statistics: statisticsSchema,
});
/** All answers to one condition, the targets together. */
export interface ConditionSummary extends Of<typeof conditionSummarySchema> {}

export const conditionsSchema = shape({
  control: described(text, 'Condition id.'),
  conditions: described(list(conditionSummarySchema), 'In the order of the run.'),
  tables: described(
    list(conditionTableSchema),
    'Traits, titles, answers; a kind without a frequent feature is left out.',
  ),
  effective: described(
    shape({ differences: list(conditionDifferenceSchema), ...FAMILIES }),
    'Changes of the effective answers (D1).',
  ),
});
/** All conditions against the control. */
export interface ConditionsReport extends Of<typeof conditionsSchema> {}

export const titleTallySchema = shape({
  title: described(text, 'A title as most outputs write it; words in folded form. Hostile text.'),
  count,
  byTarget: tallySchema,
  byCondition: tallySchema,
});
/** A title, or words that titles hold, and how many outputs have it. */
export interface TitleTally extends Of<typeof titleTallySchema> {}

export const titlesSchema = shape({
  outputs: described(count, 'Outputs that count.'),
  titled: described(count, 'Those with a title: the denominator of both tallies.'),
  different: described(count, 'Titles that are different once folded.'),
  exact: described(list(titleTallySchema), 'Whole titles that came more than once, most frequent first, at most 50.'),
  contains: described(
    list(titleTallySchema),
    'One to three words that different titles hold, in three outputs or more; at most 30.',
  ),
});
/** The titles of outputs that are pages or documents. */
export interface TitleReport extends Of<typeof titlesSchema> {}
