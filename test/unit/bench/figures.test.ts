import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Row, Series } from '../../bench/figures.ts';
import { atMost, exactly, linearithmicGrowth, ratioOf, ratiosOf, spreadOf, verdictOf } from '../../bench/figures.ts';

const seconds = (...values: readonly number[]): Series => ({ values, unit: 's' });
const row = (part: Partial<Row>): Row => ({ line: 'x', measured: seconds(1), target: atMost(1), ...part });

describe('the spread of repetitions', () => {
  it('takes the middle of an odd number and the mean of the two middle ones of an even one', () => {
    assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, low: 1, high: 3 });
    assert.deepEqual(spreadOf([4, 1, 2, 3]), { median: 2.5, low: 1, high: 4 });
    assert.deepEqual(spreadOf([10, 9]), { median: 9.5, low: 9, high: 10 });
  });

  it('does not sort by spelling, and leaves its input as it is', () => {
    const values = [100, 9, 20];
    assert.equal(spreadOf(values).median, 20);
    assert.deepEqual(values, [100, 9, 20]);
  });

  it('holds the median between the smallest and the largest, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
        const spread = spreadOf(values);
        assert.ok(spread.low <= spread.median && spread.median <= spread.high);
        assert.deepEqual(spreadOf([...values].reverse()), spread);
      }),
    );
  });

  it('has no figure without values', () => {
    assert.ok(Number.isNaN(spreadOf([]).median));
  });
});

describe('a ratio', () => {
  it('is taken repetition by repetition, so that what disturbed both cancels out', () => {
    assert.deepEqual(ratiosOf(seconds(2, 8, 3), seconds(1, 4, 3)), [2, 2, 1]);
    assert.deepEqual(ratioOf(row({ measured: seconds(2, 8, 3), against: seconds(1, 4, 3) })), {
      median: 2,
      low: 1,
      high: 2,
    });
  });

  it('takes one ideal for all repetitions', () => {
    assert.deepEqual(ratiosOf(seconds(2, 4), seconds(2)), [1, 2]);
  });

  it('is refused for figures of other moments or of another kind', () => {
    assert.throws(() => ratiosOf(seconds(1, 2, 3), seconds(1, 2)), /3 repetitions cannot be compared with 2/);
    assert.throws(() => ratiosOf(seconds(1), { values: [1], unit: 'ms' }), /cannot be compared/);
  });

  it('is none without something to compare with, or without a figure', () => {
    assert.equal(ratioOf(row({})), null);
    assert.equal(ratioOf(row({ measured: null, against: seconds(1) })), null);
  });
});

describe('the verdict', () => {
  it('is of the median, not of the worst repetition', () => {
    assert.equal(verdictOf(row({ measured: seconds(0.9, 1, 7) })), 'pass');
    assert.equal(verdictOf(row({ measured: seconds(0.1, 1.01, 7) })), 'over');
  });

  it('is of the ratio when the target is one', () => {
    const slow = { measured: seconds(10), against: seconds(9) };
    assert.equal(verdictOf(row({ ...slow, target: atMost(1.15, 'ratio') })), 'pass');
    assert.equal(verdictOf(row({ ...slow, target: atMost(1.1, 'ratio') })), 'over');
    assert.throws(() => verdictOf(row({ target: atMost(1, 'ratio') })), /nothing to compare/);
  });

  it('knows figures that must be met exactly, and least ones', () => {
    assert.equal(verdictOf(row({ measured: seconds(0), target: exactly(0) })), 'pass');
    assert.equal(verdictOf(row({ measured: seconds(-1), target: exactly(0) })), 'over');
    const least = { of: 'measured', kind: 'at least', bound: 150 } as const;
    assert.equal(verdictOf(row({ measured: seconds(150), target: least })), 'pass');
    assert.equal(verdictOf(row({ measured: seconds(149), target: least })), 'over');
  });

  it('is no pass for what gave no figure', () => {
    assert.equal(verdictOf(row({ measured: null })), 'not measured');
    assert.equal(verdictOf(row({ measured: seconds(NaN) })), 'over');
    assert.equal(verdictOf(row({ measured: seconds() })), 'over');
  });
});

it('n log n grows a little faster than n, and less so for large n', () => {
  assert.ok(Math.abs(linearithmicGrowth(1000) - 2.2007) < 1e-3);
  assert.ok(linearithmicGrowth(10_000) < linearithmicGrowth(1000));
  assert.ok(linearithmicGrowth(1e12) > 2);
});
