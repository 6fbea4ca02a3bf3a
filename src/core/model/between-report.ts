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
