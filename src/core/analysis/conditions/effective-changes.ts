import type { ConditionsReport } from '../../model/conditions-report.ts';
import { randomStream } from '../../statistics/random.ts';
import { relabelling } from '../../statistics/resampling/relabel.ts';
import { comparisons, type Design } from './design.ts';
import { judged, type Tested } from './families.ts';
import { smallestOf } from './feature-table.ts';

/** Shuffles of a comparison; more where they leave it open and so many comparisons are corrected that these are too few. */
const SHUFFLES = 999;
const SHUFFLES_A_TEST = 400;
/** No more are needed once so many have reached what was seen (Besag and Clifford 1991). */
const ENOUGH = 50;
/** Fewest, and steps that the shuffles of all comparisons may take together. */
const LEAST_SHUFFLES = 199;
const MOST_STEPS = 60_000_000;
/** Differences closer than this are one. */
const TIE = 1e-9;

/** exp of the entropy of counts that are given as x ln x in a table: D1. NaN without an answer. */
function effectiveAnswers(counts: ArrayLike<number>, xLogX: Float64Array): number {
  let n = 0;
  let sum = 0;
  for (let group = 0; group < counts.length; group++) {
    const count = counts[group]!;
    if (count === 0) continue;
    n += count;
    sum += xLogX[count]!;
  }
  return Math.exp(Math.log(n) - sum / n);
}

function added(hands: readonly ArrayLike<number>[], into: Int32Array): Int32Array {
  into.fill(0);
  for (const hand of hands) for (let group = 0; group < into.length; group++) into[group]! += hand[group]!;
  return into;
}

/** The counts of some targets under two conditions, over the groups that these named. */
interface Arms {
  readonly to: readonly Int32Array[];
  readonly from: readonly Int32Array[];
}

function armsOf(
  counts: readonly Int32Array[],
  { targets: all }: Design,
  { to, from, targets }: ReturnType<typeof comparisons>[number],
): Arms {
  const of = (place: number) => targets.map((target) => counts[place * all.length + target]!);
  const pairs = of(to).map((counted, index) => [counted, of(from)[index]!] as const);
  // A target without an answer on a side would be compared with nothing.
  const answered = pairs.filter((pair) => pair.every((counted) => counted.some((count) => count > 0)));
  const named: number[] = [];
  for (let group = 0; group < (counts[0]?.length ?? 0); group++)
    if (answered.some(([one, other]) => one[group]! + other[group]! > 0)) named.push(group);
  const compact = (counted: Int32Array) => Int32Array.from(named, (group) => counted[group]!);
  return { to: answered.map(([one]) => compact(one)), from: answered.map(([, other]) => compact(other)) };
}

/** How far the shuffles of one comparison reach; `most` where few of the first ones do. */
function permuted({ to, from }: Arms, most: number, seed: number): { difference: number; p: number } {
  const n = [...to, ...from].reduce((sum, counts) => sum + counts.reduce((own, count) => own + count, 0), 0);
  const xLogX = Float64Array.from({ length: n + 1 }, (_, x) => (x === 0 ? 0 : x * Math.log(x)));
  const [into, other] = [new Int32Array(to[0]!.length), new Int32Array(to[0]!.length)];
  const change = (first: readonly ArrayLike<number>[], second: readonly ArrayLike<number>[]) =>
    effectiveAnswers(added(first, into), xLogX) - effectiveAnswers(added(second, other), xLogX);
  const difference = change(to, from);
  const dealers = to.map((counts, target) => relabelling([counts, from[target]!]));
  const random = randomStream(seed);
  let [above, below] = [1, 1];
  let round = 0;
  while (round < most && (round < SHUFFLES || Math.min(above, below) <= ENOUGH)) {
    round++;
    const hands = dealers.map((dealer) => dealer.deal(random));
    const shuffled = change(
      hands.map(([hand]) => hand!),
      hands.map(([, hand]) => hand!),
    );
    above += +(shuffled >= difference - TIE);
    below += +(shuffled <= difference + TIE);
  }
  return { difference, p: Math.min(1, (2 * Math.min(above, below)) / (round + 1)) };
}

/**
 * What conditions change of the effective answers (D1). p by shuffling the labels of the two conditions within each target, twice
 * the smaller tail with the +1 rule (Davison and Hinkley 1997), because D1 of unequal n differs by itself.
 * `counts`: by cell of the design, over all groups.
 */
export function effectiveChanges(
  design: Design,
  counts: readonly Int32Array[],
  seed: number,
): ConditionsReport['effective'] {
  const compared = comparisons(design).map((one) => ({ ...one, arms: armsOf(counts, design, one) }));
  const steps = compared.reduce((sum, { arms: { to } }) => sum + 4 * to.length * (to[0]?.length ?? 0), 0);
  const pooled = compared.filter(({ target }) => target === null).length;
  const wanted = Math.max(SHUFFLES, SHUFFLES_A_TEST * Math.max(pooled, compared.length - pooled));
  const shuffles = Math.min(wanted, Math.max(LEAST_SHUFFLES, Math.floor(MOST_STEPS / Math.max(1, steps))));
  const tested = compared.map(({ to, from, target, arms }): Tested => {
    const both = { target, from: design.conditions[from]!, to: design.conditions[to]!, interval: null };
    if (arms.to.length === 0) return { ...both, difference: null, p: null, method: null };
    const { difference, p } = permuted(arms, shuffles, seed);
    // One answer on both sides: no shuffle can differ.
    if (arms.to[0]!.length < 2) return { ...both, difference: 0, p: null, method: null };
    return { ...both, difference: difference || 0, p, method: 'permutation' };
  });
  const least = 2 / (shuffles + 1);
  const smallest = smallestOf(design);
  return judged(tested, {
    pooled: Math.max(least, smallest.pooled),
    byTarget: Math.max(least, smallest.byTarget),
  });
}
