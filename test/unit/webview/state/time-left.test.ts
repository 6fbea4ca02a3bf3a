import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import { startOf, timeLeft, timeLeftText } from '../../../../webview/state/time-left.ts';

const going = (target: string, settled: number, more: Partial<TargetProgress> = {}): TargetProgress => ({
  ...{ target, wanted: 50, settled, failed: 0, inFlight: 5, state: 'running', reason: null, resumesAt: null },
  ...more,
});
const start = startOf([going('a', 10), going('b', 0)], 0);

test('the slowest model says how long it takes, by its pace since it was seen going', () => {
  // 10 of 40 in 10 s, and 20 of 50.
  assert.equal(timeLeft(start, [going('a', 20), going('b', 20)], 10_000), 30_000);
  assert.equal(timeLeft(start, [going('a', 50), going('b', 25)], 10_000), 10_000);
});

test('nothing is said before the pace of every model is known', () => {
  assert.equal(timeLeft(start, [going('a', 30), going('b', 30)], 4_000), null);
  assert.equal(timeLeft(start, [going('a', 12), going('b', 30)], 10_000), null);
});

test('a model that is done or stopped takes no time', () => {
  const stopped = going('a', 10, { state: 'stopped' });
  assert.equal(timeLeft(start, [stopped, going('b', 25)], 10_000), 10_000);
  assert.equal(timeLeft(start, [going('a', 50), going('b', 50, { state: 'done' })], 10_000), 0);
});

test('it is said in steps', () => {
  const said = [null, 0, 4_000, 31_000, 54_000, 61_000, 3_600_000 * 3].map(timeLeftText);
  assert.deepEqual(said, [
    ...['', '', 'a few seconds left', 'about 40 s left', 'about 60 s left', 'about 2 min left'],
    'about 3 h left',
  ]);
});
