import type { Interval, NumberReport } from '../../model/report.ts';
import { randomStream } from '../../statistics/random.ts';
import { AliasTable } from '../../statistics/resampling/alias.ts';
import { chiSquareTail } from '../../statistics/significance/chi-square-tail.ts';
import { DRAWS } from './smallest-fit.ts';

/** Counts of the last digits 0 ... 9 of whole numbers, the sign aside; `null` when none is whole. */
export function lastDigits(values: readonly number[]): readonly number[] | null {
  const whole = values.filter(Number.isSafeInteger);
  if (whole.length === 0) return null;
  const counts = new Array<number>(10).fill(0);
  for (const value of whole) counts[Math.abs(value) % 10]! += 1;
  return counts;
}

/** How many of 0 ... `last` end in `digit`; 0 for a negative `last`. */
const endingIn = (digit: number, last: number) => (last < digit ? 0 : Math.floor((last - digit) / 10) + 1);

/** Share of each last digit among the whole numbers of the domain. */
export function digitShares([low, high]: Interval): readonly number[] {
  const upTo = (digit: number, from: number, to: number) => endingIn(digit, to) - endingIn(digit, from - 1);
  return Array.from({ length: 10 }, (_, digit) => {
    const positive = high >= 0 ? upTo(digit, Math.max(0, low), high) : 0;
    const negative = low < 0 ? upTo(digit, Math.max(1, -high), -low) : 0;
    return (positive + negative) / (high - low + 1);
  });
}

/** From this expected count on the chi-square distribution is close enough. */
const LEAST_EXPECTED = 5;

function chiSquareOf(counts: ArrayLike<number>, shares: readonly number[], n: number): number {
  return shares.reduce(
    (sum, share, digit) => sum + (share > 0 ? (counts[digit]! - n * share) ** 2 / (n * share) : 0),
    0,
  );
}

function simulatedP(observed: number, shares: readonly number[], n: number, seed: number): number {
  const random = randomStream(seed);
  const table = new AliasTable(shares);
  const counts = new Int32Array(10);
  let reached = 0;
  for (let round = 0; round < DRAWS; round++) {
    counts.fill(0);
    for (let index = 0; index < n; index++) counts[table.draw(random)]! += 1;
    if (chiSquareOf(counts, shares, n) >= observed - 1e-9) reached++;
  }
  return (1 + reached) / (DRAWS + 1);
}

/**
 * Pearson's X^2 of last digits against a fair draw over the domain, and its p: from the chi-square distribution where every
 * expected count is 5 or more, else by 9,999 simulated draws. `null` without answers, and where the domain has but one
 * last digit. `counts` are those of answers within the domain.
 */
export function lastDigitTest(
  counts: readonly number[],
  domain: Interval,
  seed: number,
): NumberReport['lastDigitTest'] {
  const shares = digitShares(domain);
  const possible = shares.filter((share) => share > 0);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0 || possible.length < 2) return null;
  const chiSquare = chiSquareOf(counts, shares, n);
  const enough = n * Math.min(...possible) >= LEAST_EXPECTED;
  const p = enough ? chiSquareTail(chiSquare, possible.length - 1) : simulatedP(chiSquare, shares, n, seed);
  return { chiSquare, p };
}
