import * as v from 'valibot';
import {
  count,
  described,
  flag,
  interval,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  sinceThen,
  text,
  type Of,
  type Schema,
} from './schema.ts';
import { intervalOrNull } from './statistic.ts';

/** Targets compared with each other. */

const figure = orNull(number);
const isAtFloor = optional(
  described(flag, 'Whether no shuffle reached what was seen, so that p is an upper bound; false when absent.'),
);

export const pairSchema = described(
  shape({
    a: text,
    b: text,
    jensenShannonBits: described(figure, 'Bits, 0 (same) to 1 (nothing shared).'),
    jensenShannonNullMean: described(
      figure,
      'What it would be on average if both were one: the plug-in divergence is above 0 at small n.',
    ),
    overlap: figure,
    overlapLower: sinceThen(
      described(
        figure,
        'A 95% lower bound of the overlap that is behind what was seen: what "alike" rests on; null otherwise.',
      ),
    ),
    crossCollision: figure,
    jaccard: figure,
    morisitaHorn: figure,
    p: figure,
    isAtFloor,
    pHolm: figure,
    method: orNull(oneOf(['exact', 'permutation', 'sequential', 'asymptotic'])),
    verdict: orNull(oneOf(['differ', 'undecided', 'alike'])),
  }),
  'Two targets compared.',
);
export interface PairReport extends Of<typeof pairSchema> {}

/** Who answers alike: a target, or two branches that join at a height. */
export type TargetTree =
  | { readonly target: string }
  | {
      /** Mean Jensen-Shannon divergence between the targets of the two branches, bits, 0 ... 1. */
      readonly height: number;
      readonly children: readonly [TargetTree, TargetTree];
    };

export const targetTreeSchema: Schema<TargetTree> = described(
  v.union([
    shape({ target: text }),
    shape({
      height: number,
      children: v.strictTuple([v.lazy(() => targetTreeSchema), v.lazy(() => targetTreeSchema)]),
    }),
  ]),
  'Who answers alike: a target, or two branches that join at a mean Jensen-Shannon divergence in bits.',
);

export const toldApartSchema = described(
  shape({
    outputs: described(
      count,
      'Outputs that were looked at: at most 600, of models that answered often enough to stand for themselves.',
    ),
    models: count,
    right: described(
      number,
      'Outputs that a classifier puts to their model when it has seen all others: naive Bayes over answer and words. Where k models fit alike, 1 / k of an output.',
    ),
    chance: described(number, 'Mean of `right` over shuffled labels.'),
    band: described(interval, 'Central 95% of `right` over shuffled labels.'),
    p: described(number, '(1 + shuffles that reach `right`) / (shuffles + 1); not corrected for other tests.'),
  }),
  'Whether models can be told apart by a single output.',
);
/** Whether models can be told apart by a single output. */
export interface ToldApartReport extends Of<typeof toldApartSchema> {}

export const betweenSchema = described(
  shape({
    effectiveModels: described(
      figure,
      'Beta diversity of order 1 with equal weights, 1 ... number of targets (Jost 2007). Biased up at small n: never shown without `effectiveModelsNull`.',
    ),
    effectiveModelsInterval: intervalOrNull,
    effectiveModelsNull: described(
      orNull(shape({ mean: number, band: interval })),
      'What it would be if all targets were one: mean and central 95% of the label permutations.',
    ),
    p: figure,
    isAtFloor,
    pHolm: optional(
      described(figure, 'p corrected together with those of the pairs; absent in files of earlier versions.'),
    ),
    convergenceIndex: described(figure, 'Mean between-target collision / mean within-target unbiased collision.'),
    convergenceIndexInterval: intervalOrNull,
    toldApart: optional(
      described(
        orNull(toldApartSchema),
        'Whether models can be told apart by a single output; null for fewer than two that stand for themselves and for more than 40, absent in files of earlier versions.',
      ),
    ),
    pairs: list(pairSchema),
    tree: sinceThen(
      described(
        orNull(targetTreeSchema),
        'The targets that answered, by average linkage (Sokal and Michener 1958); null when fewer than two did.',
      ),
    ),
  }),
  'All targets of one condition compared.',
);
export interface BetweenReport extends Of<typeof betweenSchema> {}

export const rarefactionSchema = shape({
  runs: described(count, 'The smallest n of a cell that answered.'),
  cells: described(
    list(shape({ target: text, condition: text, distinct: number })),
    'Expected different answers in `runs` runs drawn from the cell without replacement (Hurlbert 1971).',
  ),
});
/** How many different answers each cell would have shown at one number of runs. */
export interface Rarefaction extends Of<typeof rarefactionSchema> {}
