import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomStream } from '../../../../../src/core/statistics/random.ts';
import { wholePairsDraw } from '../../../../../src/core/statistics/resampling/pairs-draw.ts';

const ROUNDS = 20_000;

/** How often each number of whole pairs comes among all samples of `size` out of so many pairs, by going through all of them. */
function exact(pairs: number, size: number): ReadonlyMap<number, number> {
  const ways = new Map<number, number>();
  let all = 0;
  for (let sample = 0; sample < 4 ** pairs; sample++) {
    const taken = Array.from({ length: pairs }, (_, pair) => (sample >> (2 * pair)) & 3);
    const counts = taken.map((bits) => (bits & 1) + (bits >> 1));
    if (counts.reduce((sum, count) => sum + count, 0) !== size) continue;
    const whole = counts.filter((count) => count === 2).length;
    ways.set(whole, (ways.get(whole) ?? 0) + 1);
    all++;
  }
  return new Map([...ways].map(([whole, count]) => [whole, count / all]));
}

describe('wholePairsDraw', () => {
  for (const [pairs, size] of [
    [1, 1],
    [1, 2],
    [5, 4],
    [5, 5],
    [5, 8],
    [6, 6],
  ] as const) {
    it(`draws as often as going through all samples says: ${size} answers of ${pairs} pairs`, () => {
      const random = randomStream(size);
      const drawn = new Map<number, number>();
      for (let round = 0; round < ROUNDS; round++) {
        const whole = wholePairsDraw(pairs, size, random);
        drawn.set(whole, (drawn.get(whole) ?? 0) + 1);
      }
      const expected = exact(pairs, size);
      for (const whole of drawn.keys()) assert.ok(expected.has(whole), `${whole} whole pairs`);
      for (const [whole, chance] of expected) {
        const share = (drawn.get(whole) ?? 0) / ROUNDS;
        const error = Math.sqrt((chance * (1 - chance)) / ROUNDS);
        assert.ok(Math.abs(share - chance) < 4.5 * error + 1e-9, `${whole} whole: ${share} for ${chance}`);
      }
    });
  }

  it('has no whole pair without answers, and every pair with all of them', () => {
    const random = randomStream(1);
    assert.deepEqual(
      [wholePairsDraw(0, 0, random), wholePairsDraw(7, 0, random), wholePairsDraw(7, 14, random)],
      [0, 0, 7],
    );
  });

  it('is right on average for thousands of pairs', () => {
    const random = randomStream(2);
    const [pairs, size, rounds] = [4_000, 3_000, 5_000];
    let sum = 0;
    for (let round = 0; round < rounds; round++) sum += wholePairsDraw(pairs, size, random);
    const mean = (size * (size - 1)) / (2 * (2 * pairs - 1));
    assert.ok(Math.abs(sum / rounds - mean) < 1.5, `${sum / rounds} for ${mean}`);
  });
});
