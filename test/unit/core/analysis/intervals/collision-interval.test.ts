import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unbiasedCollision } from '../../../../../src/core/analysis/diversity.ts';
import {
  areBoundsWide,
  BOUND,
  collisionBounds,
  collisionInterval,
  INTERVAL,
} from '../../../../../src/core/analysis/intervals/collision-interval.ts';
import { largest } from '../../../../../src/core/analysis/sample.ts';
import { seededRandom } from '../../../../../src/core/random.ts';

/** Share of `rounds` samples of `n` draws whose interval holds the true collision. */
function coverage(
  shares: readonly number[],
  n: number,
  rounds: number,
  sureness: typeof BOUND,
): { lower: number; upper: number } {
  const random = seededRandom(n * 7919 + shares.length);
  const truth = shares.reduce((sum, share) => sum + share * share, 0);
  let lower = 0;
  let upper = 0;
  for (let round = 0; round < rounds; round++) {
    const counts = new Array<number>(shares.length).fill(0);
    for (let draw = 0; draw < n; draw++) {
      let left = random();
      let group = 0;
      while (group < shares.length - 1 && (left -= shares[group]!) > 0) group += 1;
      counts[group]! += 1;
    }
    const [low, high] = collisionBounds(unbiasedCollision(counts), n, largest(counts), sureness)!;
    if (low <= truth) lower += 1;
    if (high >= truth) upper += 1;
  }
  return { lower: lower / rounds, upper: upper / rounds };
}

const flat = (size: number) => new Array<number>(size).fill(1 / size);
const zipf = (size: number) => {
  const weights = flat(size).map((_, rank) => 1 / (rank + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};
const heavy = (share: number, rest: number) => [share, ...new Array<number>(rest).fill((1 - share) / rest)];

describe('collisionInterval', () => {
  // Each end is to fail in 2.5 % of samples at most, as a bound of its own in 5 %; 1.5 and 2 points more are what 600
  // rounds can be off by.
  const populations = {
    'flat over 2': flat(2),
    'flat over 6': flat(6),
    'flat over 100': flat(100),
    'Zipf over 30': zipf(30),
    'one answer of 95 %': heavy(0.95, 3),
    'one answer of 60 %': heavy(0.6, 40),
    'one answer of 30 %': heavy(0.3, 200),
    'one answer of 10 %': heavy(0.1, 500),
  };
  for (const [name, shares] of Object.entries(populations)) {
    for (const n of [5, 10, 50]) {
      it(`holds what it claims: ${name}, ${n} runs`, () => {
        for (const [sureness, least] of [
          [INTERVAL, 0.96],
          [BOUND, 0.93],
        ] as const) {
          const { lower, upper } = coverage(shares, n, 600, sureness);
          assert.ok(lower >= least, `the lower bound held in ${lower}`);
          assert.ok(upper >= least, `the upper bound held in ${upper}`);
        }
      });
    }
  }

  it('holds the estimate, and has a width even when all runs agree', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (counts) => {
        const interval = collisionInterval(counts);
        const estimate = unbiasedCollision(counts);
        if (interval === null) return assert.ok(Number.isNaN(estimate));
        const [lower, upper] = interval;
        assert.ok(0 <= lower && lower <= estimate && estimate <= upper && upper <= 1 && lower < upper);
      }),
    );
  });
});

describe('areBoundsWide', () => {
  it('says of the cheapest bounds what it would say of the widest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (counts, one, other) => {
          const n = counts.reduce((sum, count) => sum + count, 0);
          fc.pre(n > 1);
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const isWide = ([lower, upper]: readonly [number, number]) => lower < low && upper >= high;
          const asked = [unbiasedCollision(counts), n, largest(counts), BOUND] as const;
          assert.equal(areBoundsWide(...asked, isWide), isWide(collisionBounds(...asked)!));
        },
      ),
    );
  });
});
