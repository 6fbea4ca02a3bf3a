import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { binomialUpperTail, exactLower, exactUpper } from '../../../../../src/core/statistics/intervals/binomial.ts';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('binomial', () => {
  it('sums the tail exactly', () => {
    near(binomialUpperTail(2, 3, 0.5), 0.5, 1e-12);
    near(binomialUpperTail(1, 10, 0.1), 1 - 0.9 ** 10, 1e-12);
    near(binomialUpperTail(10, 10, 0.1), 1e-10, 1e-22);
    assert.equal(binomialUpperTail(0, 5, 0.3), 1);
    assert.equal(binomialUpperTail(6, 5, 0.3), 0);
  });

  it('agrees with a plain sum at every count', () => {
    const n = 30;
    const p = 0.23;
    let chance = (1 - p) ** n;
    let tail = 1;
    for (let count = 0; count <= n; count++) {
      near(binomialUpperTail(count, n, p), tail, 1e-11);
      tail -= chance;
      chance *= ((n - count) / (count + 1)) * (p / (1 - p));
    }
  });

  it('gives the interval of Clopper and Pearson', () => {
    // All of n: the lower end solves p^n = 0.025.
    near(exactLower(10, 10, 0.025), 0.025 ** 0.1, 1e-9);
    near(exactUpper(0, 10, 0.025), 1 - 0.025 ** 0.1, 1e-9);
    near(exactLower(8, 9, 0.025), 0.5175, 5e-5);
    assert.equal(exactLower(0, 10, 0.025), 0);
    assert.equal(exactUpper(10, 10, 0.025), 1);
  });
});
