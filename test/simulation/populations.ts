import { AliasTable } from '../../src/core/statistics/resampling/alias.ts';
import type { Random } from '../../src/core/statistics/random.ts';

/** Populations of answers with known shares, to draw samples from. */

const normal = (weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};
const ranks = (size: number) => Array.from({ length: size }, (_, rank) => rank + 1);

/** The same share for every answer. */
export const flat = (size: number) => normal(ranks(size).map(() => 1));
/** Shares 1, 1/2, 1/3 ... */
export const zipf = (size: number) => normal(ranks(size).map((rank) => 1 / rank));
/** Each answer half as frequent as the one before. */
export const halving = (size: number) => normal(ranks(size).map((rank) => 0.5 ** rank));
/** One answer, and so many rare ones for the rest. */
export const favourite = (share: number, rest: number) => [share, ...ranks(rest).map(() => (1 - share) / rest)];

/** By the name that tables show. */
export const POPULATIONS: Readonly<Record<string, readonly number[]>> = {
  'flat, 5 answers': flat(5),
  'flat, 20 answers': flat(20),
  'flat, 100 answers': flat(100),
  'Zipf, 20 answers': zipf(20),
  'Zipf, 100 answers': zipf(100),
  'each half as often': halving(12),
  '70%, four others': [0.7, 0.1, 0.1, 0.05, 0.05],
  '90%, ten rare ones': favourite(0.9, 10),
  '97%, ten rare ones': favourite(0.97, 10),
  '60% and 40%': [0.6, 0.4],
  '65% and 35%': [0.65, 0.35],
  '50%, 30%, 20%': [0.5, 0.3, 0.2],
  '30%, 1,000 rare ones': favourite(0.3, 1000),
  '50%, 1,000 rare ones': favourite(0.5, 1000),
  '80%, 1,000 rare ones': favourite(0.8, 1000),
  '95%, 1,000 rare ones': favourite(0.95, 1000),
  'one answer': [1],
};

/** Numbers of runs that are simulated. */
export const RUNS = [10, 20, 50, 200] as const;

/** Draws samples from shares: counts by answer, unseen ones 0. */
export function sampler(shares: readonly number[]): (n: number, random: Random) => Int32Array {
  const table = new AliasTable(shares);
  return (n, random) => {
    const counts = new Int32Array(shares.length);
    const stream = { next: random };
    for (let index = 0; index < n; index++) counts[table.draw(stream)]! += 1;
    return counts;
  };
}

/** Entropy in nats of shares. */
export function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}
