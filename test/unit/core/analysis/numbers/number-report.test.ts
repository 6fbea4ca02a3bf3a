import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { numberReport } from '../../../../../src/core/analysis/numbers/number-report.ts';
import { fitUniform } from '../../../../../src/core/analysis/numbers/uniform.ts';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';
import published from '../../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };

const DOMAIN = [1, 100] as const;
const counts = Object.values(published.counts as Readonly<Record<string, Readonly<Record<string, number>>>>);
const values = counts.flatMap((byNumber) =>
  Object.entries(byNumber).flatMap(([value, count]) => new Array<number>(count).fill(Number(value))),
);

describe('numberReport', () => {
  it("describes the article's numbers", () => {
    const report = numberReport(values, DOMAIN, 1);
    assert.equal(Object.keys(report.histogram).length, 18);
    assert.deepEqual([report.histogram['42'], report.histogram['73'], report.histogram['57']], [59, 33, 14]);
    assert.deepEqual([report.min, report.max], [17, 97]);
    assert.deepEqual(
      report.spikes.map(({ value }) => value),
      [42, 73, 57, 67, 37],
    );
    assert.equal(report.lastDigit![2], 60);
    assert.equal(
      report.lastDigit!.reduce((sum, count) => sum + count),
      150,
    );
    assert.deepEqual([report.p, report.pG, report.fitMethod], [0.0001, 0.0001, 'monte-carlo']);
  });

  it('calls a count of 5 in 50 and of 8 in 150 a spike, and no less', () => {
    const spikes = (count: number, n: number) => {
      const rest = Array.from({ length: n - count }, (_, index) => [(index % 99) + 2, 1] as const);
      const histogram = new Map<number, number>([[1, count]]);
      for (const [value] of rest) histogram.set(value, (histogram.get(value) ?? 0) + 1);
      return fitUniform(histogram, 100, 1).spikes.map(({ value }) => value);
    };
    assert.deepEqual(spikes(4, 50), []);
    assert.deepEqual(spikes(5, 50), [1]);
    assert.deepEqual(spikes(7, 150), []);
    assert.deepEqual(spikes(8, 150), [1]);
  });

  it('finds no spike in 95% of fair draws', () => {
    const random = seededRandom(5);
    let found = 0;
    for (let round = 0; round < 1000; round++) {
      const draws = Array.from({ length: 50 }, () => 1 + Math.floor(random() * 100));
      if (numberReport(draws, DOMAIN, 1).spikes.length > 0) found += 1;
    }
    assert.ok(found <= 50 + 21, `${found} of 1000`);
  });

  it('measures against all values of the domain, the unnamed ones too', () => {
    const { chiSquare, g } = numberReport([1, 1, 2], [1, 4], 1);
    // Expected 0.75 each: (1.25^2 + 0.25^2 + 2 * 0.75^2) / 0.75.
    assert.ok(Math.abs(chiSquare! - 11 / 3) < 1e-12);
    assert.ok(Math.abs(g! - 2 * (2 * Math.log(8 / 3) + Math.log(4 / 3))) < 1e-12);
  });

  it('is null where it is undefined', () => {
    const none = numberReport([], DOMAIN, 1);
    for (const key of ['mean', 'median', 'min', 'max', 'chiSquare', 'g', 'lastDigit'] as const) {
      assert.equal(none[key], null, key);
    }
    assert.equal(numberReport([1, 2], null, 1).chiSquare, null);
    assert.equal(numberReport([1.5, 2], DOMAIN, 1).chiSquare, null);
    assert.equal(numberReport([0.5], [0, 1.5], 1).g, null);
    assert.equal(numberReport([1.5], null, 1).lastDigit, null);
  });

  it('has keys in decimal form, and last digits of negative numbers', () => {
    const report = numberReport([-13, 0.5, 1e-7], null, 1);
    assert.deepEqual(Object.keys(report.histogram).sort(), ['-13', '0.0000001', '0.5']);
    assert.deepEqual(report.lastDigit, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 60 }), (draws) => {
        const { mean, ...rest } = numberReport(draws, DOMAIN, 1);
        const { mean: other, ...reversed } = numberReport([...draws].reverse(), DOMAIN, 1);
        assert.deepEqual(rest, reversed);
        assert.equal(mean, other);
        assert.ok(rest.min! <= rest.median! && rest.median! <= rest.max! && rest.chiSquare! >= 0 && rest.g! >= 0);
      }),
    );
  });
});
