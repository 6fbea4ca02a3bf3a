import type { RandomStream } from '../../statistics/random.ts';
import { hypergeometricDraw } from '../../statistics/resampling/hypergeometric.ts';
import { dealing, isDealtFromUrn } from '../../statistics/resampling/relabel.ts';
import { divergenceOf, termsByGroup, type PairedCounts, type Terms } from './divergence-table.ts';

/** The divergence of two targets when their answers are dealt out at random, again and again. */
export interface DealtDivergence {
  /** Jensen-Shannon divergence in bits of the next deal. */
  next(random: RandomStream): number;
}

/** Answers of both together up to which each is dealt by itself: so few are dealt quickly. */
const DEALT_ONE_BY_ONE = 1_000;

/** Deals the answers of a pair to its two targets; each keeps its number of answers, and all ways are equally likely. */
export function dealtDivergence(pair: PairedCounts): DealtDivergence {
  const { pooled, n, m } = pair;
  const isLarge = n + m > DEALT_ONE_BY_ONE && !isDealtFromUrn(pooled, [n]);
  return isLarge ? new SinglesApart(pair) : new EveryGroup(pair);
}

/** Deals every answer and sums over every group. */
export class EveryGroup implements DealtDivergence {
  readonly #terms: Terms;
  readonly #dealer: ReturnType<typeof dealing>;

  constructor(pair: PairedCounts) {
    this.#terms = termsByGroup(pair);
    this.#dealer = dealing(pair.pooled, [pair.n]);
  }

  next(random: RandomStream): number {
    return divergenceOf(this.#dealer.deal(random)[0]!, this.#terms);
  }
}

/**
 * Most of thousands of answers came once. Which of those the first target gets makes no difference, only how many: that is one draw,
 * and what is left is dealt one by one. The same distribution as that of `EveryGroup`.
 */
export class SinglesApart implements DealtDivergence {
  readonly #singles: number;
  readonly #population: number;
  readonly #n: number;
  /** What a single answer adds when the second target has it, and when the first has. */
  readonly #ofSingle: readonly [number, number];
  /** The group of each answer that did not come once. */
  readonly #others: Int32Array;
  readonly #counts: Int32Array;
  readonly #terms: Terms;

  constructor(pair: PairedCounts) {
    const { pooled, n, m } = pair;
    const { values, starts } = termsByGroup(pair);
    const single = pooled.indexOf(1);
    const groups = Array.from(pooled.keys()).filter((group) => pooled[group]! > 1);
    this.#singles = pooled.length - groups.length;
    this.#population = n + m;
    this.#n = n;
    this.#ofSingle = single === -1 ? [0, 0] : [values[starts[single]!]!, values[starts[single]! + 1]!];
    this.#others = Int32Array.from(groups.flatMap((group, place) => new Array<number>(pooled[group]!).fill(place)));
    this.#counts = new Int32Array(groups.length);
    this.#terms = { values, starts: Int32Array.from(groups, (group) => starts[group]!) };
  }

  next(random: RandomStream): number {
    const singles = hypergeometricDraw(this.#population, this.#singles, this.#n, random);
    this.#deal(this.#n - singles, random);
    const [theirs, own] = this.#ofSingle;
    return singles * own + (this.#singles - singles) * theirs + divergenceOf(this.#counts, this.#terms);
  }

  /** Deals so many of the other answers to the first target: the first places of a shuffle (Durstenfeld 1964). */
  #deal(size: number, random: RandomStream): void {
    const answers = this.#others;
    const counts = this.#counts.fill(0);
    for (let place = 0; place < size; place++) {
      const other = place + ((random.next() * (answers.length - place)) | 0);
      const answer = answers[other]!;
      answers[other] = answers[place]!;
      answers[place] = answer;
      counts[answer]! += 1;
    }
  }
}
