import type { PairReport } from '../../model/report.ts';
import { logChoose } from '../../statistics/resampling/log-factorial.ts';
import { divergenceOf, termsByGroup, type PairedCounts, type Terms } from './divergence-table.ts';

/** Divergences that differ by less are ties, and count as reached. */
export const TIE = 1e-12;

/** A test of whether two targets answer alike. */
export interface LabelTest {
  readonly method: NonNullable<PairReport['method']>;
  readonly p: number;
  /** Whether no shuffle reached what was seen, so that the true p may be smaller; false when absent. */
  readonly isAtFloor?: boolean;
  /** Mean divergence in bits if the labels meant nothing. */
  readonly nullMean: number;
}

/** More ways to deal the answers out than this are not gone through one by one. */
export const MOST_TABLES = 20_000;
/** More groups than this have more tables than that in all cases that matter, and would go deep into the stack. */
const MOST_GROUPS = 400;

/**
 * Whether `n` answers can be taken out of groups of the given sizes in more than MOST_TABLES ways: the coefficient of x^n in
 * the product of 1 + x + ... + x^size. It stops at the first coefficient that is too large and can still be completed, so that
 * no number grows until it is inexact or infinite.
 */
function hasTooManyTables(pooled: Int32Array, n: number): boolean {
  const after = roomAfter(pooled);
  let ways = new Float64Array(n + 1);
  ways[0] = 1;
  for (let group = 0; group < pooled.length; group++) {
    const both = pooled[group]!;
    const next = new Float64Array(n + 1);
    // With fewer answers taken, the groups behind cannot fill up the rest.
    const least = Math.max(0, n - after[group]!);
    let window = 0;
    for (let taken = 0; taken <= n; taken++) {
      window += ways[taken]! - (taken > both ? ways[taken - both - 1]! : 0);
      if (taken < least) continue;
      if (window > MOST_TABLES) return true;
      next[taken] = window;
    }
    ways = next;
  }
  return false;
}

/** Visits all tables with these margins, each once however many arrangements make it: its divergence in bits and its chance. */
function eachTable(
  { pooled, n, m }: PairedCounts,
  { values, starts }: Terms,
  visit: (divergence: number, chance: number) => void,
): void {
  const after = roomAfter(pooled);
  const whole = logChoose(n + m, n);
  const deal = (group: number, left: number, divergence: number, logChance: number): void => {
    if (group === pooled.length) return visit(divergence, Math.exp(logChance - whole));
    const both = pooled[group]!;
    for (let k = Math.max(0, left - after[group]!); k <= Math.min(both, left); k++) {
      const chance = logChance + logChoose(both, k);
      deal(group + 1, left - k, divergence + values[starts[group]! + k]!, chance);
    }
  };
  deal(0, n, 0, 0);
}

/** How many answers the groups behind each group hold. */
function roomAfter(pooled: Int32Array): Int32Array {
  const after = new Int32Array(pooled.length);
  for (let group = pooled.length - 2; group >= 0; group--) after[group] = after[group + 1]! + pooled[group + 1]!;
  return after;
}

/**
 * In how many ways, as a natural logarithm, whole groups can be dealt out so that the first target gets `n` answers; -Infinity
 * where there is none.
 */
function logWholeDeals(pooled: Int32Array, n: number): number {
  // Coefficients of the product of 1 + x^size, kept within the range of numbers.
  const ways = new Float64Array(n + 1);
  ways[0] = 1;
  let scale = 0;
  for (const size of pooled) {
    // From above, so that a group is not taken twice.
    let most = 0;
    for (let taken = n; taken >= size; taken--) {
      ways[taken]! += ways[taken - size]!;
      if (ways[taken]! > most) most = ways[taken]!;
    }
    if (most <= 1e200) continue;
    for (let taken = 0; taken <= n; taken++) ways[taken]! /= most;
    scale += Math.log(most);
  }
  return Math.log(ways[n]!) + scale;
}

/** Steps of the count above that are worth their time. */
const MOST_STEPS = 20_000_000;

/**
 * The exact p of two targets that share no answer, however many there are: the chance that shuffled labels share none either,
 * which is the largest divergence there is. `null` where they share one, or it would take too long.
 */
export function disjointP({ pooled, first, n, m }: PairedCounts): number | null {
  if (pooled.length * n > MOST_STEPS) return null;
  if (pooled.some((both, group) => first[group] !== 0 && first[group] !== both)) return null;
  return Math.min(1, Math.exp(logWholeDeals(pooled, n) - logChoose(n + m, n)));
}

/**
 * The exact permutation test of two targets: every way to deal the pooled answers out, weighed by its number of arrangements.
 * `null` when there are more than 20,000 ways.
 */
export function exactTest(pair: PairedCounts): LabelTest | null {
  if (pair.pooled.length > MOST_GROUPS || hasTooManyTables(pair.pooled, pair.n)) return null;
  const terms = termsByGroup(pair);
  const least = divergenceOf(pair.first, terms) - TIE;
  let p = 0;
  let nullMean = 0;
  eachTable(pair, terms, (divergence, chance) => {
    if (divergence >= least) p += chance;
    nullMean += divergence * chance;
  });
  return { method: 'exact', p: Math.min(1, p), nullMean };
}
