import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortByOrder, stableOrder } from '../../../../webview/state/order.ts';

test('rows keep their places while counts change', () => {
  assert.deepEqual(stableOrder(['a', 'b', 'c'], ['c', 'b', 'a']), ['a', 'b', 'c']);
  assert.deepEqual(stableOrder(['a', 'b'], ['c', 'b', 'a']), ['a', 'b', 'c']);
});

test('a row that comes takes the place of one that left', () => {
  assert.deepEqual(stableOrder(['a', 'b', 'c'], ['d', 'c', 'a']), ['a', 'd', 'c']);
});

test('the order holds exactly the ranked ids', () => {
  const ids = fc.uniqueArray(fc.nat(12).map(String));
  fc.assert(
    fc.property(ids, ids, (previous, ranked) => {
      const order = stableOrder(previous, ranked);
      assert.deepEqual([...order].sort(), [...ranked].sort());
    }),
  );
});

test('rows beyond the order come last, as they were', () => {
  const rows = ['x', 'b', 'y', 'a'].map((id) => ({ id }));
  assert.deepEqual(
    sortByOrder(rows, ['a', 'b']).map(({ id }) => id),
    ['a', 'b', 'x', 'y'],
  );
});
