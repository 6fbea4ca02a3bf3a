import type { Interval } from '../../model/report.ts';
import { unbiasedCollision } from '../../statistics/diversity.ts';
import { total } from '../../statistics/counts-by-group.ts';
import { largest } from '../../statistics/sample.ts';
import { agreementBounds } from '../../statistics/intervals/agreement-interval.ts';
import { exactLower, exactUpper } from '../../statistics/intervals/binomial.ts';
import { logitInterval, studentFactor } from '../../statistics/intervals/logit.ts';
import { rareAgreements, widest, type Confidence } from '../../statistics/intervals/rare-agreements.ts';

/** Counts of each model over the same answers, in the same order; each model has two answers or more. */
export type ModelCounts = readonly ArrayLike<number>[];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean over models of the chance that two runs of one model agree, each model equal; NaN without models. */
export const agreementWithin = (models: ModelCounts) =>
  mean(models.map((counts) => unbiasedCollision(Array.from(counts))));

/** The agreement of one model's runs. */
export interface OwnAgreement {
  readonly value: number;
  /** `null` below two runs. */
  readonly bounds: Interval | null;
  /** Runs, or whatever else is independent, and how many of them gave the modal answer. */
  readonly n: number;
  readonly modal: number;
}

/**
 * How far the mean agreement may lie below and above `value` by the exact share of the modal answers of all models together. What
 * the bounds of each model cannot know: of one that always gave the same answer, how far its luck went.
 */
function byModalAnswers(value: number, models: readonly OwnAgreement[], { error }: Confidence): Interval {
  const modal = models.reduce((sum, one) => sum + one.modal, 0);
  const n = models.reduce((sum, one) => sum + one.n, 0);
  const share = (modal / n) ** 2;
  return [
    value - share + exactLower(Math.floor(modal), n, error) ** 2,
    value - share + exactUpper(Math.ceil(modal), n, error) ** 2,
  ];
}

/**
 * Bounds of the mean agreement within models: the distances of each model's own bounds add up as those of independent figures
 * do (Zou and Donner 2008, "MOVER"), and reach at least as far as the exact share of all modal answers allows. `null` where a
 * model has no bounds.
 */
export function meanBounds(models: readonly OwnAgreement[], confidence: Confidence): Interval | null {
  let [below, above] = [0, 0];
  for (const { value, bounds } of models) {
    if (bounds === null) return null;
    below += (value - bounds[0]) ** 2;
    above += (bounds[1] - value) ** 2;
  }
  const value = mean(models.map((one) => one.value));
  const own: Interval = [value - Math.sqrt(below) / models.length, value + Math.sqrt(above) / models.length];
  return widest(value, models.length === 1 ? [own] : [own, byModalAnswers(value, models, confidence)]);
}

/** The same of counts; `null` where a model has fewer than two answers. */
export function withinBounds(models: ModelCounts, confidence: Confidence): Interval | null {
  const own = models.map((model): OwnAgreement => {
    const counts = Array.from(model).filter((count) => count > 0);
    const bounds = agreementBounds(counts, confidence);
    return { value: unbiasedCollision(counts), bounds, n: total(counts), modal: largest(counts) };
  });
  return meanBounds(own, confidence);
}

/** How one model bears on the mean agreement between models. */
interface Share {
  /** Standard error of its part, squared. */
  readonly variance: number;
  /** How far its part may lie below and above what was seen, by the exact share of the answer that weighs most. */
  readonly below: number;
  readonly above: number;
}

/** Agreements between runs of two models, as one sum over all pairs of models. */
class CrossAgreements {
  readonly value: number;
  /** Pairs of runs of two models that agree, and all such pairs. */
  readonly agreeing: number;
  readonly runs: number;
  readonly #models: ModelCounts;
  readonly #sizes: readonly number[];
  /** Summed shares of each answer over the models. */
  readonly #shares: Float64Array;
  readonly #pairs: number;

  constructor(models: ModelCounts) {
    this.#models = models;
    this.#sizes = models.map(total);
    this.#pairs = (models.length * (models.length - 1)) / 2;
    const answers = models[0]?.length ?? 0;
    this.#shares = new Float64Array(answers);
    let [value, agreeing] = [0, 0];
    const [shares, sizes] = [this.#shares, this.#sizes];
    for (let answer = 0; answer < answers; answer++) {
      // Products of each model with the sum of those before it are those of all pairs.
      let share = 0;
      let count = 0;
      for (let index = 0; index < models.length; index++) {
        const own = models[index]![answer]!;
        if (own === 0) continue;
        const ownShare = own / sizes[index]!;
        value += ownShare * share;
        agreeing += own * count;
        share += ownShare;
        count += own;
      }
      shares[answer] = share;
    }
    this.value = value / this.#pairs;
    this.agreeing = agreeing;
    const all = this.#sizes.reduce((sum, n) => sum + n, 0);
    this.runs = (all ** 2 - this.#sizes.reduce((sum, n) => sum + n ** 2, 0)) / 2;
  }

  get smallest(): number {
    return Math.min(...this.#sizes);
  }

  /** One model's part: a run that gave an answer agrees with the share that the other models gave it. */
  share(index: number, { error }: Confidence): Share {
    const [counts, n] = [this.#models[index]!, this.#sizes[index]!];
    const weight = (answer: number) => (this.#shares[answer]! - counts[answer]! / n) / this.#pairs;
    let [centre, heaviest] = [0, 0];
    for (let answer = 0; answer < counts.length; answer++) {
      centre += (counts[answer]! / n) * weight(answer);
      if (weight(answer) > weight(heaviest)) heaviest = answer;
    }
    let squares = 0;
    for (let answer = 0; answer < counts.length; answer++)
      if (counts[answer]! > 0) squares += counts[answer]! * (weight(answer) - centre) ** 2;
    const count = counts[heaviest]!;
    return {
      variance: squares / (n * (n - 1)),
      below: weight(heaviest) * (count / n - exactLower(count, n, error)),
      above: weight(heaviest) * (exactUpper(count, n, error) - count / n),
    };
  }
}

/** The mean over pairs of models of the chance that a run of one and a run of the other agree, sum p q; NaN for one model. */
export const agreementBetween = (models: ModelCounts) => new CrossAgreements(models).value;

/**
 * Bounds of the mean agreement between models: the widest of a jackknife interval over the runs of each model (on the logit
 * scale, Student's quantile), of what the exact share of the answer that weighs most allows in each model (Clopper and Pearson
 * 1934, models put together as by Zou and Donner 2008), and of the Poisson interval of rare agreements. Each end held as often
 * as it claims for 2 to 10 models of 5 to 200 runs (docs/statistics.md).
 */
export function betweenBounds(models: ModelCounts, confidence: Confidence): Interval {
  const cross = new CrossAgreements(models);
  const { value } = cross;
  const shares = models.map((_, index) => cross.share(index, confidence));
  const error = Math.sqrt(shares.reduce((sum, { variance }) => sum + variance, 0));
  const root = (of: (share: Share) => number) => Math.sqrt(shares.reduce((sum, share) => sum + of(share) ** 2, 0));
  return widest(value, [
    cross.smallest < 4 ? [value, value] : logitInterval(value, studentFactor(confidence.z, cross.smallest - 1) * error),
    [value - root(({ below }) => below), value + root(({ above }) => above)],
    rareAgreements(cross.agreeing, cross.runs, confidence),
  ]);
}
