import type { BetweenReport, PairReport, Report } from '../../model/report.ts';
import { randomStream } from '../../random.ts';
import { holm } from '../significance/holm.ts';
import { betweenIntervals } from './between-intervals.ts';
import { convergenceIndex } from './convergence-index.ts';
import { total, type AlignedCounts } from './counts-by-group.ts';
import { divergenceBound } from './divergence-bound.ts';
import { pairedCounts } from './divergence-table.ts';
import { effectiveModelsNull } from './effective-models-null.ts';
import { effectiveModels } from './effective-models.ts';
import type { LabelTest } from './exact-test.ts';
import { labelTest } from './label-test.ts';
import { comparePair } from './pair.ts';
import { treeOf } from './tree.ts';

/** A target and its counts over the groups of all targets. */
export interface TargetCounts {
  /** Target id. */
  readonly target: string;
  readonly counts: AlignedCounts;
}

/** Significance level over all pairs of a table. */
export const LEVEL = 0.05;
/** Two targets are called alike when their divergence is at most this, bits, and that is certain to 95 %. */
export const ALIKE_BITS = 0.1;

interface Pair {
  readonly a: TargetCounts;
  readonly b: TargetCounts;
  readonly test: LabelTest | null;
}

function pairsOf(targets: readonly TargetCounts[], seed: number): readonly Pair[] {
  return targets.flatMap((a, first) =>
    targets.slice(first + 1).map((b) => {
      const counts = pairedCounts(a.counts, b.counts);
      return { a, b, test: counts === null ? null : labelTest(counts, randomStream(seed)) };
    }),
  );
}

/**
 * `differ` when the corrected p is below 0.05, which few runs never reach; `alike` when it is not and the divergence is at
 * most 0.1 bits with 95 % certainty, which takes about 40 runs of each; else undecided.
 */
function verdictOf(pHolm: number | null, bound: number | null): PairReport['verdict'] {
  if (pHolm === null) return null;
  if (pHolm < LEVEL) return 'differ';
  return bound === null ? 'undecided' : 'alike';
}

function pairReport({ a, b, test }: Pair, pHolm: number | null, seed: number): PairReport {
  const differ = pHolm === null || pHolm < LEVEL;
  const bound = differ ? null : divergenceBound(a.counts, b.counts, ALIKE_BITS, randomStream(seed));
  return {
    a: a.target,
    b: b.target,
    ...comparePair(a.counts, b.counts),
    jensenShannonUpper: bound,
    jensenShannonNullMean: test?.nullMean ?? null,
    p: test?.p ?? null,
    pHolm,
    method: test?.method ?? null,
    verdict: verdictOf(pHolm, bound),
  };
}

function pairReports(targets: readonly TargetCounts[], seed: number): readonly PairReport[] {
  const pairs = pairsOf(targets, seed);
  const corrected = holm(pairs.map(({ test }) => test?.p ?? null));
  return pairs.map((pair, index) => pairReport(pair, corrected[index] ?? null, seed));
}

function tree(targets: readonly TargetCounts[], pairs: readonly PairReport[]): BetweenReport['tree'] {
  const answered = targets.filter(({ counts }) => total(counts) > 0).map(({ target }) => target);
  const between = (a: string, b: string) =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.jensenShannonBits ?? 1;
  return treeOf(answered, (i, j) => between(answered[i]!, answered[j]!));
}

/** All targets of one condition compared; `null` for one target. Effective models always come with their null. */
export function compareTargets(targets: readonly TargetCounts[], seed: number): BetweenReport | null {
  if (targets.length < 2) return null;
  const counts = targets.map((target) => target.counts);
  const shuffled = effectiveModelsNull(counts, seed);
  const pairs = pairReports(targets, seed);
  const figures = { effectiveModels: effectiveModels(counts), convergenceIndex: convergenceIndex(counts) };
  const tested = pairs.filter(({ p }) => p !== null);
  // For two targets the two tests ask the same; one answer is enough, and the pair's may be exact.
  const p = tested.length === 1 ? tested[0]!.p : (shuffled?.p ?? null);
  const intervals = betweenIntervals(counts, figures, { differ: p !== null && p < LEVEL, seed });
  return {
    effectiveModels: figures.effectiveModels,
    effectiveModelsInterval: intervals.effectiveModels,
    effectiveModelsNull: shuffled === null ? null : { mean: shuffled.mean, band: shuffled.band },
    p,
    convergenceIndex: figures.convergenceIndex,
    convergenceIndexInterval: intervals.convergenceIndex,
    pairs,
    tree: tree(targets, pairs),
  };
}

/** Whether the comparison is that of a single condition, and not one for each condition by its id. */
export function isOneComparison(between: Report['between']): between is BetweenReport {
  // A condition may be called "pairs"; its comparison is not a list.
  return between !== null && Array.isArray(between.pairs);
}
