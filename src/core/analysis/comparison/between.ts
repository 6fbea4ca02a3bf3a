import type { BetweenReport, PairReport, Report } from '../../model/report.ts';
import { recalled } from '../../memory.ts';
import { randomStream } from '../../statistics/random.ts';
import { holm } from '../../statistics/significance/holm.ts';
import { betweenIntervals } from './between-intervals.ts';
import { convergenceIndex } from './convergence-index.ts';
import { namedGroups, overEither, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';
import { pairedCounts } from './divergence-table.ts';
import { effectiveModelsNull, type EffectiveModelsNull } from './effective-models-null.ts';
import { effectiveModels } from './effective-models.ts';
import type { LabelTest } from './exact-test.ts';
import { labelTest } from './label-test.ts';
import { overlapBound } from './overlap-bound.ts';
import { comparePair } from './pair.ts';
import { treeOf } from './tree.ts';

/** A target and its counts over the groups of all targets. */
export interface TargetCounts {
  /** Target id. */
  readonly target: string;
  readonly counts: AlignedCounts;
  /** Whether it has answers enough for a verdict; without it, they are in the tables and the tests alone. */
  readonly stands?: boolean;
}

/** Significance level over all pairs of a table. */
export const LEVEL = 0.05;
/** Two targets are called alike when they share at least this part of their answers, and that is certain to 95%. */
export const ALIKE_OVERLAP = 0.8;

type PairOfCounts = readonly [AlignedCounts, AlignedCounts];

interface Pair {
  readonly a: string;
  readonly b: string;
  /** Counts over the groups that either named. */
  readonly counts: PairOfCounts;
  readonly test: LabelTest | null;
  /** Whether both stand for themselves. */
  readonly stand: boolean;
}

const keyOf = (counts: readonly AlignedCounts[], seed: number) =>
  `${counts.map((own) => Array.from(own).join()).join(';')};${seed}`;

/** The test of two targets by their counts over the groups that either named. */
const testOf = recalled(
  (counts, seed, tests) => `${keyOf(counts, seed)};${tests}`,
  ([a, b]: PairOfCounts, seed: number, tests: number) => {
    const paired = pairedCounts(a, b);
    return paired === null ? null : labelTest(paired, randomStream(seed), tests);
  },
);

const boundOf = recalled(
  (counts, seed, error) => `${keyOf(counts, seed)};${error}`,
  ([a, b]: PairOfCounts, seed: number, error: number) =>
    overlapBound(a, b, { least: ALIKE_OVERLAP, error }, randomStream(seed)),
);

/** Whether the targets differ follows from nothing else that is not in the counts, but it is cheap to say. */
const intervalsOf = recalled(
  (counts, seed, { differ }) => `${keyOf(counts, seed)};${differ}`,
  (
    counts: readonly AlignedCounts[],
    seed: number,
    { figures, differ }: { readonly figures: Parameters<typeof betweenIntervals>[1]; readonly differ: boolean },
  ) => betweenIntervals(counts, figures, { differ, seed }),
);

const nullOf = recalled(keyOf, effectiveModelsNull);

function pairsOf(targets: readonly TargetCounts[], seed: number, level: number): readonly Pair[] {
  const all = targets.map(({ target, counts, stands = true }) => ({
    ...{ target, counts, stands },
    named: namedGroups(counts),
  }));
  const answering = targets.filter(({ counts }) => total(counts) > 0).length;
  const pairs = (answering * (answering - 1)) / 2;
  // That of effective models is corrected with them.
  const tests = ((pairs > 1 ? pairs + 1 : 1) * LEVEL) / level;
  return all.flatMap((a, first) =>
    all.slice(first + 1).map((b): Pair => {
      const counts = overEither(a, b);
      const stand = a.stands && b.stands;
      return { a: a.target, b: b.target, counts, test: testOf(counts, seed, tests), stand };
    }),
  );
}

/**
 * `differ` when the corrected p is below `level`, which few runs never reach; `alike` when it is not and the overlap is at
 * least 80% with the certainty of 1 - `level`, which takes about 100 runs of each at 95%; else undecided.
 */
function verdictOf(pHolm: number | null, bound: number | null, level: number): PairReport['verdict'] {
  if (pHolm === null) return null;
  if (pHolm < level) return 'differ';
  return bound === null ? 'undecided' : 'alike';
}

/** What is random about a comparison, and the level of its claims. */
interface Judging {
  readonly seed: number;
  readonly level: number;
}

function pairReport({ a, b, counts, test, stand }: Pair, pHolm: number | null, { seed, level }: Judging): PairReport {
  const differ = pHolm === null || pHolm < level;
  const bound = differ ? null : boundOf(counts, seed, level);
  return {
    a,
    b,
    ...comparePair(...counts),
    overlapLower: bound,
    jensenShannonNullMean: test?.nullMean ?? null,
    p: test?.p ?? null,
    ...(test?.isAtFloor && { isAtFloor: true }),
    pHolm,
    method: test?.method ?? null,
    verdict: stand || pHolm === null ? verdictOf(pHolm, bound, level) : 'undecided',
  };
}

/** The pairs, and the test that all targets are one, corrected together. */
type Corrected = Pick<BetweenReport, 'pairs' | 'p' | 'isAtFloor' | 'pHolm'>;

/** `shuffled`: the test that all targets are one. */
function corrected(
  targets: readonly TargetCounts[],
  judging: Judging,
  shuffled: EffectiveModelsNull | null,
): Corrected {
  const all = shuffled?.p ?? null;
  const pairs = pairsOf(targets, judging.seed, judging.level);
  const ps = pairs.map(({ test }) => test?.p ?? null);
  const only = ps.findIndex((p) => p !== null);
  // For two targets the two tests ask the same; one answer is enough, and the pair's may be exact.
  const isOne = ps.filter((p) => p !== null).length === 1;
  const holding = holm(isOne ? ps : [...ps, all]);
  return {
    pairs: pairs.map((pair, index) => pairReport(pair, holding[index] ?? null, judging)),
    p: isOne ? ps[only]! : all,
    ...((isOne ? pairs[only]!.test : shuffled)?.isAtFloor && { isAtFloor: true }),
    pHolm: holding[isOne ? only : ps.length] ?? null,
  };
}

function tree(targets: readonly TargetCounts[], pairs: readonly PairReport[]): BetweenReport['tree'] {
  const answered = targets.flatMap(({ counts }, place) => (total(counts) > 0 ? [place] : []));
  // Pairs come in the order of the targets: those of the first with all others, those of the second with all behind it.
  const placeOf = (a: number, b: number) => a * targets.length - (a * (a + 1)) / 2 + (b - a - 1);
  const between = (a: number, b: number) => pairs[placeOf(Math.min(a, b), Math.max(a, b))]?.jensenShannonBits ?? 1;
  return treeOf(
    answered.map((place) => targets[place]!.target),
    (i, j) => between(answered[i]!, answered[j]!),
  );
}

/**
 * All targets of one condition compared; `null` for one target. Effective models always come with their null. `share`: the part
 * of the error rate that this look at the run may spend, see `errorShare`.
 */
export function compareTargets(targets: readonly TargetCounts[], seed: number, share = 1): BetweenReport | null {
  if (targets.length < 2) return null;
  const counts = targets.map((target) => target.counts);
  const shuffled = nullOf(counts, seed);
  const level = LEVEL * share;
  const { pairs, p, isAtFloor, pHolm } = corrected(targets, { seed, level }, shuffled);
  const figures = { effectiveModels: effectiveModels(counts), convergenceIndex: convergenceIndex(counts) };
  const intervals = intervalsOf(counts, seed, { figures, differ: p !== null && p < level });
  return {
    effectiveModels: figures.effectiveModels,
    effectiveModelsInterval: intervals.effectiveModels,
    effectiveModelsNull: shuffled === null ? null : { mean: shuffled.mean, band: shuffled.band },
    p,
    ...(isAtFloor && { isAtFloor }),
    pHolm: pHolm ?? null,
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
