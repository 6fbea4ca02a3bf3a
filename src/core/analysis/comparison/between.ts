import type { BetweenReport, PairReport, Report } from '../../model/report.ts';
import { convergenceIndex } from './convergence-index.ts';
import type { AlignedCounts } from './counts-by-group.ts';
import { effectiveModelsNull } from './effective-models-null.ts';
import { effectiveModels } from './effective-models.ts';
import { comparePair } from './pair.ts';

/** A target and its counts over the groups of all targets. */
export interface TargetCounts {
  /** Target id. */
  readonly target: string;
  readonly counts: AlignedCounts;
}

/** Pairs carry point values; their tests and nulls are not computed and stay `null`. */
function pairReport(a: TargetCounts, b: TargetCounts): PairReport {
  return {
    a: a.target,
    b: b.target,
    ...comparePair(a.counts, b.counts),
    jensenShannonNullMean: null,
    p: null,
    pHolm: null,
    method: null,
    verdict: null,
  };
}

/** All targets of one condition compared; `null` for one target. Effective models always come with their null. */
export function compareTargets(targets: readonly TargetCounts[], seed: number): BetweenReport | null {
  if (targets.length < 2) return null;
  const counts = targets.map((target) => target.counts);
  const shuffled = effectiveModelsNull(counts, seed);
  return {
    effectiveModels: effectiveModels(counts),
    effectiveModelsInterval: null,
    effectiveModelsNull: shuffled === null ? null : { mean: shuffled.mean, band: shuffled.band },
    p: shuffled?.p ?? null,
    convergenceIndex: convergenceIndex(counts),
    convergenceIndexInterval: null,
    pairs: targets.flatMap((a, first) => targets.slice(first + 1).map((b) => pairReport(a, b))),
    tree: null,
  };
}

/** Whether the comparison is that of a single condition, and not one for each condition by its id. */
export function isOneComparison(between: Report['between']): between is BetweenReport {
  // A condition may be called "pairs"; its comparison is not a list.
  return between !== null && Array.isArray(between.pairs);
}
