import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fairFit } from '../../../../../src/core/analysis/numbers/fair-fit.ts';
import { numberKinds } from '../../../../../src/core/analysis/numbers/kinds.ts';
import { digitShares, lastDigitTest } from '../../../../../src/core/analysis/numbers/last-digit.ts';
import { binomialTwoSided } from '../../../../../src/core/statistics/intervals/binomial.ts';
import { chiSquareTail } from '../../../../../src/core/statistics/significance/chi-square-tail.ts';

describe('fairFit', () => {
  it('is by simulation near the exact chance: two answers agree in 1 of 4', () => {
    // n = 2 of K = 4: sum x^2 is 4 when they agree, 2 otherwise.
    const { p, pG, method } = fairFit({ squares: 4, logs: 2 * Math.log(2) }, 2, 4, 7)!;
    assert.equal(method, 'monte-carlo');
    assert.ok(Math.abs(p - 0.25) < 0.02 && Math.abs(pG - 0.25) < 0.02, `${p}, ${pG}`);
    assert.equal(fairFit({ squares: 2, logs: 0 }, 2, 4, 7)!.p, 1);
  });

  it('comes from the chi-square distribution where every expected count is 5 or more', () => {
    const counts = [30, 20, 10, 20];
    const squares = counts.reduce((sum, count) => sum + count ** 2, 0);
    const logs = counts.reduce((sum, count) => sum + count * Math.log(count), 0);
    const { p, method } = fairFit({ squares, logs }, 80, 4, 1)!;
    assert.equal(method, 'asymptotic');
    assert.ok(Math.abs(p - chiSquareTail(10, 3)) < 1e-12);
  });

  it('is null where there is nothing to test', () => {
    assert.equal(fairFit({ squares: 0, logs: 0 }, 0, 10, 1), null);
    assert.equal(fairFit({ squares: 9, logs: 3 }, 3, 1, 1), null);
    assert.equal(fairFit({ squares: 3, logs: 0 }, 3, 2 ** 40, 1), null);
  });
});

describe('last digits', () => {
  it('have the shares of the domain', () => {
    assert.deepEqual(digitShares([1, 100]), new Array<number>(10).fill(0.1));
    assert.deepEqual(digitShares([1, 4]), [0, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0, 0]);
    assert.deepEqual(digitShares([-2, 2]), [0.2, 0.4, 0.4, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('count the domain, whatever its ends', () => {
    const ends = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(ends, ([low, length]) => {
        const high = low + length;
        const counts = new Array<number>(10).fill(0);
        for (let value = low; value <= high; value++) counts[Math.abs(value) % 10]! += 1 / (length + 1);
        digitShares([low, high]).forEach((share, digit) => assert.ok(Math.abs(share - counts[digit]!) < 1e-9));
      }),
    );
  });

  it('are tested against them', () => {
    const { chiSquare, p } = lastDigitTest([0, 0, 20, 0, 0, 0, 0, 0, 0, 0], [1, 100], 1)!;
    assert.ok(Math.abs(chiSquare - (9 * 2 + 18 ** 2 / 2)) < 1e-9);
    assert.equal(p, 0.0001);
    assert.ok(lastDigitTest([5, 5, 5, 5, 5, 5, 5, 5, 5, 5], [1, 100], 1)!.p > 0.99);
    assert.equal(lastDigitTest([0, 3, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1], 1), null);
  });
});

describe('numberKinds', () => {
  it('counts round numbers and repeated digits against a fair draw', () => {
    const [round, repeated] = numberKinds([10, 20, 33, 41, 77], [1, 100]);
    assert.deepEqual([round!.count, round!.expected, repeated!.count], [2, 0.1, 2]);
    assert.ok(Math.abs(repeated!.expected - 0.09) < 1e-12, '11, 22 ... 99; 100 is none');
    assert.ok(Math.abs(round!.p! - binomialTwoSided(2, 5, 0.1)) < 1e-12);
  });

  it('leaves out kinds that the domain does not have', () => {
    assert.deepEqual(numberKinds([1, 2], [1, 6]), []);
    assert.deepEqual(
      numberKinds([], [1, 100]).map(({ p }) => p),
      [null, null],
    );
  });
});
