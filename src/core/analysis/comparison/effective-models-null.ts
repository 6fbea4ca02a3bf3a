import type { Interval } from '../../model/report.ts';
import { randomStream, type RandomStream } from '../../statistics/random.ts';
import {
  isDealtFromUrn,
  relabelling,
  relabellingOfMostlySingle,
  type Dealer,
} from '../../statistics/resampling/relabel.ts';
import { quantileOf } from '../../statistics/resampling/resample.ts';
import { total, type AlignedCounts } from '../../statistics/counts-by-group.ts';
import { effectiveModels } from './effective-models.ts';

/** How many shuffles the null of the effective models takes; the smallest p it can give is 1 / (this + 1). */
export const SHUFFLES = 999;
/** With many answers fewer do: steps that all shuffles together may take, and the least number of shuffles. */
const MOST_STEPS = 5_000_000;
const LEAST_SHUFFLES = 199;

/** The number of shuffles for `n` answers in so many groups. */
function shufflesFor(n: number, groups: number): number {
  return Math.min(SHUFFLES, Math.max(LEAST_SHUFFLES, Math.floor(MOST_STEPS / (n + groups))));
}

/** What effective models would be if all targets were one. */
export interface EffectiveModelsNull {
  readonly mean: number;
  /** Central 95% of the shuffles. */
  readonly band: Interval;
  /** (1 + shuffles that reach the observed value) / (shuffles + 1); Davison and Hinkley 1997. */
  readonly p: number;
  /** Whether no shuffle reached the observed value, so that `p` is an upper bound. */
  readonly isAtFloor: boolean;
}

/** k ln k for k = 0 ... n. */
function logTable(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => (k > 0 ? k * Math.log(k) : 0));
}

/** Effective models of labels dealt at random, again and again: as `effectiveModels`, for the inner loop of the shuffles. */
class Shuffles {
  readonly #sizes: readonly number[];
  readonly #xLogX: Float64Array;
  /** Share of one answer of each target in the mixture. */
  readonly #weights: Float64Array;
  /**
   * Groups of a single answer add nothing to what is within a target, whoever is dealt it, and known terms to the mixture: they are
   * counted together behind the others.
   */
  readonly #others: number;
  readonly #dealer: Dealer;
  /** Entropy of the mixture, where it is the same in all shuffles. */
  #settled: number | null = null;

  constructor(targets: readonly AlignedCounts[]) {
    this.#sizes = targets.map(total);
    this.#xLogX = logTable(this.#sizes.reduce((most, size) => Math.max(most, size)));
    this.#weights = Float64Array.from(this.#sizes, (size) => 1 / (size * targets.length));
    const pooled = Int32Array.from(targets[0]!, (_, group) => targets.reduce((sum, counts) => sum + counts[group]!, 0));
    const isFew = isDealtFromUrn(pooled, this.#sizes.slice(0, -1));
    const others = isFew ? pooled.map((_, group) => group) : groupsOfSeveral(pooled);
    this.#others = others.length;
    this.#dealer = isFew ? relabelling(targets) : relabellingOfMostlySingle(targets, others);
  }

  next(random: RandomStream): number {
    const [sizes, xLogX, others] = [this.#sizes, this.#xLogX, this.#others];
    const counts = this.#dealer.deal(random);
    let alpha = 0;
    for (let target = 0; target < counts.length; target++) {
      const dealt = counts[target]!;
      let sum = 0;
      for (let at = 0; at < others; at++) sum += xLogX[dealt[at]!]!;
      alpha += (Math.log(sizes[target]!) - sum / sizes[target]!) / sizes.length;
    }
    return Math.exp((this.#settled ?? this.#gamma(counts)) - alpha);
  }

  #gamma(counts: readonly Int32Array[]): number {
    const [sizes, weights, others] = [this.#sizes, this.#weights, this.#others];
    let gamma = 0;
    for (let at = 0; at < others; at++) {
      let share = 0;
      for (let target = 0; target < counts.length; target++) share += counts[target]![at]! * weights[target]!;
      if (share > 0) gamma -= share * Math.log(share);
    }
    for (let target = 0; target < counts.length; target++) {
      const single = counts[target]![others] ?? 0;
      gamma -= single * weights[target]! * Math.log(weights[target]!);
    }
    // Targets of equal size mix to the same distribution however the answers are dealt.
    if (sizes.every((size) => size === sizes[0])) this.#settled = gamma;
    return gamma;
  }
}

function groupsOfSeveral(pooled: Int32Array): Int32Array {
  const groups: number[] = [];
  pooled.forEach((count, group) => {
    if (count > 1) groups.push(group);
  });
  return Int32Array.from(groups);
}

/**
 * The permutation null of `effectiveModels`: target labels shuffled 999 times over the answers (fewer for thousands of
 * answers, 199 at least), each target keeping its number of answers. Ties count as reached (within 1e-12). Reproducible from `seed`. `null` where
 * `effectiveModels` is.
 */
export function effectiveModelsNull(targets: readonly AlignedCounts[], seed: number): EffectiveModelsNull | null {
  const observed = effectiveModels(targets);
  const answered = targets.filter((counts) => total(counts) > 0);
  if (observed === null) return null;
  const random = randomStream(seed);
  const dealt = new Shuffles(answered);
  const n = answered.reduce((sum, counts) => sum + total(counts), 0);
  const shuffles = shufflesFor(n, answered.length * answered[0]!.length);
  const values = new Float64Array(shuffles);
  for (let round = 0; round < shuffles; round++) values[round] = dealt.next(random);
  const reached = values.reduce((count, value) => count + +(value >= observed - 1e-12), 0);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / shuffles,
    band: [quantileOf(values, 0.025), quantileOf(values, 0.975)],
    p: (1 + reached) / (shuffles + 1),
    isAtFloor: reached === 0,
  };
}
