import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftRoom, topRoom } from '../../../../webview/charts/draw.ts';

test('all charts on one axis keep the same room for its first mark, more for a longer one', () => {
  assert.equal(leftRoom({ min: 0.5, whole: true }), 4);
  assert.equal(leftRoom({ min: -1000.5, whole: true }), 18);
  assert.equal(leftRoom({ min: 0.25, whole: false }), 14);
});

test('the first chart has room for the name of its axis, which would be cut otherwise', () => {
  const [letters, above] = [11, 9];
  for (const marks of [true, false]) assert.ok(topRoom({ marks, isFirst: true }) >= letters + above);
  assert.ok(topRoom({ marks: false, isFirst: false }) < letters + above);
});
