import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Empties } from '../../../../../src/core/engine/pace/empties.ts';
import { TokenBucket } from '../../../../support/servers/token-bucket.ts';

describe('the moments at which a server had nothing left', () => {
  it('give its rate, however calls come, when two of them are known', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 80 }),
        fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 400, maxLength: 400 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (perSecond, burst, waits, guess) => {
          const bucket = new TokenBucket(perSecond, burst);
          const empties = new Empties();
          let now = 0;
          let refused = 0;
          waits.forEach((wait, at) => {
            now += wait;
            const call = { seq: at + 1, group: 'a', startedMs: now };
            empties.sent(call);
            if (bucket.take(now, false)) return;
            refused++;
            empties.found(call, true);
          });
          if (refused === 0 || !empties.isMeasured || empties.least === 0) return;
          // A bucket keeps less than one call, and calls of one moment may have come in any order.
          const found = empties.within(guess);
          assert.ok(empties.least <= perSecond * 1.3 + 1, `at least ${empties.least}, is ${perSecond}`);
          assert.ok(found >= empties.least);
        },
      ),
    ));

  it('make a guess before there are two: what was taken, over the time until more is wanted', () => {
    const empties = new Empties();
    for (let seq = 1; seq <= 6; seq++) empties.sent({ seq, group: 'a', startedMs: seq * 2 });
    empties.found({ seq: 6, group: 'a', startedMs: 12 }, true);
    assert.equal(empties.isMeasured, false);
    assert.equal(empties.guess(1000, 1000).toFixed(2), '4.95');
    assert.equal(empties.guess(1000, 50).toFixed(2), '5.00', 'limits are kept by the second at least');
    assert.equal(empties.guess(1000, 9990).toFixed(2), '0.50');
  });

  it('correct a guess by what was taken between them', () => {
    const empties = new Empties();
    const send = (seq: number, startedMs: number) => {
      empties.sent({ seq, group: 'a', startedMs });
      return { seq, group: 'a', startedMs };
    };
    empties.found(send(1, 0), true);
    for (let seq = 2; seq <= 21; seq++) send(seq, seq * 100);
    empties.found(send(22, 2200), true);
    // 20 calls in 2.2 s, and less than one more.
    assert.equal(empties.within(1).toFixed(2), '9.09');
    assert.equal(empties.within(100).toFixed(2), '9.55');
    assert.equal(empties.within(9.3), 9.3);
  });

  it('say nothing about a server that took nothing but that it may be slower', () => {
    const empties = new Empties();
    empties.sent({ seq: 1, group: 'a', startedMs: 0 });
    empties.found({ seq: 1, group: 'a', startedMs: 0 }, true);
    empties.sent({ seq: 2, group: 'a', startedMs: 30_000 });
    empties.found({ seq: 2, group: 'a', startedMs: 30_000 }, true);
    assert.equal(empties.within(8), 4);
  });
});
