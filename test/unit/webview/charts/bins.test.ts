import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { axisMarks, axisTop, binOf, binsFor, countBins, niceStep } from '../../../../src/core/statistics/bins.ts';

test('a domain of whole numbers has a bin for each, named or not', () => {
  const axis = binsFor([{ '42': 49, '47': 1 }], [1, 100])!;
  assert.equal(axis.bins.length, 100);
  const counts = countBins(axis, { '42': 49, '47': 1, '250': 3 });
  assert.equal(counts[41], 49);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    50,
    'values outside of the axis are not drawn',
  );
});

test('a wide domain shares bins that begin at its lower end', () => {
  const axis = binsFor([], [1, 1000])!;
  assert.equal(axis.bins[0]?.label, '1–10');
  assert.equal(axis.bins.at(-1)?.label, '991–1000');
  assert.equal(binOf(axis, 10), 0);
  assert.equal(binOf(axis, 11), 1);
});

test('numbers with decimals, one value only, no value at all', () => {
  const axis = binsFor([{ '0.5': 1, '2.25': 1 }], null)!;
  assert.equal(axis.whole, false);
  const one = binsFor([{ '7': 3 }], null)!;
  assert.equal(one.bins.length, 1);
  assert.equal(binsFor([{}], null), null);
  assert.equal(binsFor([{ 'not a number': 1 }], null), null);
});

test('every finite value lies in exactly one bin', () => {
  const values = fc.array(
    fc.oneof(
      fc.integer({ min: -5000, max: 5000 }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      fc.double({ min: 1e6, max: 1e6 + 1e-6, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(values, (given) => {
      const histogram: Record<string, number> = {};
      for (const value of given) histogram[String(value)] = (histogram[String(value)] ?? 0) + 1;
      const axis = binsFor([histogram], null)!;
      const counted = countBins(axis, histogram).reduce((sum, count) => sum + count, 0);
      assert.equal(counted, given.length);
      assert.ok(axis.bins.length <= 201);
    }),
  );
});

test('values nearer to each other than numbers can tell still have an axis', () => {
  for (const values of [
    [4e-323, -9e-323],
    [5e-324, 1e-323],
    [1, 1 + Number.EPSILON],
    [1e15, 1e15 + 0.125],
    [-9.999999999999999e299, 0],
    [-6895063070604587],
  ]) {
    const histogram = Object.fromEntries(values.map((value) => [String(value), 1]));
    const axis = binsFor([histogram], null)!;
    assert.equal(
      countBins(axis, histogram).reduce((sum, count) => sum + count, 0),
      values.length,
      String(values),
    );
  }
});

test('ends too far apart for a number between them have no axis', () => {
  assert.equal(binsFor([{ '1e308': 1, '-1e308': 1 }], null), null);
});

test('the count axis ends on an even round number that is not below the peak', () => {
  assert.deepEqual([0, 1, 3, 13, 49, 59, 120].map(axisTop), [2, 2, 4, 16, 50, 60, 120]);
  for (let peak = 1; peak < 3000; peak += 1) assert.ok(axisTop(peak) >= peak && axisTop(peak) % 2 === 0, String(peak));
});

test('marks are the ends and round values between, none too near to an end', () => {
  const axis = binsFor([], [1, 100])!;
  assert.deepEqual(axisMarks(axis, 8), [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  assert.deepEqual(axisMarks(axis, 20), [1, 20, 40, 60, 80, 100]);
  assert.deepEqual([0.03, 1, 7, 12, 99].map(niceStep), [0.05, 1, 10, 20, 100]);
});

test('marks come to an end where whole numbers have more digits than are shown of others', () => {
  for (const low of [1e12, 1e14, 1e15, -1e15]) {
    const axis = binsFor([], [low, low + 50])!;
    assert.deepEqual(
      axisMarks(axis, 8).map((mark) => mark - low),
      [0, 10, 20, 30, 40, 50],
    );
    assert.deepEqual(
      axisMarks(axis, 1).map((mark) => mark - low),
      Array.from({ length: 51 }, (_, place) => place),
    );
  }
});
