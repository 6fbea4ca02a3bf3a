import type { Interval } from '../../model/report.ts';
import { randomStream } from '../../statistics/random.ts';
import { relabelling } from '../../statistics/resampling/relabel.ts';
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

/** Effective models of counts with the given totals: as `effectiveModels`, for the inner loop of the shuffles. */
class Evaluator {
  readonly #sizes: readonly number[];
  readonly #xLogX: Float64Array;
  /** Groups of a single answer: whoever is dealt it, they add nothing to what is within a target, and known terms to the mixture. */
  readonly #isSingle: Uint8Array;
  readonly #others: Int32Array;
  /** Entropy of the mixture, where it is the same in all shuffles. */
  #settled: number | null = null;

  constructor(targets: readonly AlignedCounts[]) {
    this.#sizes = targets.map(total);
    this.#xLogX = logTable(this.#sizes.reduce((most, size) => Math.max(most, size)));
    const pooled = Int32Array.from(targets[0]!, (_, group) => targets.reduce((sum, counts) => sum + counts[group]!, 0));
    this.#isSingle = Uint8Array.from(pooled, (count) => Number(count === 1));
    this.#others = Int32Array.from([...pooled.keys()].filter((group) => pooled[group]! > 1));
  }

  of(counts: readonly Int32Array[]): number {
    const [sizes, xLogX, others] = [this.#sizes, this.#xLogX, this.#others];
    let alpha = 0;
    for (let target = 0; target < counts.length; target++) {
      const dealt = counts[target]!;
      let sum = 0;
      for (let at = 0; at < others.length; at++) sum += xLogX[dealt[others[at]!]!]!;
      alpha += (Math.log(sizes[target]!) - sum / sizes[target]!) / sizes.length;
    }
    return Math.exp((this.#settled ?? this.#gamma(counts)) - alpha);
  }

  #gamma(counts: readonly Int32Array[]): number {
    const [sizes, isSingle] = [this.#sizes, this.#isSingle];
    const weights = Float64Array.from(sizes, (size) => 1 / (size * sizes.length));
    const ofSingle = weights.map((weight) => weight * Math.log(weight));
    let gamma = 0;
    for (let group = 0; group < isSingle.length; group++) {
      if (isSingle[group] === 1) {
        for (let target = 0; target < counts.length; target++)
          if (counts[target]![group] === 1) gamma -= ofSingle[target]!;
        continue;
      }
      let share = 0;
      for (let target = 0; target < counts.length; target++) share += counts[target]![group]! * weights[target]!;
      if (share > 0) gamma -= share * Math.log(share);
    }
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
  const evaluator = new Evaluator(answered);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const shuffles = shufflesFor(n, answered.length * answered[0]!.length);
  const values = new Float64Array(shuffles);
  for (let round = 0; round < shuffles; round++) values[round] = evaluator.of(dealer.deal(random));
  const reached = values.reduce((count, value) => count + +(value >= observed - 1e-12), 0);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / shuffles,
    band: [quantileOf(values, 0.025), quantileOf(values, 0.975)],
    p: (1 + reached) / (shuffles + 1),
    isAtFloor: reached === 0,
  };
}
