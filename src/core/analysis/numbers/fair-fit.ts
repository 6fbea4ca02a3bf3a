import { randomStream, type RandomStream } from '../../statistics/random.ts';
import { chiSquareTail } from '../../statistics/significance/chi-square-tail.ts';
import { DRAWS } from './smallest-fit.ts';

/** p-values of X^2 and G against a fair draw, and how they were found. */
export interface FairFit {
  readonly p: number;
  readonly pG: number;
  readonly method: 'monte-carlo' | 'asymptotic';
}

/** From this expected count of every value on the chi-square distribution is close enough. */
const LEAST_EXPECTED = 5;
/** Draws of single numbers that one simulation may take; above it the sequential rule below ends it earlier. */
const MOST_STEPS = 30_000_000;
/** A sequential simulation ends when so many samples have reached both observed values. */
const ENOUGH = 100;
/** A larger domain does not fit into memory as a list of counts. */
const LARGEST = 1 << 22;
/** Figures that differ by less are ties and count as reached. */
const TIE = 1e-9;

/** sum x^2 and sum x ln x of one fair sample: X^2 and G rise with them, n and K being fixed. */
interface Sums {
  squares: number;
  logs: number;
}

/** Draws fair samples one after the other into the arrays: `from` ... `to` - 1. */
class FairSampler {
  readonly #counts: Int32Array;
  readonly #drawn: Int32Array;
  readonly #logs: Float64Array;

  constructor(n: number, size: number) {
    this.#counts = new Int32Array(size);
    this.#drawn = new Int32Array(n);
    // What one more of a value adds to sum x ln x.
    this.#logs = Float64Array.from({ length: n }, (_, x) => (x + 1) * Math.log(x + 1) - (x > 0 ? x * Math.log(x) : 0));
  }

  draw(random: RandomStream, into: FairSums, from: number, to: number): void {
    const [counts, drawn, steps] = [this.#counts, this.#drawn, this.#logs];
    const [n, size] = [drawn.length, counts.length];
    for (let round = from; round < to; round++) {
      let pairs = 0;
      let logs = 0;
      for (let index = 0; index < n; index++) {
        const value = Math.floor(random.next() * size);
        const before = counts[value]!;
        drawn[index] = value;
        counts[value] = before + 1;
        pairs += before;
        logs += steps[before]!;
      }
      for (let index = 0; index < n; index++) counts[drawn[index]!] = 0;
      into.squares[round] = 2 * pairs + n;
      into.logs[round] = logs;
    }
  }
}

/** Sums of 9,999 fair samples. */
interface FairSums {
  readonly squares: Float64Array;
  readonly logs: Float64Array;
}

function fairSums(n: number, size: number, seed: number): FairSums {
  const sums = { squares: new Float64Array(DRAWS), logs: new Float64Array(DRAWS) };
  new FairSampler(n, size).draw(randomStream(seed), sums, 0, DRAWS);
  return sums;
}

const kept = new Map<string, FairSums>();
/** The cells of a run mostly have one n; samples of a few are kept. */
const MOST_KEPT = 8;

function keptSums(n: number, size: number, seed: number): FairSums {
  const key = `${n} ${size} ${seed}`;
  let sums = kept.get(key);
  if (sums === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, (sums = fairSums(n, size, seed)));
  }
  return sums;
}

/** How many of the first `rounds` values reach `least`. */
function reaching(values: Float64Array, least: number): number {
  let count = 0;
  for (let round = 0; round < values.length; round++) if (values[round]! >= least - TIE) count++;
  return count;
}

function simulated(seen: Sums, n: number, size: number, seed: number): FairFit {
  const { squares, logs } = keptSums(n, size, seed);
  return {
    p: (1 + reaching(squares, seen.squares)) / (DRAWS + 1),
    pG: (1 + reaching(logs, seen.logs)) / (DRAWS + 1),
    method: 'monte-carlo',
  };
}

/** For many answers: ends once enough samples have reached both observed values. */
function sequential(seen: Sums, n: number, size: number, seed: number): FairFit {
  const random = randomStream(seed);
  const sampler = new FairSampler(n, size);
  const sums = { squares: new Float64Array(1), logs: new Float64Array(1) };
  let [bySquares, byLogs, round] = [0, 0, 0];
  while (round < DRAWS && Math.min(bySquares, byLogs) < ENOUGH) {
    sampler.draw(random, sums, 0, 1);
    round++;
    if (sums.squares[0]! >= seen.squares) bySquares++;
    if (sums.logs[0]! >= seen.logs - TIE) byLogs++;
  }
  return { p: (1 + bySquares) / (round + 1), pG: (1 + byLogs) / (round + 1), method: 'monte-carlo' };
}

/**
 * p-values of Pearson's X^2 and of G for `n` answers out of K = `size`, given sum x^2 and sum x ln x of their counts: by
 * simulation, (1 + reached) / (draws + 1) with 9,999 draws (for many answers ended once 100 draws reached both observed
 * values, Besag and Clifford 1991); from the chi-square distribution where every expected count n/K is 5 or more. `null` for
 * n = 0, for fewer than two values and for domains above 4 million.
 */
export function fairFit(seen: Sums, n: number, size: number, seed: number): FairFit | null {
  if (n === 0 || size < 2 || size > LARGEST) return null;
  if (n / size < LEAST_EXPECTED) {
    return n * DRAWS > MOST_STEPS ? sequential(seen, n, size, seed) : simulated(seen, n, size, seed);
  }
  const chiSquare = (seen.squares * size) / n - n;
  const g = 2 * (seen.logs + n * Math.log(size / n));
  return { p: chiSquareTail(chiSquare, size - 1), pG: chiSquareTail(g, size - 1), method: 'asymptotic' };
}
