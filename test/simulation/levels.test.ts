import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelOf } from '../../src/core/analysis/insight/level.ts';
import { unbiasedCollision } from '../../src/core/statistics/diversity.ts';
import { agreementBounds } from '../../src/core/statistics/intervals/agreement-interval.ts';
import { BOUND } from '../../src/core/statistics/intervals/rare-agreements.ts';
import type { ConvergenceLevel } from '../../src/core/model/report.ts';
import { seededRandom, type Random } from '../../src/core/statistics/random.ts';
import { favourite, flat, sampler, zipf } from './populations.ts';
import { assertTableInDocs, markdownTable, mostEvents } from './tally.ts';

const SIZES = [2, 3, 6, 10, 20, 100, 1000, 1_000_000] as const;
const RUNS = [20, 50, 200, 1000] as const;
const ROUNDS = 60;

/** Counts of draws by answer: a table of shares, or for a million answers a draw by its rank. */
type Draw = (n: number, random: Random) => readonly number[];

function tallied(n: number, answer: () => number): readonly number[] {
  const counts = new Map<number, number>();
  for (let run = 0; run < n; run++) {
    const drawn = answer();
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  return [...counts.values()];
}

function drawing(shares: readonly number[]): Draw {
  const draw = sampler(shares);
  return (n, random) => Array.from(draw(n, random)).filter((count) => count > 0);
}

const MANY = 1_000_000;

/** Draws by bisection: a list of counts of so many answers for every sample would take long. */
function ranked(shares: readonly number[]): Draw {
  const upTo = new Float64Array(shares.length);
  let sum = 0;
  shares.forEach((share, rank) => (upTo[rank] = sum += share));
  const rankOf = (at: number) => {
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (n, random) => tallied(n, () => rankOf(random()));
}

/** Answers of equal share. */
const even = (size: number): Draw =>
  size < MANY ? drawing(flat(size)) : (n, random) => tallied(n, () => Math.floor(random() * size));
/** One answer that comes half of the time, the others equally often. */
const half = (size: number): Draw =>
  size < MANY
    ? drawing(favourite(0.5, size - 1))
    : (n, random) => tallied(n, () => (random() < 0.5 ? 0 : 1 + Math.floor(random() * (size - 1))));

const SHAPES: Readonly<Record<string, (size: number) => Draw>> = {
  'A fair draw': even,
  'An answer of 50%, the others equally frequent': half,
  Zipf: (size) => (size < MANY ? drawing(zipf(size)) : ranked(zipf(size))),
};

function levels(draw: Draw, size: number, n: number): ReadonlyMap<ConvergenceLevel, number> {
  const random = seededRandom(size + n);
  const found = new Map<ConvergenceLevel, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const counts = draw(n, random);
    const level = levelOf({
      value: unbiasedCollision(counts),
      bounds: agreementBounds(counts, BOUND)!,
      chance: 1 / size,
    });
    found.set(level, (found.get(level) ?? 0) + 1);
  }
  return found;
}

describe('levels over numbers of possible answers and of runs', () => {
  for (const [shape, of] of Object.entries(SHAPES)) {
    it(shape, () => {
      const rows = SIZES.map((size) => {
        const draw = of(size);
        const cells = RUNS.map((n) => {
          const found = levels(draw, size, n);
          if (shape === 'A fair draw' || (shape.startsWith('An answer') && size === 2)) {
            const claimed = ROUNDS - (found.get('none') ?? 0) - (found.get('undecided') ?? 0);
            assert.ok(claimed <= mostEvents(ROUNDS, 0.05), `${size} answers, ${n} runs: ${claimed} of ${ROUNDS}`);
          }
          const [level] = [...found].sort((a, b) => b[1] - a[1])[0]!;
          return level;
        });
        return [`K = ${size.toLocaleString('en')}`, ...cells];
      });
      const table = markdownTable([
        ['Possible answers', ...RUNS.map((n) => `${n.toLocaleString('en')} runs`)],
        ...rows,
      ]);
      console.log(`\n${shape}, the most frequent level:\n\n${table}\n`);
      assertTableInDocs(table, `${shape}, the most frequent level:`);
    });
  }
});
