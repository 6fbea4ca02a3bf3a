import type { ConditionFeature, FeatureKind } from '../../model/conditions-report.ts';
import type { TraitReport } from '../../model/traits-report.ts';
import type { CountedRead } from '../trial-read.ts';
import { countsOf, type Design } from './design.ts';

/** Something that answers have or have not, and that conditions are compared by. */
export interface Feature {
  /** Unique among the features of its kind. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  /** See `ConditionFeature`. */
  readonly match?: ConditionFeature['match'];
  /** The answers that have it. */
  readonly reads: readonly CountedRead[];
}

/** A feature, counted. */
export interface CountedFeature {
  readonly id: string;
  readonly label: string;
  readonly match?: ConditionFeature['match'];
  /** Of traits. */
  readonly family?: TraitReport['family'];
  /** Outputs that have it, by cell of the design. */
  readonly counts: Int32Array;
}

/** Features of one kind, and how many outputs of each cell were looked at. */
export interface FeatureSet {
  readonly kind: FeatureKind;
  readonly features: readonly CountedFeature[];
  readonly sizes: Int32Array;
}

/** What is needed of a trait's row in its table. */
export type CountedTrait = Pick<TraitReport, 'trait' | 'label' | 'family' | 'cells'>;

/** A feature enters in so many outputs of all conditions together: in fewer, no table could show a difference. */
export const FEWEST_OUTPUTS = 3;
/** Titles and answers that are compared; more tests would only make each weaker. */
export const MOST_COMPARED = 12;
/** Words of titles that are compared beside them. */
export const MOST_WORDS_COMPARED = 6;

/** Features of answers, counted by cell. */
export function countedFeatures(design: Design, kind: FeatureKind, features: readonly Feature[]): FeatureSet {
  const counted = features.map(({ id, label, match, reads }) => ({
    ...{ id, label, counts: countsOf(design, reads) },
    ...(match && { match }),
  }));
  return { kind, features: counted, sizes: design.sizes };
}

/** Traits, whose table counts every completed output, as features. */
export function traitFeatures(design: Design, traits: readonly CountedTrait[]): FeatureSet {
  const byCell = ({ cells }: CountedTrait, key: 'count' | 'n') => {
    const values = new Int32Array(design.sizes.length);
    for (const cell of cells) {
      const place = design.cellOf(cell);
      if (place !== undefined) values[place] = cell[key];
    }
    return values;
  };
  return {
    kind: 'trait',
    features: traits.map((one) => ({
      ...{ id: one.trait, label: one.label, family: one.family },
      counts: byCell(one, 'count'),
    })),
    sizes: traits[0] === undefined ? design.sizes : byCell(traits[0], 'n'),
  };
}

/** The features that are compared, and how many more were frequent enough. */
export interface Entered {
  readonly features: readonly CountedFeature[];
  readonly leftOut: number;
}

/** Outputs of all cells. */
export function outputsOf({ counts }: Pick<CountedFeature, 'counts'>): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Which features enter. The rule looks only at how many outputs of all conditions have one, never at where they are: a choice by the
 * differences themselves would make chance look like an effect. Traits all enter that are frequent enough; of titles, of the words
 * that titles hold and of answers, given most frequent first, the first 12, 6 and 12.
 */
export function entering({ kind, features }: FeatureSet): Entered {
  const frequent = features.filter((feature) => outputsOf(feature) >= FEWEST_OUTPUTS);
  if (kind === 'trait') return { features: frequent, leftOut: 0 };
  const whole = frequent.filter(({ match }) => match === undefined).slice(0, MOST_COMPARED);
  const words = frequent.filter(({ match }) => match === 'contains').slice(0, MOST_WORDS_COMPARED);
  return { features: [...whole, ...words], leftOut: frequent.length - whole.length - words.length };
}
