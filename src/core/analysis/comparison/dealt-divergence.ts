import type { RandomStream } from '../../statistics/random.ts';
import { hypergeometricDraw } from '../../statistics/resampling/hypergeometric.ts';
import { wholePairsDraw } from '../../statistics/resampling/pairs-draw.ts';
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
  return isLarge ? new RareApart(pair) : new EveryGroup(pair);
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

/** Groups of one size: how many there are, and what one adds to the divergence by the count of the first target. */
interface Alike {
  readonly groups: number;
  readonly terms: Float64Array;
}

/**
 * Most of thousands of answers came once or twice. Which of those the first target gets makes no difference, only how many answers,
 * and how many whole pairs: those are three draws, and what is left is dealt one by one. The same distribution as that of `EveryGroup`.
 */
export class RareApart implements DealtDivergence {
  readonly #population: number;
  readonly #n: number;
  readonly #singles: Alike;
  readonly #pairs: Alike;
  /** The group of each answer that came more often. */
  readonly #others: Int32Array;
  readonly #counts: Int32Array;
  readonly #terms: Terms;

  constructor(pair: PairedCounts) {
    const { pooled, n, m } = pair;
    const { values, starts } = termsByGroup(pair);
    const alike = (size: number): Alike => {
      const start = starts[pooled.indexOf(size)] ?? 0;
      return {
        groups: pooled.reduce((groups, both) => groups + +(both === size), 0),
        terms: values.slice(start, start + size + 1),
      };
    };
    const others = Array.from(pooled.keys()).filter((group) => pooled[group]! > 2);
    this.#population = n + m;
    this.#n = n;
    this.#singles = alike(1);
    this.#pairs = alike(2);
    this.#others = Int32Array.from(others.flatMap((group, place) => new Array<number>(pooled[group]!).fill(place)));
    this.#counts = new Int32Array(others.length);
    this.#terms = { values, starts: Int32Array.from(others, (group) => starts[group]!) };
  }

  next(random: RandomStream): number {
    const [one, two] = [this.#singles, this.#pairs];
    const singles = hypergeometricDraw(this.#population, one.groups, this.#n, random);
    const rest = this.#n - singles;
    const ofPairs = hypergeometricDraw(this.#population - one.groups, 2 * two.groups, rest, random);
    const whole = wholePairsDraw(two.groups, ofPairs, random);
    const torn = ofPairs - 2 * whole;
    this.#deal(rest - ofPairs, random);
    let sum = divergenceOf(this.#counts, this.#terms);
    if (one.groups > 0) sum += (one.groups - singles) * one.terms[0]! + singles * one.terms[1]!;
    if (two.groups > 0)
      sum += (two.groups - torn - whole) * two.terms[0]! + torn * two.terms[1]! + whole * two.terms[2]!;
    return sum;
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
