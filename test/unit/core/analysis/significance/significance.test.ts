import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { binomialTwoSided, binomialUpperTail } from '../../../../../src/core/statistics/intervals/binomial.ts';
import { newcombeInterval } from '../../../../../src/core/statistics/intervals/newcombe.ts';
import { chiSquareTail } from '../../../../../src/core/statistics/significance/chi-square-tail.ts';
import { fisherExact } from '../../../../../src/core/statistics/significance/fisher.ts';
import { holm } from '../../../../../src/core/statistics/significance/holm.ts';
import metrics from '../../../../fixtures/articles/seed-001-metrics.json' with { type: 'json' };

const close = (actual: number, expected: number, relative = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe('holm', () => {
  it('multiplies the smallest by the number of tests, the next by one less, and never falls', () => {
    assert.deepEqual(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02]);
    assert.deepEqual(holm([0.5, null, 0.9]), [1, null, 1]);
    assert.deepEqual(holm([]), []);
  });

  it('is at least p, keeps the order and does not depend on it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (values) => {
        const corrected = holm(values);
        values.forEach((p, index) => assert.ok(corrected[index]! >= p && corrected[index]! <= 1));
        assert.deepEqual([...holm([...values].reverse())].reverse(), corrected);
      }),
    );
  });
});

describe('chiSquareTail', () => {
  it('gives the quantiles of the tables', () => {
    close(chiSquareTail(3.841458820694124, 1), 0.05, 1e-9);
    close(chiSquareTail(16.918977604620448, 9), 0.05, 1e-9);
    close(chiSquareTail(123.2252214533618, 99), 0.05, 1e-9);
    // Two degrees of freedom: exp(-x/2), also far out and near 0.
    for (const x of [0.01, 1, 5, 40, 400]) close(chiSquareTail(x, 2), Math.exp(-x / 2), 1e-10);
    assert.equal(chiSquareTail(0, 5), 1);
  });
});

describe('fisherExact', () => {
  it('gives the p-values of the second batch', () => {
    const { batch002 } = metrics;
    close(fisherExact(76, 150, 2, 150), batch002['canvas_A_76_150_vs_C_2_150'], 1e-6);
    close(fisherExact(0, 150, 101, 150), batch002['svg_0_150_vs_101_150'], 1e-6);
    close(fisherExact(14, 50, 19, 50), batch002['tidal_14_50_vs_D_19_50'], 1e-9);
    close(fisherExact(14, 50, 1, 50), batch002['tidal_14_50_vs_E_1_50'], 1e-9);
  });

  it('is by hand that of the lady tasting tea, and the same from either side', () => {
    // 3 of 4 against 1 of 4: (1 + 16 + 16 + 1) / 70.
    close(fisherExact(3, 4, 1, 4), 34 / 70);
    close(fisherExact(1, 4, 3, 4), 34 / 70);
    close(fisherExact(4, 4, 0, 4), 2 / 70);
    assert.equal(fisherExact(0, 0, 3, 5), 1);
  });
});

describe('newcombeInterval', () => {
  it("gives Newcombe's own example: 56 of 70 against 48 of 80", () => {
    const [low, high] = newcombeInterval(56, 70, 48, 80)!;
    assert.ok(Math.abs(low - 0.0524) < 5e-5 && Math.abs(high - 0.3339) < 5e-5, `${low} to ${high}`);
  });

  it('holds the difference, has a width, and turns with the sides', () => {
    const side = fc.integer({ min: 1, max: 60 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(side, side, ([a, n], [b, m]) => {
        const [low, high] = newcombeInterval(a, n, b, m)!;
        const difference = a / n - b / m;
        assert.ok(low >= -1 && high <= 1 && low < high && low <= difference + 1e-12 && difference - 1e-12 <= high);
        const [back] = newcombeInterval(b, m, a, n)!;
        assert.ok(Math.abs(back + high) < 1e-12);
      }),
    );
    assert.equal(newcombeInterval(0, 0, 1, 2), null);
  });
});

describe('binomialTwoSided', () => {
  it('is by hand for a coin, and one tail where the other cannot be', () => {
    close(binomialTwoSided(5, 5, 0.5), 2 / 32);
    close(binomialTwoSided(4, 5, 0.5), 12 / 32);
    close(binomialTwoSided(2, 4, 0.5), 1);
    close(binomialTwoSided(3, 10, 0.01), binomialUpperTail(3, 10, 0.01), 1e-9);
  });
});
