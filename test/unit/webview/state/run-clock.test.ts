import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { PanelSnapshot } from '../../../../src/protocol/messages.ts';
import { RunClock } from '../../../../webview/state/run-clock.ts';

const HERE = Date.parse('2026-11-22T10:00:00Z');
/** The host's clock is two minutes ahead of the page's. */
const THERE = HERE + 120_000;

const snapshot = (status: 'running' | 'finished', settled: number): PanelSnapshot =>
  ({
    run: { id: 'r', status },
    progress: [{ target: 't', wanted: 20, settled, state: 'sending', reason: null, resumesAt: null }],
    elapsedMs: 1_000,
    sentAt: new Date(Date.now() + 120_000).toISOString(),
  }) as unknown as PanelSnapshot;

function clockAt(t: TestContext): RunClock {
  t.mock.timers.enable({ apis: ['Date'], now: HERE });
  return new RunClock(() => undefined);
}

test('a run that is going takes longer while nothing is heard of it, by the clock of the host', (t) => {
  const clock = clockAt(t);
  const shown = snapshot('running', 0);
  clock.received(shown);
  t.mock.timers.tick(3_000);
  clock.follow(shown);
  const { now, elapsedMs, leftMs, progress } = clock.at(shown);
  assert.deepEqual([now, elapsedMs, leftMs], [THERE + 3_000, 4_000, null]);
  assert.deepEqual(
    progress.map(({ target }) => target),
    ['t'],
  );
});

test('how long it still takes is judged from when it was first seen going', (t) => {
  const clock = clockAt(t);
  clock.received(snapshot('running', 0));
  t.mock.timers.tick(10_000);
  const later = snapshot('running', 10);
  clock.received(later);
  assert.equal(clock.at(later).leftMs, 10_000);
  clock.begin();
  clock.received(later);
  assert.equal(clock.at(later).leftMs, null);
});

test('a run that is over stands still', (t) => {
  const clock = clockAt(t);
  const over = snapshot('finished', 20);
  clock.received(over);
  t.mock.timers.tick(3_000);
  clock.follow(over);
  const { elapsedMs, leftMs, progress } = clock.at(over);
  assert.deepEqual([elapsedMs, leftMs, progress], [1_000, null, []]);
});
