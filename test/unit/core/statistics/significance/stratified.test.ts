import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fisherExact } from '../../../../../src/core/statistics/significance/fisher.ts';
import { smallestP } from '../../../../../src/core/statistics/significance/smallest-p.ts';
import { stratifiedExact, type Stratum } from '../../../../../src/core/statistics/significance/stratified.ts';

const side = fc.integer({ min: 1, max: 12 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const stratum = fc.tuple(side, side).map(([[a, n], [b, m]]): Stratum => ({ a, n, b, m }));

const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Chance of each sum, by all tables of two strata. */
function byHand([one, two]: readonly [Stratum, Stratum]): number {
  const chances = new Map<number, number>();
  for (let i = 0; i <= one.n; i++) {
    for (let j = 0; j <= two.n; j++) {
      const chance = [
        [one, i],
        [two, j],
      ] as const;
      const p = chance.reduce(
        (all, [{ a, n, b, m }, k]) => (all * choose(n, k) * choose(m, a + b - k)) / choose(n + m, a + b),
        1,
      );
      chances.set(i + j, (chances.get(i + j) ?? 0) + p);
    }
  }
  const seen = chances.get(one.a + two.a)!;
  return [...chances.values()].reduce((sum, p) => (p <= seen * (1 + 1e-7) ? sum + p : sum), 0);
}

describe('the stratified exact test', () => {
  it("is Fisher's for one stratum", () => {
    fc.assert(
      fc.property(stratum, (one) => {
        const { a, n, b, m } = one;
        assert.ok(Math.abs(stratifiedExact([one]) - fisherExact(a, n, b, m)) < 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('counts all tables of two strata', () => {
    fc.assert(
      fc.property(fc.tuple(stratum, stratum), (two) => {
        assert.ok(Math.abs(stratifiedExact(two) - Math.min(1, byHand(two))) < 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('sees no difference where only the mixture differs, and one that the mixture hides', () => {
    // 90% and 10% in both samples, but in other proportions.
    const mixed = [
      { a: 36, n: 40, b: 9, m: 10 },
      { a: 1, n: 10, b: 4, m: 40 },
    ];
    assert.ok(stratifiedExact(mixed) > 0.9);
    assert.ok(fisherExact(37, 50, 13, 50) < 1e-5);
    assert.equal(stratifiedExact([{ a: 0, n: 5, b: 0, m: 5 }]), 1);
  });

  it('can at best be as small as the most extreme table', () => {
    assert.equal(smallestP(3, 3), 0.1);
    assert.ok(Math.abs(smallestP(3, 3) - fisherExact(3, 3, 0, 3)) < 1e-12);
    assert.ok(Math.abs(smallestP(4, 6) - fisherExact(4, 4, 0, 6)) < 1e-12);
    assert.equal(smallestP(0, 6), 1);
  });
});
