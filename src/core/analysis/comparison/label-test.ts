import type { RandomStream } from '../../random.ts';
import { dealing } from '../resampling/relabel.ts';
import { chiSquareTail } from '../significance/chi-square-tail.ts';
import { divergenceOf, termsByGroup, type PairedCounts } from './divergence-table.ts';
import { exactTest, TIE, type LabelTest } from './exact-test.ts';

/** Shuffles of a permutation test. */
export const SHUFFLES = 9_999;
/** Steps that all shuffles of a pair may take together; above it cheaper tests are looked for. */
const MOST_STEPS = 5_000_000;
/** Least number of shuffles of a sequential test that does not end earlier. */
const LEAST_SHUFFLES = 999;
/** A sequential test ends when so many shuffles have reached the observed value. */
const ENOUGH = 50;
/** Shuffles for the null mean alone. */
const FOR_MEAN = 199;
/** Least expected count of an asymptotic test. */
const LEAST_EXPECTED = 5;

/**
 * Tests whether two targets differ more than their labels shuffled at random would, with the Jensen-Shannon divergence as the
 * statistic: exactly where at most 20,000 tables are possible; by 9,999 shuffles with p = (1 + reached) / (shuffles + 1)
 * (Davison and Hinkley 1997); for many answers by the G test where every expected count is 5 or more, else by shuffles
 * until 50 have reached the observed value (Besag and Clifford 1991), of which there are fewer the more answers there are,
 * at least 999.
 */
export function labelTest(pair: PairedCounts, random: RandomStream): LabelTest {
  const exact = exactTest(pair);
  if (exact !== null) return exact;
  const steps = Math.min(pair.n + pair.m, 8 * pair.pooled.length);
  const most = Math.floor(MOST_STEPS / steps);
  if (most >= SHUFFLES) return shuffled(pair, random, { method: 'permutation', most: SHUFFLES, enough: Infinity });
  const some = Math.max(LEAST_SHUFFLES, most);
  return asymptotic(pair, random) ?? shuffled(pair, random, { method: 'sequential', most: some, enough: ENOUGH });
}

interface Shuffling {
  readonly method: 'permutation' | 'sequential';
  readonly most: number;
  /** Ends with so many shuffles that reached the observed value. */
  readonly enough: number;
}

function shuffled(pair: PairedCounts, random: RandomStream, { method, most, enough }: Shuffling): LabelTest {
  const terms = termsByGroup(pair);
  const observed = divergenceOf(pair.first, terms);
  const dealer = dealing(pair.pooled, [pair.n]);
  let reached = 0;
  let sum = 0;
  let round = 0;
  while (round < most && reached < enough) {
    const divergence = divergenceOf(dealer.deal(random)[0]!, terms);
    round++;
    sum += divergence;
    if (divergence >= observed - TIE) reached++;
  }
  const p = reached === enough ? reached / round : (1 + reached) / (round + 1);
  return { method, p, nullMean: sum / round };
}

/** The G test of homogeneity (Wilks 1938): 2 sum x ln(x / expected), chi-square with one degree of freedom less than groups. */
function asymptotic(pair: PairedCounts, random: RandomStream): LabelTest | null {
  const { pooled, first, n, m } = pair;
  const least = (pooled.reduce((smallest, both) => Math.min(smallest, both), Infinity) * Math.min(n, m)) / (n + m);
  if (least < LEAST_EXPECTED) return null;
  let g = 0;
  const add = (seen: number, expected: number) => (g += seen > 0 ? 2 * seen * Math.log(seen / expected) : 0);
  pooled.forEach((both, group) => {
    add(first[group]!, (both * n) / (n + m));
    add(both - first[group]!, (both * m) / (n + m));
  });
  return {
    method: 'asymptotic',
    p: chiSquareTail(Math.max(0, g), Math.max(1, pooled.length - 1)),
    nullMean: meanUnderNull(pair, random),
  };
}

function meanUnderNull(pair: PairedCounts, random: RandomStream): number {
  const terms = termsByGroup(pair);
  const dealer = dealing(pair.pooled, [pair.n]);
  let sum = 0;
  for (let round = 0; round < FOR_MEAN; round++) sum += divergenceOf(dealer.deal(random)[0]!, terms);
  return sum / FOR_MEAN;
}
