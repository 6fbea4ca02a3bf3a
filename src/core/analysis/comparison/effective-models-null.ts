import type { Interval } from '../../model/report.ts';
import { seededRandom, shuffle } from '../../random.ts';
import { effectiveModels } from './effective-models.ts';
import { total, type AlignedCounts } from './counts-by-group.ts';

/** How many shuffles the null of the effective models takes; the smallest p it can give is 1 / (this + 1). */
export const SHUFFLES = 999;

/** What effective models would be if all targets were one. */
export interface EffectiveModelsNull {
  readonly mean: number;
  /** Central 95 % of the shuffles. */
  readonly band: Interval;
  /** (1 + shuffles that reach the observed value) / (shuffles + 1); Davison and Hinkley 1997. */
  readonly p: number;
}

/** Group index of every answer, target after target. */
function answersOf(targets: readonly AlignedCounts[]): Int32Array {
  const answers: number[] = [];
  for (const counts of targets) {
    for (let group = 0; group < counts.length; group++) {
      for (let copy = 0; copy < counts[group]!; copy++) answers.push(group);
    }
  }
  return Int32Array.from(answers);
}

/** Entropy of counts out of n, from a table of k ln k: the inner loop of the shuffles. */
function entropyOf(counts: Int32Array, n: number, table: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < counts.length; group++) sum += table[counts[group]!]!;
  return Math.log(n) - sum / n;
}

const quantile = (sorted: Float64Array, q: number) => sorted[Math.round(q * (sorted.length - 1))]!;

/** Entropy of weights that sum to 1. */
function entropyOfShares(weights: Float64Array): number {
  let sum = 0;
  for (const share of weights) if (share > 0) sum -= share * Math.log(share);
  return sum;
}

/** Effective models of `answers`, in their present order, dealt out to targets of the given sizes. */
function dealer(answers: Int32Array, sizes: readonly number[], groups: number): () => number {
  const table = Float64Array.from({ length: answers.length + 1 }, (_, k) => (k > 0 ? k * Math.log(k) : 0));
  const counts = new Int32Array(groups);
  const mixture = new Float64Array(groups);
  // Targets of equal size mix to the same distribution however the answers are dealt.
  const equal = sizes.every((size) => size === sizes[0]);
  for (const answer of answers) mixture[answer]! += 1 / answers.length;
  const settled = entropyOfShares(mixture);
  return () => {
    mixture.fill(0);
    let alpha = 0;
    let start = 0;
    for (const size of sizes) {
      counts.fill(0);
      for (let index = start; index < start + size; index++) counts[answers[index]!]! += 1;
      if (!equal)
        for (let group = 0; group < groups; group++) mixture[group]! += counts[group]! / (size * sizes.length);
      alpha += entropyOf(counts, size, table) / sizes.length;
      start += size;
    }
    return Math.exp((equal ? settled : entropyOfShares(mixture)) - alpha);
  };
}

/**
 * The permutation null of `effectiveModels`: target labels shuffled `SHUFFLES` times over the answers, each target keeping
 * its number of answers. Ties count as reached (within 1e-12). Reproducible from `seed`. `null` where
 * `effectiveModels` is.
 */
export function effectiveModelsNull(targets: readonly AlignedCounts[], seed: number): EffectiveModelsNull | null {
  const observed = effectiveModels(targets);
  const answered = targets.filter((counts) => total(counts) > 0);
  if (observed === null) return null;
  const answers = answersOf(answered);
  const random = seededRandom(seed);
  const deal = dealer(answers, answered.map(total), answered[0]!.length);
  const values = new Float64Array(SHUFFLES);
  for (let round = 0; round < SHUFFLES; round++) {
    shuffle(answers, random);
    values[round] = deal();
  }
  const reached = values.filter((value) => value >= observed - 1e-12).length;
  values.sort();
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / SHUFFLES,
    band: [quantile(values, 0.025), quantile(values, 0.975)],
    p: (1 + reached) / (SHUFFLES + 1),
  };
}
