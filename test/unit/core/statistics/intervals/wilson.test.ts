import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { wilsonInterval } from '../../../../../src/core/statistics/intervals/wilson.ts';
import metrics from '../../../../fixtures/articles/seed-001-metrics.json' with { type: 'json' };

const rounded = (interval: readonly [number, number] | null) => interval?.map((end) => Number(end.toFixed(4)));

describe('wilsonInterval', () => {
  it('gives the published values', () => {
    const { wilson } = metrics.batch001;
    assert.deepEqual(rounded(wilsonInterval(16, 54)), wilson.erosion);
    assert.deepEqual(rounded(wilsonInterval(13, 50)), wilson.semantic_drift);
    assert.deepEqual(rounded(wilsonInterval(27, 50)), wilson.truth);
    assert.deepEqual(rounded(wilsonInterval(6, 407)), wilson.move_to_disturb_6_407);
  });

  it('holds the share, has a width, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const count = Math.round(part * n);
        const [lower, upper] = wilsonInterval(count, n)!;
        assert.ok(0 <= lower && lower <= count / n && count / n <= upper && upper <= 1 && lower < upper);
      }),
    );
  });

  it('is undefined without trials', () => {
    assert.equal(wilsonInterval(0, 0), null);
  });
});
