import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { welchDifference } from '../../../../../src/core/statistics/intervals/welch.ts';

describe('the difference of two means', () => {
  it('has the interval of Welch, worked out by hand', () => {
    // Means 3 and 7, variances 2.5 and 10, so a standard error of sqrt(2.5 / 5 + 10 / 5) = 1.5811 with
    // (0.5 + 2)^2 / (0.5^2 / 4 + 2^2 / 4) = 5.8824 degrees of freedom, of which Student's quantile is 2.4590.
    const { value, interval } = welchDifference([1, 2, 3, 4, 5], [3, 5, 7, 9, 11]);
    assert.equal(value, -4);
    assert.ok(Math.abs(interval![0] - (-4 - 2.459 * 1.5811)) < 0.02, String(interval));
    assert.ok(Math.abs(interval![1] - (-4 + 2.459 * 1.5811)) < 0.02, String(interval));
  });

  it('has none for few values, and where nothing varies', () => {
    assert.equal(welchDifference([1, 2, 3], [1, 2, 3, 4]).interval, null);
    assert.deepEqual(welchDifference([2, 2, 2, 2], [1, 1, 1, 1]), { value: 1, interval: null });
  });
});
