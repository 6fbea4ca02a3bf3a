import type { ConditionDifference, TestFamily } from '../../model/conditions-report.ts';
import { holm } from '../../statistics/significance/holm.ts';

/** A difference before its correction. */
export type Tested = Omit<ConditionDifference, 'pHolm' | 'verdict'>;

/** Level over a whole table. */
const LEVEL = 0.05;
/** Shares whose difference is certainly no larger than this are called alike: 15 points. */
export const ALIKE = 0.15;

function verdictOf({ interval, p }: Tested, pHolm: number | null): ConditionDifference['verdict'] {
  if (p === null || pHolm === null) return null;
  if (pHolm < LEVEL) return 'differ';
  return interval !== null && interval[0] >= -ALIKE && interval[1] <= ALIKE ? 'alike' : 'undecided';
}

function corrected(family: readonly Tested[]): readonly ConditionDifference[] {
  const adjusted = holm(family.map(({ p }) => p));
  return family.map((one, index) => {
    const pHolm = adjusted[index] ?? null;
    return { ...one, pHolm, verdict: verdictOf(one, pHolm) };
  });
}

/** The differences of a table with what they mean, and the two families they were corrected in. */
export interface Judged {
  readonly differences: readonly ConditionDifference[];
  readonly pooled: TestFamily;
  readonly byTarget: TestFamily | null;
}

function familyOf(differences: readonly ConditionDifference[], smallest: number): TestFamily {
  const tests = differences.filter(({ p }) => p !== null).length;
  const surviving = differences.filter(({ verdict }) => verdict === 'differ').length;
  return { tests, surviving, decidable: smallest * Math.max(1, tests) < LEVEL };
}

/**
 * Corrects what stands in one table by Holm: the differences over all targets among themselves, those of single targets among
 * themselves. `smallest`: the smallest p that any outcome could have had, over all targets and of one target.
 */
export function judged(
  tested: readonly Tested[],
  smallest: { readonly pooled: number; readonly byTarget: number },
): Judged {
  const pooled = corrected(tested.filter(({ target }) => target === null));
  const single = corrected(tested.filter(({ target }) => target !== null));
  const [nextPooled, nextSingle] = [pooled.values(), single.values()];
  return {
    // In the order given, so that the differences of a feature stay together.
    differences: tested.map(({ target }) => (target === null ? nextPooled : nextSingle).next().value!),
    pooled: familyOf(pooled, smallest.pooled),
    byTarget: single.length === 0 ? null : familyOf(single, smallest.byTarget),
  };
}
