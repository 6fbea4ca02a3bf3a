import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dealtDivergence,
  EveryGroup,
  RareApart,
  type DealtDivergence,
} from '../../../../../src/core/analysis/comparison/dealt-divergence.ts';
import {
  divergenceOf,
  pairedCounts,
  termsByGroup,
} from '../../../../../src/core/analysis/comparison/divergence-table.ts';
import { exactTest } from '../../../../../src/core/analysis/comparison/exact-test.ts';
import { randomStream } from '../../../../../src/core/statistics/random.ts';

const ROUNDS = 20_000;
const drawn = (dealt: DealtDivergence, seed: number, rounds = ROUNDS) => {
  const random = randomStream(seed);
  return Array.from({ length: rounds }, () => dealt.next(random));
};

/** Mean of values, and its standard error. */
function meanOf(values: readonly number[]): readonly [mean: number, error: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return [mean, Math.sqrt(variance / values.length)];
}

describe('the divergence of answers dealt out at random', () => {
  for (const [name, a, b] of [
    ['singles among others', [1, 0, 1, 0, 1, 2, 1, 0], [0, 1, 0, 1, 0, 1, 1, 3]],
    ['no singles', [2, 1, 3, 0], [1, 2, 0, 2]],
    ['pairs among others', [1, 0, 2, 1, 1, 0, 3, 0], [1, 2, 0, 1, 1, 1, 1, 1]],
    ['nothing but pairs', [1, 2, 0, 1, 2], [1, 0, 2, 1, 0]],
    ['one group that is none', [1, 1, 0, 0, 4], [0, 0, 1, 1, 1]],
  ] as const) {
    it(`is distributed as all tables are: ${name}`, () => {
      const pair = pairedCounts(a, b)!;
      const { p, nullMean } = exactTest(pair)!;
      const values = drawn(new RareApart(pair), 1);
      const [mean, error] = meanOf(values);
      assert.ok(Math.abs(mean - nullMean) < 4.5 * error, `${mean} for ${nullMean}`);
      const observed = divergenceOf(pair.first, termsByGroup(pair));
      const reached = values.filter((value) => value >= observed - 1e-12).length / ROUNDS;
      assert.ok(Math.abs(reached - p) < 4.5 * Math.sqrt((p * (1 - p)) / ROUNDS) + 1e-9, `${reached} for ${p}`);
    });
  }

  it('is the same for thousands of answers whether rare answers are dealt apart or each by itself', () => {
    const group = (place: number) =>
      place < 700 ? [1, 0] : place < 1_400 ? [0, 1] : place < 1_450 ? [2, 1] : place < 1_500 ? [1, 1] : [3, 4];
    const counts = Array.from({ length: 1_520 }, (_, place) => group(place));
    const pair = pairedCounts(
      counts.map(([one]) => one!),
      counts.map(([, other]) => other!),
    )!;
    const large = dealtDivergence(pair);
    assert.ok(large instanceof RareApart);
    const [apart, error] = meanOf(drawn(large, 3, 2_000));
    const [every, theirs] = meanOf(drawn(new EveryGroup(pair), 4, 2_000));
    assert.ok(Math.abs(apart - every) < 4.5 * Math.hypot(error, theirs), `${apart} and ${every}`);
  });

  it('deals few answers one by one, so that small reports stay as they are', () => {
    const pair = pairedCounts([1, 0, 1, 2], [0, 1, 1, 1])!;
    assert.ok(dealtDivergence(pair) instanceof EveryGroup);
  });
});
