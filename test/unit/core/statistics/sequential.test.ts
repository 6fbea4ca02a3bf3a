import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { errorShare } from '../../../../src/core/analysis/looks.ts';
import { normalQuantile } from '../../../../src/core/statistics/normal-quantile.ts';
import { errorByLook, looksUpTo } from '../../../../src/core/statistics/sequential.ts';

describe('looks at growing data', () => {
  it('double up to the most, which is always one of them', () => {
    assert.deepEqual(looksUpTo(160), [10, 20, 40, 80, 160]);
    assert.deepEqual(looksUpTo(50), [10, 20, 40, 50]);
    assert.deepEqual(looksUpTo(10), [10]);
    assert.deepEqual(looksUpTo(3), [3]);
  });

  it('spend what Lan and DeMets’ function gives: ln(1 + 1.718 / 2) = 62% up to the half', () => {
    const [first, second] = errorByLook([50, 100]);
    assert.ok(Math.abs(first! - 0.6201) < 1e-4);
    assert.ok(Math.abs(second! - 0.3799) < 1e-4);
  });

  it('spend the whole error rate together, each a part of it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const shares = errorByLook([...sizes].sort((a, b) => a - b));
        assert.ok(shares.every((share) => share > 0 && share <= 1));
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      }),
    );
  });

  it('leave a run of a fixed size its whole error rate, and little for runs that are added after the last look', () => {
    assert.equal(errorShare({ trialsPerCell: 50 }), 1);
    const looks = [10, 20, 40];
    const last = errorShare({ looks, trialsPerCell: 40 });
    assert.equal(errorShare({ looks, trialsPerCell: 50 }), last / 2);
    assert.equal(errorShare({ looks, trialsPerCell: 15 }), errorShare({ looks, trialsPerCell: 20 }));
  });
});

describe('the quantile of the normal distribution', () => {
  it('is that of printed tables', () => {
    const known = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.95, 1.6448536269514722],
      [0.999, 3.090232306167813],
      [1e-10, -6.361340902404056],
    ] as const;
    for (const [probability, quantile] of known) {
      assert.ok(Math.abs(normalQuantile(probability) - quantile) < 1e-12, String(probability));
    }
  });

  it('is infinite at the ends and odd around the middle', () => {
    assert.equal(normalQuantile(0), -Infinity);
    assert.equal(normalQuantile(1), Infinity);
    for (const p of [0.01, 0.2, 0.4]) assert.ok(Math.abs(normalQuantile(p) + normalQuantile(1 - p)) < 1e-12);
  });
});
