import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Gate } from '../../../../../src/core/engine/pace/gate.ts';

const rates = fc.double({ min: 0.1, max: 200, noNaN: true });
const bursts = fc.double({ min: 1, max: 20, noNaN: true });

describe('a gate', () => {
  it('never lets more through than its burst and what its rate gives in the time', () =>
    fc.assert(
      fc.property(rates, bursts, fc.array(fc.double({ min: 0, max: 500, noNaN: true })), (perSecond, burst, waits) => {
        const gate = new Gate({ perSecond, burst, level: burst, atMs: 0 });
        const sent: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now = Math.max(now + wait, gate.readyAtMs(now));
          gate.take(now);
          sent.push(now);
        }
        sent.forEach((from, first) => {
          const count = sent.length - first;
          const allowed = burst + ((sent.at(-1)! - from) * perSecond) / 1000;
          assert.ok(count <= allowed + 1e-6, `${count} in ${sent.at(-1)! - from} ms`);
        });
      }),
    ));

  it('says when the next one may go, exactly', () => {
    const gate = new Gate({ perSecond: 4, burst: 1, level: 1, atMs: 0 });
    assert.equal(gate.readyAtMs(0), 0);
    gate.take(0);
    assert.equal(gate.readyAtMs(0), 250);
    assert.equal(gate.readyAtMs(100), 250);
    assert.equal(gate.readyAtMs(300), 300);
    gate.goAt(8, 300);
    gate.take(300);
    assert.equal(gate.readyAtMs(300), 425);
  });

  it('keeps silent first when its level is below 0', () => {
    const gate = new Gate({ perSecond: 10, burst: 5, level: -2, atMs: 0 });
    assert.equal(gate.readyAtMs(0), 300);
  });

  it('lets a few more through on top, once', () => {
    const gate = new Gate({ perSecond: 1, burst: 1, level: 0.4, atMs: 0 });
    gate.top(1, 1);
    let calls = 0;
    for (; gate.readyAtMs(0) === 0; calls++) gate.take(0);
    assert.equal(calls, 2, 'one that the server must hold by now, and one that it may not');
  });
});
