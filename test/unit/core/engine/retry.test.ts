import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffMs, durationMs, retryAfterMs } from '../../../../src/core/engine/retry.ts';

const headers = (values: Record<string, string>) => (name: string) => values[name] ?? null;
const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('waits that a server asks for', () => {
  it('reads every form', () => {
    const cases: readonly (readonly [Record<string, string>, number | null])[] = [
      [{}, null],
      [{ 'retry-after': '0' }, 0],
      [{ 'retry-after': '7' }, 7000],
      [{ 'retry-after': ' 1.5 ' }, 1500],
      [{ 'retry-after': 'soon' }, null],
      [{ 'retry-after': '-3' }, null],
      [{ 'retry-after': 'NaN' }, null],
      [{ 'retry-after': 'Infinity' }, null],
      [{ 'retry-after': '9'.repeat(400) }, 1e15],
      [{ 'retry-after-ms': '9'.repeat(400) }, 1e12],
      [{ 'retry-after-ms': '120', 'retry-after': '9' }, 120],
      [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:05 GMT' }, 5000],
      [{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
      // The server's clock is a minute ahead of ours: only its own matters.
      [{ 'retry-after': 'Fri, 20 Nov 2026 12:01:05 GMT', date: 'Fri, 20 Nov 2026 12:01:00 GMT' }, 5000],
      [{ 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '8s' }, null],
      [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
    ];
    for (const [values, expected] of cases) {
      assert.equal(retryAfterMs(headers(values), NOW), expected, JSON.stringify(values));
    }
  });

  it('reads durations', () => {
    assert.deepEqual(
      ['8s', '1.5s', '250ms', '6m0s', '1h2m3s', '17ms'].map(durationMs),
      [8000, 1500, 250, 360_000, 3_723_000, 17],
    );
    assert.deepEqual(['', 'x', '8', '8 s later'].map(durationMs), [null, null, null, null]);
  });
});

describe('waits of our own', () => {
  it('double up to a cap, with full jitter', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((failures) => backoffMs(failures, () => 0.999999).toFixed(0)),
      ['500', '1000', '2000', '4000'],
    );
    assert.equal(
      backoffMs(3, () => 0),
      0,
    );
    assert.ok(backoffMs(1000, () => 0.999999) <= 30_000);
  });
});
