import type { FeatureKind } from '../../model/report.ts';
import type { CountedRead } from '../reading.ts';

/** Something that an output has or has not, and that conditions are compared by. */
export interface Feature {
  readonly kind: FeatureKind;
  /** Unique among the features of its kind. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly has: (read: CountedRead) => boolean;
}

/** A feature enters in so many outputs of all conditions together: in fewer, no table could show a difference. */
export const FEWEST_OUTPUTS = 3;
/** Titles and answers that are compared; more tests would only make each weaker. */
const MOST_COMPARED = 12;

/** The features that are compared, and how many more were frequent enough. */
export interface Entered {
  readonly features: readonly Feature[];
  readonly leftOut: number;
}

/**
 * Which features enter. The rule looks only at how many outputs of all conditions have one, never at where they are: a choice by the
 * differences themselves would make chance look like an effect. Traits all enter that are frequent enough; of titles and
 * answers, given most frequent first, the first 12.
 */
export function entering(features: readonly Feature[], reads: readonly CountedRead[], kind: FeatureKind): Entered {
  const own = features.filter((feature) => feature.kind === kind);
  const frequent = own.filter(({ has }) => {
    let outputs = 0;
    return reads.some((read) => has(read) && ++outputs === FEWEST_OUTPUTS);
  });
  const entered = kind === 'trait' ? frequent : frequent.slice(0, MOST_COMPARED);
  return { features: entered, leftOut: frequent.length - entered.length };
}
