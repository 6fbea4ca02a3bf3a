import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import type { CellReport } from '../../../../src/core/model/report.ts';
import {
  answeredOf,
  followProgress,
  nextChangeMs,
  progressText,
  type ShownProgress,
} from '../../../../webview/state/progress.ts';
import { reportOf } from '../screen-fixture.ts';

const NOW = Date.parse('2026-11-21T14:00:00.000Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const base: TargetProgress = {
  ...{ target: 'a', wanted: 50, settled: 9, failed: 0, inFlight: 10, reason: null, resumesAt: null },
  state: 'running',
};
const paused = (ms: number): TargetProgress => ({
  ...base,
  ...{ state: 'paused', reason: 'rate limited', resumesAt: at(ms) },
});
const cell: CellReport = {
  ...{ target: 'a', condition: 'default', counts: reportOf().counts, modalAnswer: null, statistics: {} },
  medianLatencyMs: 2_300,
};

test('what a model is doing, in words', () => {
  const text = (more: Partial<TargetProgress>, of?: CellReport): string => progressText({ ...base, ...more }, of, NOW);
  assert.equal(text({}), '10 at a time');
  assert.equal(text({}, cell), '2.3 s a call · 10 at a time');
  assert.equal(text({ ratePerSecond: 5 }, cell), 'about 5 calls a second · 2.3 s a call');
  assert.equal(text({ ratePerSecond: null, inFlight: 0 }), '');
  assert.equal(text({ state: 'waiting' }), 'waiting for its turn');
  assert.equal(text({ failed: 3, inFlight: 0 }), '3 failed');
  assert.equal(text({ failed: 3, reason: 'No answer within 60 s.', inFlight: 0 }), '3 failed: No answer within 60 s.');
  assert.equal(text({ state: 'stopped', reason: 'the key was refused', failed: 50 }), '50 failed: the key was refused');
  assert.equal(text({ state: 'stopped' }), 'stopped');
  assert.equal(text({ state: 'done', inFlight: 0 }), 'done');
  assert.equal(text({ state: 'done', inFlight: 0, failed: 11 }), 'done · 11 failed');
});

test('a wait counts down to now, never below', () => {
  const texts = [8_000, 7_999, 7_000, 1_001, 1_000, 1, 0, -5_000].map((left) =>
    progressText(paused(8_000), undefined, NOW + 8_000 - left),
  );
  const next = (when: string): string => `rate limited, next try ${when}`;
  assert.deepEqual(texts, ['in 8 s', 'in 8 s', 'in 7 s', 'in 2 s', 'in 1 s', 'in 1 s', 'now', 'now'].map(next));
  assert.equal(progressText({ ...paused(0), resumesAt: null }, undefined, NOW), 'rate limited');
  assert.equal(progressText({ ...paused(0), resumesAt: 'soon' }, undefined, NOW), 'rate limited');
  assert.equal(progressText({ ...paused(150_000), failed: 2 }, undefined, NOW), `${next('in 2 min 30 s')} · 2 failed`);
});

test('failed trials are no answers', () => {
  assert.equal(answeredOf({ ...base, wanted: 300, settled: 300, failed: 11 }), 289);
});

test('pauses that only pace a model do not show as waits', () => {
  const shown = followProgress(undefined, paused(400), NOW);
  assert.deepEqual([shown.state, shown.reason, shown.wait], ['running', null, null]);
  assert.equal(followProgress(undefined, { ...paused(400), settled: 0, inFlight: 0 }, NOW).state, 'waiting');
});

test('a wait stays on the screen until it is over for good', () => {
  let shown = followProgress(undefined, paused(3_000), NOW);
  const text = (now: number): string => progressText(shown, cell, NOW + now);
  assert.equal(text(0), 'rate limited, next try in 3 s');
  shown = followProgress(shown, { ...base, settled: 9 }, NOW + 3_100);
  assert.equal(text(3_100), 'rate limited, next try now', 'one call goes out');
  shown = followProgress(shown, paused(9_000), NOW + 3_400);
  assert.equal(text(3_400), 'rate limited, next try in 6 s', 'and is told to wait again');
  shown = followProgress(shown, { ...base, settled: 10 }, NOW + 9_100);
  assert.equal(shown.settled, 10, 'counts are never held back');
  shown = followProgress(shown, { ...base, settled: 12 }, NOW + 9_900);
  assert.equal(text(9_900), '2.3 s a call · 10 at a time');
});

test('a wait that ends with the model ends at once', () => {
  const shown = followProgress(undefined, paused(3_000), NOW);
  for (const state of ['done', 'stopped'] as const) {
    assert.equal(followProgress(shown, { ...base, state }, NOW + 100).state, state);
  }
});

test('a wait of several seconds is read out once', () => {
  let shown = followProgress(undefined, paused(8_000), NOW);
  const told = 'rate limited, next try in 8 s';
  assert.equal(shown.wait?.told, told);
  shown = followProgress(shown, paused(8_000), NOW + 3_000);
  assert.equal(shown.wait?.told, told, 'it does not count down aloud');
  for (const now of [8_100, 9_000]) shown = followProgress(shown, base, NOW + now);
  assert.equal(shown.wait, null);
  shown = followProgress(shown, paused(20_000), NOW + 10_000);
  assert.equal(shown.wait?.told, '', 'the next one, soon after, is not read out');
  for (const now of [20_100, 21_000]) shown = followProgress(shown, base, NOW + now);
  assert.equal(followProgress(shown, paused(90_000), NOW + 70_000).wait?.told, 'rate limited, next try in 20 s');
  assert.equal(followProgress(undefined, paused(3_000), NOW).wait?.told, '', 'a short one never is');
});

test('the screen is drawn again when a second of a wait or of the run is over', () => {
  const wait = followProgress(undefined, paused(7_300), NOW);
  assert.equal(nextChangeMs([wait], null, NOW), 300);
  assert.equal(nextChangeMs([wait], 41_450, NOW), 50, 'elapsed seconds are rounded');
  assert.equal(nextChangeMs([followProgress(undefined, base, NOW)], null, NOW), 1_000);
  const leaving = followProgress(wait, base, NOW + 8_000);
  assert.ok(nextChangeMs([leaving], null, NOW + 8_000) <= 700, 'and when it is over for good');
});

const snapshots = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    state: fc.constantFrom('waiting', 'running', 'paused', 'done', 'stopped'),
    waitMs: fc.integer({ min: -2_000, max: 20_000 }),
    settled: fc.nat(50),
  }),
  { minLength: 1, maxLength: 30 },
);

test('whatever comes, counts are those of the last snapshot and no countdown is below zero', () => {
  fc.assert(
    fc.property(snapshots, (steps) => {
      let shown: ShownProgress | undefined;
      let now = NOW;
      for (const { afterMs, state, waitMs, settled } of steps) {
        now += afterMs;
        const resumesAt = state === 'paused' ? new Date(now + waitMs).toISOString() : null;
        shown = followProgress(shown, { ...base, state, settled, resumesAt }, now);
        assert.equal(shown.settled, settled);
        assert.doesNotMatch(progressText(shown, undefined, now), /-|NaN| 0 s/);
        assert.equal(shown.state === 'paused', shown.wait !== null);
        const wait = nextChangeMs([shown], now - NOW, now);
        assert.ok(wait > 0 && wait <= 1_000);
      }
    }),
  );
});
