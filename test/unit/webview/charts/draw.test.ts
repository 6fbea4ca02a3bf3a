import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftRoom } from '../../../../webview/charts/draw.ts';

test('all charts on one axis keep the same room for its first mark, more for a longer one', () => {
  assert.equal(leftRoom({ min: 0.5, whole: true }), 4);
  assert.equal(leftRoom({ min: -1000.5, whole: true }), 18);
  assert.equal(leftRoom({ min: 0.25, whole: false }), 14);
});
