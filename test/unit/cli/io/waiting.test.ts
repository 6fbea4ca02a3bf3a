import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { duration, held, pace, paceOf, waitOf } from '../../../../src/cli/io/waiting.ts';
import type { TargetProgress } from '../../../../src/core/model/events.ts';

const NOW = Date.parse('2026-01-01T00:00:00.000Z');

function target(over: Partial<TargetProgress>): TargetProgress {
  const counts = { wanted: 50, settled: 0, failed: 0, inFlight: 0 };
  return { target: 'openai:a', ...counts, state: 'running', reason: null, resumesAt: null, ...over };
}

const limited = (seconds: number, over: Partial<TargetProgress> = {}): TargetProgress =>
  target({ state: 'paused', reason: 'rate limited', resumesAt: new Date(NOW + seconds * 1000).toISOString(), ...over });

describe('duration', () => {
  it('counts down to 1 and never shows 0', () => {
    assert.deepEqual([-5, 0, 900, 1000, 1001, 59_999].map(duration), ['1 s', '1 s', '1 s', '1 s', '2 s', '1 min']);
    assert.deepEqual([60_000, 125_000, 3_600_000, 4_830_000].map(duration), [
      '1 min',
      '2 min 5 s',
      '1 h',
      '1 h 20 min',
    ]);
  });
});

describe('pace', () => {
  it('takes the unit that needs no fraction of a call', () => {
    assert.deepEqual([5, 4.97, 23.4, 1, 0.5, 1 / 60, 1 / 600].map(pace), [
      'about 5 calls a second',
      'about 5 calls a second',
      'about 23 calls a second',
      'about 1 call a second',
      'about 30 calls a minute',
      'about 1 call a minute',
      'about 6 calls an hour',
    ]);
  });
});

describe('what holds models up', () => {
  it('says why a model waits and until when', () => {
    assert.equal(waitOf(limited(7.2), NOW), 'rate limited, next try in 8 s');
    assert.equal(waitOf(limited(-1), NOW), 'rate limited, trying again');
    assert.equal(waitOf(limited(1, { resumesAt: null }), NOW), 'rate limited');
    assert.equal(waitOf(limited(9, { reason: null }), NOW), 'next try in 9 s');
    assert.equal(waitOf(target({ reason: 'rate limited' }), NOW), null);
  });

  it('says a pace only while it limits', () => {
    assert.equal(paceOf(target({ ratePerSecond: 5 })), 'about 5 calls a second');
    assert.equal(paceOf(target({ ratePerSecond: null })), null);
    assert.equal(paceOf(target({ ratePerSecond: 5, state: 'done' })), null);
    assert.equal(paceOf(target({})), null);
  });

  it('names models that share a limit together, and those that wait first', () => {
    const all = [target({ target: 'c', ratePerSecond: 5 }), limited(8, { target: 'a' }), limited(8, { target: 'b' })];
    assert.deepEqual(
      held(all, (id) => id.toUpperCase(), NOW),
      ['A, B: rate limited, next try in 8 s', 'C: about 5 calls a second'],
    );
  });
});
