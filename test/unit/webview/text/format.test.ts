import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatCount,
  formatElapsed,
  formatFigure,
  formatInterval,
  formatLatency,
  formatP,
  formatPace,
  formatSeconds,
  formatShare,
  formatShareInterval,
  formatTime,
  formatValue,
  NONE,
  plural,
  secondsUntil,
} from '../../../../webview/text/format.ts';

test('a share is 0% or 100% only when it truly is', () => {
  const shares: readonly (readonly [number | null, string])[] = [
    [0.2178, '22%'],
    [0, '0%'],
    [1, '100%'],
    [0.004, '< 1%'],
    [0.996, '> 99%'],
    [0.994, '99%'],
    [null, NONE],
  ];
  for (const [share, text] of shares) assert.equal(formatShare(share), text);
});

test('intervals name both ends once when they round to the same', () => {
  assert.equal(formatShareInterval([0.567, 0.98]), '57–98');
  assert.equal(formatShareInterval(null), '');
  assert.equal(formatInterval([5.89, 8.71]), '5.9–8.7');
  assert.equal(formatInterval([1.1461, 1.1464]), '1.1');
});

test('figures and counts', () => {
  assert.equal(formatFigure(7.17), '7.2');
  assert.equal(formatFigure(1204.4), '1,204');
  assert.equal(formatFigure(null), NONE);
  assert.equal(formatCount(10_000), '10,000');
  assert.equal(plural(1, 'model'), '1 model');
  assert.equal(plural(0, 'model'), '0 models');
  assert.equal(formatValue(0.1 + 0.2), '0.3');
  assert.equal(formatValue(100_000_000), '100000000');
});

test('p-values keep the digits that matter and are never written as 0', () => {
  const written = [0.0001, 0.00001, 0.0043, 0.23, 0.999, 1].map((p) => formatP(p));
  assert.deepEqual(written, ['p = 0.0001', 'p < 0.0001', 'p = 0.004', 'p = 0.23', 'p > 0.99', 'p = 1']);
  assert.equal(formatP(0.0005, true), 'p ≤ 0.0005');
});

test('times', () => {
  assert.deepEqual([12, 94, 900, 2340, 9_960].map(formatLatency), ['12 ms', '0.1 s', '0.9 s', '2.3 s', '10 s']);
  assert.deepEqual([400, 41_000, 99_600, 38 * 60_000, 3_900_000, 7_200_000].map(formatElapsed), [
    '0.4 s',
    '41 s',
    '2 min',
    '38 min',
    '1 h 5 min',
    '2 h',
  ]);
  assert.equal(secondsUntil(18_000, 10_001), 8);
  assert.equal(secondsUntil(9_000, 10_000), 0);
});

test('waits are counted in seconds, long ones in minutes and hours', () => {
  assert.deepEqual([0, 8, 99, 100, 120, 125, 3_600, 3_900].map(formatSeconds), [
    ...['0 s', '8 s', '99 s', '1 min 40 s', '2 min', '2 min 5 s'],
    ...['1 h', '1 h 5 min'],
  ]);
});

test('a pace is calls a second, or seconds a call where that is below one', () => {
  assert.deepEqual([5, 1, 0.97, 4.76, 19.6, 1_200, 0.5, 0.02].map(formatPace), [
    'about 5 calls a second',
    'about 1 call a second',
    'about 1 call a second',
    'about 4.8 calls a second',
    'about 20 calls a second',
    'about 1,200 calls a second',
    'about 1 call in 2 s',
    'about 1 call in 50 s',
  ]);
});

test('an instant shows its year only when it is another one', () => {
  const at = new Date(2026, 10, 21, 14, 2);
  assert.equal(formatTime(at.toISOString(), new Date(2026, 11, 1).getTime()), '21 Nov 14:02');
  assert.equal(formatTime(at.toISOString(), new Date(2027, 0, 1).getTime()), '21 Nov 2026 14:02');
  assert.equal(formatTime('not a time', 0), '');
});
