import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unbiasedCollision } from '../../../../../src/core/statistics/diversity.ts';
import { agreementBounds, agreementInterval } from '../../../../../src/core/statistics/intervals/agreement-interval.ts';
import {
  agreementBetween,
  agreementWithin,
  betweenBounds,
  withinBounds,
} from '../../../../../src/core/analysis/intervals/agreement-of-models.ts';
import { studentFactor } from '../../../../../src/core/statistics/intervals/logit.ts';
import { BOUND, INTERVAL } from '../../../../../src/core/statistics/intervals/rare-agreements.ts';

const near = (value: number, expected: number, slack = 1e-9) =>
  assert.ok(Math.abs(value - expected) <= slack, `${value}, not ${expected}`);

describe('agreementInterval', () => {
  it('holds the estimate, and has a width even when all runs agree', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (counts) => {
        const interval = agreementInterval(counts);
        const estimate = unbiasedCollision(counts);
        if (interval === null) return assert.ok(Number.isNaN(estimate));
        const [lower, upper] = interval;
        assert.ok(0 <= lower && lower <= estimate && estimate <= upper && upper <= 1 && lower < upper);
      }),
    );
  });

  it('of one answer alone is the square of its exact lower bound', () => {
    // Clopper and Pearson, 10 of 10: 0.05^(1/10) = 0.7411.
    near(agreementBounds([10], BOUND)![0], 0.05 ** 0.2);
  });

  it('of an even split is narrow downwards: no two shares agree less often', () => {
    const [lower, upper] = agreementBounds([100, 100], INTERVAL)!;
    assert.ok(lower > 0.48 && upper < 0.52, `${lower} to ${upper}`);
  });

  it('is wider for more confidence', () => {
    for (const counts of [
      [3, 2],
      [40, 7, 2, 1],
      [5, 5, 5, 5],
    ]) {
      const [bound, interval] = [agreementBounds(counts, BOUND)!, agreementBounds(counts, INTERVAL)!];
      assert.ok(interval[0] <= bound[0] && interval[1] >= bound[1], counts.join());
    }
  });
});

describe("Student's quantile", () => {
  it('is that of tables', () => {
    for (const [degrees, quantile] of [
      [3, 3.182],
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
    ] as const)
      near(studentFactor(1.959964, degrees), quantile, 0.03);
  });
});

describe('agreement of several models', () => {
  it('within is the mean over models, each model equal', () => {
    // 1 of 3 pairs agree in the first, all in the second.
    near(
      agreementWithin([
        [2, 1],
        [9, 0],
      ]),
      (1 / 3 + 1) / 2,
    );
  });

  it('between is the mean over pairs of models', () => {
    // Shares: (1/2, 1/2, 0), (1, 0, 0), (0, 0, 1): 1/2, 0 and 0.
    near(
      agreementBetween([
        [2, 2, 0],
        [3, 0, 0],
        [0, 0, 5],
      ]),
      1 / 6,
    );
    near(
      agreementBetween([
        [4, 0],
        [7, 0],
      ]),
      1,
    );
  });

  it('bounds hold the estimates', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 });
    const enough = counts.filter((own) => own.reduce((sum, count) => sum + count, 0) > 1);
    fc.assert(
      fc.property(fc.array(enough, { minLength: 2, maxLength: 5 }), (models) => {
        for (const [value, bounds] of [
          [agreementWithin(models), withinBounds(models, INTERVAL)!],
          [agreementBetween(models), betweenBounds(models, INTERVAL)],
        ] as const) {
          const [lower, upper] = bounds;
          assert.ok(0 <= lower && lower <= value + 1e-12 && value - 1e-12 <= upper && upper <= 1);
        }
      }),
    );
  });

  it('of models that share nothing reach up to what one of them may have left unsaid', () => {
    // Clopper and Pearson, 0 of 50: 1 - 0.025^(1/50); each model bears half of what both may say.
    const missed = 1 - 0.025 ** (1 / 50);
    near(
      betweenBounds(
        [
          [50, 0],
          [0, 50],
        ],
        INTERVAL,
      )[1],
      Math.sqrt(2) * missed,
      1e-6,
    );
  });

  it('become narrower with more models', () => {
    const disjoint = (models: number) =>
      Array.from({ length: models }, (_, model) =>
        Array.from({ length: models }, (_, answer) => (model === answer ? 30 : 0)),
      );
    assert.ok(betweenBounds(disjoint(8), BOUND)[1] < betweenBounds(disjoint(3), BOUND)[1]);
  });
});
