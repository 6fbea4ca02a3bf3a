import { conditionDifferenceSchema, share, shareInterval, traitFamily } from './conditions-report.ts';
import { count, described, list, number, oneOf, orNull, shape, sinceThen, text, type Of } from './schema.ts';
import { intervalOrNull, tallySchema } from './statistic.ts';

/** What outputs that are pages or code are made of. */

const traitCellSchema = shape({
  target: text,
  condition: text,
  count,
  n: described(count, 'Completed outputs of the cell; one that is no page and no code lacks every trait.'),
  share: sinceThen(share),
  interval: sinceThen(shareInterval),
});
/** How often the outputs of one cell have a trait. */
export interface TraitCell extends Of<typeof traitCellSchema> {}

export const traitReportSchema = shape({
  trait: described(text, 'Id of a trait; custom: and its name for one of the user.'),
  label: sinceThen(described(text, 'What people read.')),
  family: sinceThen(traitFamily),
  count: sinceThen(described(count, 'Outputs of all cells that have it.')),
  n: sinceThen(described(count, 'Completed outputs of all cells.')),
  share: sinceThen(share),
  cells: described(list(traitCellSchema), 'Condition by condition in the order of the run.'),
  differences: described(
    list(conditionDifferenceSchema),
    'Those of the comparison of conditions; empty for one condition.',
  ),
});
/** A property of pages and code, and how often it comes. */
export interface TraitReport extends Of<typeof traitReportSchema> {}

const TRAIT_SET = {
  traits: described(list(text), 'Ids of traits.'),
  count: described(count, 'Outputs that have all of them.'),
  share: described(number, 'count / n.'),
  lift: described(
    orNull(number),
    'share / product of the shares of the traits: 1 when they come independently; null when undefined.',
  ),
};
const traitSetSchema = shape(TRAIT_SET);
/** Traits that come together. */
export interface TraitSet extends Of<typeof traitSetSchema> {}

export const archetypeSchema = shape({
  n: described(count, 'Completed outputs.'),
  core: described(
    orNull(shape({ ...TRAIT_SET, interval: intervalOrNull, byTarget: tallySchema, byCondition: tallySchema })),
    'The largest set found that at least half of the outputs have; null when no two traits are so frequent together.',
  ),
  pairs: described(
    list(traitSetSchema),
    'Pairs that come together more or less often than by chance, most telling first; at most 20.',
  ),
});
/** What most outputs look like (see `analysis/traits/archetype.ts`). */
export interface ArchetypeReport extends Of<typeof archetypeSchema> {}

const codeMeasureSchema = shape({
  measure: oneOf(['lines', 'files', 'classes', 'functions']),
  cells: list(
    shape({
      target: text,
      condition: text,
      n: described(count, 'Pages and scripts of the cell.'),
      median: orNull(number),
      quartiles: described(intervalOrNull, 'First and third.'),
      range: described(intervalOrNull, 'Smallest and largest.'),
    }),
  ),
});
/** A size of pages and scripts, by cell. */
export interface CodeMeasure extends Of<typeof codeMeasureSchema> {}

const SPREAD = {
  outputs: count,
  targets: described(count, 'Number of targets with such an output.'),
  byTarget: tallySchema,
};

export const codeSchema = shape({
  n: described(count, 'Outputs that are pages or code.'),
  measures: list(codeMeasureSchema),
  identifiers: described(
    list(shape({ name: text, ...SPREAD })),
    'Names of variables, functions and classes that two or more outputs declare; at most 50. Hostile text.',
  ),
  shingles: described(
    list(shape({ words: described(text, 'With spaces between them.'), ...SPREAD })),
    'Sequences of 5 to 8 names and numbers that two or more outputs hold, most telling first. Hostile text.',
  ),
});
/** What the code of several outputs shares, beside its traits. */
export interface CodeReport extends Of<typeof codeSchema> {}
