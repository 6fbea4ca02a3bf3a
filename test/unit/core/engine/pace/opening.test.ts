import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Opening } from '../../../../../src/core/engine/pace/opening.ts';

interface Sent {
  readonly seq: number;
  readonly group: string;
  readonly startedMs: number;
}

/** Sends `calls` that all take 200 ms; gives when each of them went. */
function open(concurrency: number, calls: number, answers: (seq: number) => boolean = () => true) {
  const opening = new Opening(concurrency, calls);
  const starts: number[] = [];
  let inFlight: Sent[] = [];
  let peak = 0;
  for (let now = 0; starts.length < calls && now < 200_000; now++) {
    for (const call of inFlight.filter(({ startedMs }) => startedMs + 200 <= now)) {
      inFlight = inFlight.filter((other) => other !== call);
      opening.settled(call, answers(call.seq), inFlight.length, now);
    }
    while (starts.length < calls && inFlight.length < opening.window && opening.readyAtMs(now) <= now) {
      const call = { seq: starts.push(now), group: 'a', startedMs: now };
      inFlight.push(call);
      opening.sent(call);
      peak = Math.max(peak, inFlight.length);
    }
  }
  return { starts, peak, opening };
}

const within = (starts: readonly number[], from: number, to: number) =>
  starts.filter((ms) => ms >= from && ms < to).length;

describe('the opening of a lane', () => {
  it('asks half first, where that costs no round trip', () => {
    const { starts } = open(12, 50);
    assert.deepEqual([within(starts, 0, 200), within(starts, 200, 400), within(starts, 400, 600)], [6, 12, 12]);
    assert.ok(starts.at(-1)! + 200 <= 1050, 'five round trips, and next to nothing on top');
  });

  it('takes two steps when there is much to send', () => {
    const { starts } = open(12, 300);
    assert.deepEqual([within(starts, 0, 200), within(starts, 200, 400), within(starts, 400, 600)], [6, 8, 12]);
  });

  it('opens within a tenth of a second where a smaller window would cost a round trip', () => {
    const { starts, peak } = open(50, 300);
    assert.equal(peak, 50);
    assert.equal(within(starts, 0, 110), 50);
    assert.ok(starts.at(-1)! + 200 <= 1200 * 1.1);
  });

  it('is none for a few', () => {
    assert.equal(within(open(6, 60).starts, 0, 1), 6);
    assert.equal(within(open(1, 5).starts, 0, 1), 1);
  });

  it('waits for an answer, not for any end of a call', () => {
    const { starts, peak } = open(12, 50, () => false);
    assert.equal(peak, 6);
    assert.equal(within(starts, 200, 400), 6);
  });

  it('is proven by the answers to a first window', () => {
    assert.equal(open(12, 50).opening.proven, true);
    assert.equal(open(12, 50, (seq) => seq % 20 === 0).opening.proven, false);
  });

  it('costs little, and never exceeds the concurrency', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 }), (concurrency, calls) => {
        const { starts, peak } = open(concurrency, calls);
        const ideal = Math.ceil(calls / concurrency) * 200;
        assert.equal(starts.length, calls);
        assert.ok(peak <= concurrency);
        assert.ok(starts.at(-1)! + 200 <= ideal * 1.25 + 150, `${starts.at(-1)! + 200} ms, ideal ${ideal}`);
      }),
      { numRuns: 60 },
    ));
});
