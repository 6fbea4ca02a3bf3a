import { shuffle, type Random } from '../random.ts';
import { quantileOf } from '../resampling/resample.ts';

/** Can outputs be put to their sources? Naive Bayes, left-one-out, against shuffles of the labels. */

/** The features of some outputs: those of output i are `features.subarray(starts[i], starts[i + 1])`, each once, 0 ... `size` - 1. */
export interface FeatureSets {
  readonly features: Int32Array;
  /** One more than there are outputs. */
  readonly starts: Int32Array;
  readonly size: number;
}

/** How well the sources of outputs can be told by their features. */
export interface ToldApart {
  /** Outputs put to their source; where several sources fit alike, a part of one. 0 ... n. */
  readonly right: number;
  /** Mean of that over shuffled labels: about n / number of sources. */
  readonly chance: number;
  /** Central 95% of the shuffles. */
  readonly band: readonly [number, number];
  /** (1 + shuffles that reach `right`) / (shuffles + 1); Davison and Hinkley 1997. */
  readonly p: number;
}

/** Scores that differ by less are the same: they are sums of logarithms. */
const TIE = 1e-9;

/** The multinomial model with presence in place of frequency (Manning, Raghavan and Schütze 2008, chapter 13), Laplace smoothing, equal priors. */
class NaiveBayes {
  readonly #sets: FeatureSets;
  readonly #sizes: readonly number[];
  readonly #counts: readonly Int32Array[];
  readonly #totals: Float64Array;
  /** By source: log(1 + k) for the source without an output of its own that holds the feature, at k + 1. */
  readonly #own: readonly Float64Array[];
  /** By source: the same of k, scaled to as many outputs as the source of an output that is left out has. */
  readonly #other: readonly Float64Array[];
  /** By source: what each feature of an output of another source adds to its score, and what comes off for each. */
  readonly #weights: readonly Float64Array[];
  readonly #costs: Float64Array;

  constructor(sets: FeatureSets, sizes: readonly number[]) {
    this.#sets = sets;
    this.#sizes = sizes;
    this.#counts = sizes.map(() => new Int32Array(sets.size));
    this.#totals = new Float64Array(sizes.length);
    this.#weights = sizes.map(() => new Float64Array(sets.size));
    this.#costs = new Float64Array(sizes.length);
    this.#own = sizes.map((n) => Float64Array.from({ length: n + 1 }, (_, k) => Math.log(Math.max(k, 1))));
    this.#other = sizes.map((n) => Float64Array.from({ length: n + 1 }, (_, k) => Math.log(k * without(n) + 1)));
  }

  /** Outputs that the others put to their source. */
  right(labels: Uint16Array): number {
    this.#count(labels);
    let right = 0;
    for (let output = 0; output < labels.length; output++) right += this.#credit(output, labels[output]!);
    return right;
  }

  #count(labels: Uint16Array): void {
    const { features, starts } = this.#sets;
    for (const counts of this.#counts) counts.fill(0);
    this.#totals.fill(0);
    for (let output = 0; output < labels.length; output++) {
      const label = labels[output]!;
      const counts = this.#counts[label]!;
      for (let at = starts[output]!; at < starts[output + 1]!; at++) counts[features[at]!]! += 1;
      this.#totals[label]! += starts[output + 1]! - starts[output]!;
    }
    this.#weigh();
  }

  #weigh(): void {
    const { size } = this.#sets;
    for (let source = 0; source < this.#sizes.length; source++) {
      const [counts, logs, weights] = [this.#counts[source]!, this.#other[source]!, this.#weights[source]!];
      for (let feature = 0; feature < size; feature++) weights[feature] = logs[counts[feature]!]!;
      this.#costs[source] = Math.log(this.#totals[source]! * without(this.#sizes[source]!) + size);
    }
  }

  /** 1 when its own source fits best, 0 when another does, 1 / k when k fit alike. */
  #credit(output: number, label: number): number {
    const own = this.#ownScore(output, label);
    let ties = 1;
    for (let source = 0; source < this.#sizes.length; source++) {
      if (source === label) continue;
      const score = this.#score(output, source);
      if (score > own + TIE) return 0;
      if (score >= own - TIE) ties += 1;
    }
    return 1 / ties;
  }

  #ownScore(output: number, source: number): number {
    const { features, starts, size } = this.#sets;
    const [counts, logs] = [this.#counts[source]!, this.#own[source]!];
    const from = starts[output]!;
    const to = starts[output + 1]!;
    if (from === to) return 0;
    let score = 0;
    for (let at = from; at < to; at++) score += logs[counts[features[at]!]!]!;
    return score - (to - from) * Math.log(this.#totals[source]! - (to - from) + size);
  }

  #score(output: number, source: number): number {
    const { features, starts } = this.#sets;
    const weights = this.#weights[source]!;
    const from = starts[output]!;
    const to = starts[output + 1]!;
    if (from === to) return 0;
    let score = 0;
    for (let at = from; at < to; at++) score += weights[features[at]!]!;
    return score - (to - from) * this.#costs[source]!;
  }
}

/**
 * An output is missing from its own source alone, which speaks for the others: where all sources say the same, the left-out
 * output would be put to any but its own. The others are weighed as if they missed one, too.
 */
const without = (n: number): number => (n - 1) / n;

/**
 * `labels`: the source of each output, 0 ... `sources` - 1, each with two outputs or more. `shuffles`: of the labels; the
 * smallest p is 1 / (`shuffles` + 1).
 */
export function toldApart(
  sets: FeatureSets,
  labels: Uint16Array,
  { sources, shuffles, random }: { readonly sources: number; readonly shuffles: number; readonly random: Random },
): ToldApart {
  const sizes = new Array<number>(sources).fill(0);
  for (const label of labels) sizes[label]! += 1;
  const model = new NaiveBayes(sets, sizes);
  const right = model.right(labels);
  const shuffled = Uint16Array.from(labels);
  const dealt = Float64Array.from({ length: shuffles }, () => model.right(shuffle(shuffled, random)));
  return {
    right,
    chance: dealt.reduce((sum, one) => sum + one, 0) / shuffles,
    band: [quantileOf(dealt, 0.025), quantileOf(dealt, 0.975)],
    p: (1 + dealt.reduce((reached, one) => reached + Number(one >= right - TIE), 0)) / (shuffles + 1),
  };
}
