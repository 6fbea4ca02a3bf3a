import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOST_FACTORS, plackettBurman } from '../../../../src/core/statistics/plackett-burman.ts';

const signOf = (isHigh: boolean) => (isHigh ? 1 : -1);

describe('a design of Plackett and Burman', () => {
  it('has every factor high in half of the rows, and every pair of factors in each way equally often', () => {
    for (let factors = 1; factors <= MOST_FACTORS; factors++) {
      const rows = plackettBurman(factors);
      assert.equal(rows.length, factors <= 11 ? 12 : 24);
      for (let one = 0; one < factors; one++) {
        assert.equal(rows.filter((row) => row[one]).length, rows.length / 2);
        for (let other = 0; other < one; other++) {
          const product = rows.reduce((sum, row) => sum + signOf(row[one]!) * signOf(row[other]!), 0);
          assert.equal(product, 0, `factors ${one} and ${other} of ${factors}`);
        }
      }
    }
  });

  it('is, turned round, the one that the paper prints for 12 rows', () => {
    const [whole, ...shifted] = plackettBurman(11);
    assert.ok(whole!.every(Boolean));
    // + + − + + + − − − + −, in every rotation.
    const printed = [1, 1, -1, 1, 1, 1, -1, -1, -1, 1, -1];
    const rotations = printed.map((_, by) => [...printed.slice(by), ...printed.slice(0, by)].join());
    const turned = shifted.map((row) => row.map((isHigh) => -signOf(isHigh)).join());
    assert.deepEqual([...turned].sort(), [...rotations].sort());
  });

  it('spreads an interaction of two factors over the others, a third at most', () => {
    for (const factors of [11, 23]) {
      const rows = plackettBurman(factors);
      const weights = new Set<number>();
      for (let one = 2; one < factors; one++) {
        const product = rows.reduce((sum, row) => sum + signOf(row[0]!) * signOf(row[1]!) * signOf(row[one]!), 0);
        weights.add(Math.abs(product) / rows.length);
      }
      assert.deepEqual([...weights].sort(), factors === 11 ? [1 / 3] : [0, 1 / 3]);
    }
  });

  it('is refused where there is none', () => {
    assert.throws(() => plackettBurman(0), RangeError);
    assert.throws(() => plackettBurman(MOST_FACTORS + 1), RangeError);
  });
});
