import type { Interval } from '../../model/report.ts';
import { randomStream } from '../../random.ts';
import { relabelling } from '../resampling/relabel.ts';
import { quantileOf } from '../resampling/resample.ts';
import { total, type AlignedCounts } from './counts-by-group.ts';
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
  /** Central 95 % of the shuffles. */
  readonly band: Interval;
  /** (1 + shuffles that reach the observed value) / (shuffles + 1); Davison and Hinkley 1997. */
  readonly p: number;
}

/** k ln k for k = 0 ... n. */
function logTable(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => (k > 0 ? k * Math.log(k) : 0));
}

/** Entropy of weights that sum to 1. */
function entropyOfShares(weights: Float64Array): number {
  let sum = 0;
  for (const share of weights) if (share > 0) sum -= share * Math.log(share);
  return sum;
}

/** Effective models of counts with the given totals: as `effectiveModels`, for the inner loop of the shuffles. */
class Evaluator {
  readonly #sizes: readonly number[];
  readonly #xLogX: Float64Array;
  readonly #mixture: Float64Array;
  /** Entropy of the mixture, where it is the same in all shuffles. */
  #settled: number | null = null;

  constructor(sizes: readonly number[], groups: number) {
    this.#sizes = sizes;
    this.#xLogX = logTable(Math.max(...sizes));
    this.#mixture = new Float64Array(groups);
  }

  of(counts: readonly Int32Array[]): number {
    const [sizes, xLogX] = [this.#sizes, this.#xLogX];
    let alpha = 0;
    for (let target = 0; target < counts.length; target++) {
      const dealt = counts[target]!;
      let sum = 0;
      for (let group = 0; group < dealt.length; group++) sum += xLogX[dealt[group]!]!;
      alpha += (Math.log(sizes[target]!) - sum / sizes[target]!) / sizes.length;
    }
    return Math.exp((this.#settled ?? this.#gamma(counts)) - alpha);
  }

  #gamma(counts: readonly Int32Array[]): number {
    const [sizes, mixture] = [this.#sizes, this.#mixture.fill(0)];
    counts.forEach((dealt, target) => {
      const weight = 1 / (sizes[target]! * sizes.length);
      for (let group = 0; group < mixture.length; group++) mixture[group]! += dealt[group]! * weight;
    });
    const gamma = entropyOfShares(mixture);
    // Targets of equal size mix to the same distribution however the answers are dealt.
    if (sizes.every((size) => size === sizes[0])) this.#settled = gamma;
    return gamma;
  }
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
  const dealer = relabelling(answered);
  const sizes = answered.map(total);
  const evaluator = new Evaluator(sizes, answered[0]!.length);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const shuffles = shufflesFor(n, answered.length * answered[0]!.length);
  const values = new Float64Array(shuffles);
  for (let round = 0; round < shuffles; round++) values[round] = evaluator.of(dealer.deal(random));
  const reached = values.reduce((count, value) => count + +(value >= observed - 1e-12), 0);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / shuffles,
    band: [quantileOf(values, 0.025), quantileOf(values, 0.975)],
    p: (1 + reached) / (shuffles + 1),
  };
}
