import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CARD_ESTIMATE, overscanFor, PAGE_SIZE, pagesOf, sliceOf } from '../../../../webview/state/windowing.ts';

const NONE_MEASURED = new Map<number, number>();

test('a column at its top shows what fits and stands for the rest', () => {
  const slice = sliceOf(10_000, NONE_MEASURED, { top: 0, height: CARD_ESTIMATE * 10 }, 0);
  assert.deepEqual(slice, { first: 0, end: 10, before: 0, after: 9_990 * CARD_ESTIMATE });
});

test('measured heights move the window', () => {
  const measured = new Map([[0, CARD_ESTIMATE * 5]]);
  const slice = sliceOf(100, measured, { top: CARD_ESTIMATE * 5, height: CARD_ESTIMATE }, 0);
  assert.equal(slice.first, 1);
  assert.equal(slice.end, 2);
  assert.equal(slice.before, CARD_ESTIMATE * 5);
});

test('any window covers the viewport, and all heights add up', () => {
  const heights = fc.array(fc.integer({ min: 20, max: 900 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      heights,
      fc.nat(20_000),
      fc.integer({ min: 1, max: 900 }),
      fc.nat(300),
      (given, top, height, overscan) => {
        const measured = new Map(given.map((pixels, index) => [index, pixels]));
        const { first, end, before, after } = sliceOf(given.length, measured, { top, height }, overscan);
        const sum = (from: number, to: number): number =>
          given.slice(from, to).reduce((total, pixels) => total + pixels, 0);
        assert.equal(before, sum(0, first));
        assert.equal(before + sum(first, end) + after, sum(0, given.length));
        assert.ok(given.length === 0 || end > first);
        if (top + height <= sum(0, given.length)) {
          assert.ok(before <= top, 'nothing visible is above the window');
          assert.ok(before + sum(first, end) >= top + height, 'nothing visible is below the window');
        }
      },
    ),
  );
});

test('the pages of a window, the first one for an empty window', () => {
  assert.deepEqual(pagesOf(0, 0), [0]);
  assert.deepEqual(pagesOf(0, PAGE_SIZE), [0]);
  assert.deepEqual(pagesOf(PAGE_SIZE - 1, PAGE_SIZE + 1), [0, 1]);
  assert.deepEqual(pagesOf(PAGE_SIZE * 3, PAGE_SIZE * 3 + 1), [3]);
});

test('many columns keep less ready than few', () => {
  assert.ok(overscanFor(10) < overscanFor(3));
  assert.ok(overscanFor(100) > 0);
});
