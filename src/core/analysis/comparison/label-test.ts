import type { RandomStream } from '../../statistics/random.ts';
import { logFactorials } from '../../statistics/resampling/log-factorial.ts';
import { chiSquareTail } from '../../statistics/significance/chi-square-tail.ts';
import { fisherExact } from '../../statistics/significance/fisher.ts';
import { dealtDivergence } from './dealt-divergence.ts';
import { divergenceOf, divergenceTable, termsByGroup, type PairedCounts } from './divergence-table.ts';
import { disjointP, exactTest, TIE, type LabelTest } from './exact-test.ts';

/** Shuffles of a permutation test of one pair. */
export const SHUFFLES = 9_999;
/** Steps that all shuffles of a pair may take together; above it cheaper tests are looked for. */
const MOST_STEPS = 5_000_000;
/** Steps that the shuffles of all pairs may take together. */
const MOST_STEPS_OF_ALL = 2_000_000_000;
/** Least number of shuffles of a sequential test that does not end earlier. */
const LEAST_SHUFFLES = 999;
/** A sequential test ends when so many shuffles have reached the observed value. */
const ENOUGH = 50;
/** Least expected count of an asymptotic test. */
const LEAST_EXPECTED = 5;
/** Significance level over all pairs: the smallest p that a test can give must stay below this part of it. */
const LEVEL = 0.05;

/** Shuffles with which the smallest p still survives Holm's correction over `tests` pairs. */
const neededFor = (tests: number) => Math.ceil(tests / LEVEL) + 1;

/**
 * Tests whether two targets differ more than their labels shuffled at random would, with the Jensen-Shannon divergence as the
 * statistic: exactly where at most 20,000 tables are possible or the two share no answer; by 9,999 shuffles, or as many as `tests`
 * pairs need, with p = (1 + reached) / (shuffles + 1) (Davison and Hinkley 1997); for many answers by Pearson's X^2 where
 * every expected count is 5 or more, else by shuffles until 50 have reached the observed value (Besag and Clifford 1991), of
 * which there are fewer the more answers there are. Where even so many shuffles are too few for so many pairs, it is Fisher's
 * exact test of the one answer that the two gave most often together, which is chosen without looking at who gave it.
 */
export function labelTest(pair: PairedCounts, random: RandomStream, tests = 1): LabelTest {
  const exact = exactTest(pair);
  if (exact !== null) return exact;
  const disjoint = disjointP(pair);
  if (disjoint !== null) return { method: 'exact', p: disjoint, nullMean: meanUnderNull(pair) };
  const steps = Math.min(pair.n + pair.m, 8 * pair.pooled.length);
  const needed = neededFor(tests);
  const affordable = Math.floor(Math.min(tests === 1 ? MOST_STEPS : Infinity, MOST_STEPS_OF_ALL / tests) / steps);
  const wanted = Math.max(SHUFFLES, needed);
  if (affordable >= wanted) return shuffled(pair, random, { method: 'permutation', most: wanted, enough: Infinity });
  const some = Math.max(LEAST_SHUFFLES, affordable);
  const quick = asymptotic(pair);
  if (quick !== null) return quick;
  if (some >= needed) return shuffled(pair, random, { method: 'sequential', most: some, enough: ENOUGH });
  return byModalAnswer(pair);
}

/** Fisher's exact test of the answer that both together gave most often. */
function byModalAnswer(pair: PairedCounts): LabelTest {
  const { pooled, first, n, m } = pair;
  const modal = pooled.reduce((best, both, group) => (both > pooled[best]! ? group : best), 0);
  const p = fisherExact(first[modal]!, n, pooled[modal]! - first[modal]!, m);
  return { method: 'exact', p, nullMean: meanUnderNull(pair) };
}

interface Shuffling {
  readonly method: 'permutation' | 'sequential';
  readonly most: number;
  /** Ends with so many shuffles that reached the observed value. */
  readonly enough: number;
}

function shuffled(pair: PairedCounts, random: RandomStream, { method, most, enough }: Shuffling): LabelTest {
  const observed = divergenceOf(pair.first, termsByGroup(pair));
  const dealt = dealtDivergence(pair);
  let reached = 0;
  let sum = 0;
  let round = 0;
  while (round < most && reached < enough) {
    const divergence = dealt.next(random);
    round++;
    sum += divergence;
    if (divergence >= observed - TIE) reached++;
  }
  const p = reached === enough ? reached / round : (1 + reached) / (round + 1);
  return { method, p, nullMean: sum / round, ...(reached === 0 && { isAtFloor: true }) };
}

/**
 * Pearson's X^2 test of homogeneity, chi-square with one degree of freedom less than groups. Not G, whose tail is too heavy for
 * expected counts of about 5: among 1,000 equally frequent answers it was below 5% in 25% of samples where nothing differs.
 */
function asymptotic(pair: PairedCounts): LabelTest | null {
  const { pooled, first, n, m } = pair;
  const least = (pooled.reduce((smallest, both) => Math.min(smallest, both), Infinity) * Math.min(n, m)) / (n + m);
  if (least < LEAST_EXPECTED) return null;
  let chiSquare = 0;
  pooled.forEach((both, group) => {
    const [expected, other] = [(both * n) / (n + m), (both * m) / (n + m)];
    chiSquare += (first[group]! - expected) ** 2 * (1 / expected + 1 / other);
  });
  return {
    method: 'asymptotic',
    p: chiSquareTail(chiSquare, Math.max(1, pooled.length - 1)),
    nullMean: meanUnderNull(pair),
  };
}

/**
 * The mean divergence of labels dealt at random: that of each group by itself, whose count is hypergeometric. A mean of sums is the
 * sum of means, however the groups depend on each other.
 */
export function meanUnderNull(pair: PairedCounts): number {
  const { pooled, n, m } = pair;
  const f = logFactorials(n + m);
  const logChance = (k: number, both: number) =>
    f[both]! - f[k]! - f[both - k]! + (f[n + m - both]! - f[n - k]! - f[m - both + k]!) - (f[n + m]! - f[n]! - f[m]!);
  const means = new Map<number, number>();
  for (const [both, terms] of divergenceTable(pair)) {
    let mean = 0;
    for (let k = Math.max(0, both - m); k <= Math.min(both, n); k++) mean += Math.exp(logChance(k, both)) * terms[k]!;
    means.set(both, mean);
  }
  return pooled.reduce((sum, both) => sum + means.get(both)!, 0);
}
