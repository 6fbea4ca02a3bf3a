import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LimitHints } from '../../../../../src/core/engine/pace/limit-hints.ts';
import { ToldLimit } from '../../../../../src/core/engine/pace/told-limit.ts';
import { TokenBucket } from '../../../../support/servers/token-bucket.ts';
import type { LimitHint } from '../../../../../src/core/ports.ts';

const call = (seq: number, startedMs: number) => ({ seq, group: 'a', startedMs });
const hint = (facts: Partial<LimitHint>): LimitHint => ({
  unit: 'requests',
  limit: 10,
  remaining: 0,
  resetMs: 2000,
  ...facts,
});

describe('a limit that a server tells', () => {
  it('holds nothing back before it is told, nor while enough is left', () => {
    const limit = new ToldLimit();
    assert.equal(limit.readyAtMs(1, 0), 0);
    limit.report(hint({ remaining: 8, resetMs: 400 }), call(1, 0), 0, 0);
    for (let spent = 0; spent < 6; spent++) {
      assert.equal(limit.readyAtMs(1, 0), 0);
      limit.spend(1, call(2 + spent, 0));
    }
    // Between one and two in 400 ms: what is left is told in whole calls.
    assert.equal(limit.perSecond(1, 0), 3.75);
  });

  it('waits until one has come back', () => {
    const limit = new ToldLimit();
    limit.report(hint({}), call(1, 0), 0, 0);
    // More than nine in two seconds, as what is left is told in whole calls; and a tenth of a call for the way.
    assert.equal(Math.round(limit.readyAtMs(1, 0)), Math.round((1.1 * 2000) / 9));
  });

  it('counts what was spent since the call it came with', () => {
    const limit = new ToldLimit();
    limit.report(hint({ remaining: 3, resetMs: 1400 }), call(1, 0), 4, 0);
    assert.equal(Math.round(limit.readyAtMs(1, 0)), Math.round((2.1 * 1400) / 6));
  });

  it('does not believe an overtaken reply that is more hopeful', () => {
    const limit = new ToldLimit();
    limit.report(hint({ remaining: 0 }), call(5, 0), 0, 0);
    limit.report(hint({ remaining: 9, resetMs: 200 }), call(2, 0), 3, 0);
    assert.ok(limit.readyAtMs(1, 0) > 0);
  });

  it('sees that others use it, too, once for all calls that were out', () => {
    const limit = new ToldLimit();
    limit.report(hint({ remaining: 9, resetMs: 2e6 }), call(1, 0), 0, 0);
    for (let seq = 2; seq <= 4; seq++) limit.spend(1, call(seq, 0));
    // Believed: 8, 7 and 6 left. Somebody has taken three.
    for (let seq = 2; seq <= 4; seq++) limit.report(hint({ remaining: 7 - seq, resetMs: 4e6 }), call(seq, 0), 0, 1);
    let left = 0;
    for (; limit.readyAtMs(1, 1) === 1; left++) limit.spend(1, call(5 + left, 1));
    assert.ok(left === 3 || left === 4, String(left));
  });

  it('without a limit waits until it is whole, and without a reset for nothing', () => {
    const whole = new ToldLimit();
    whole.report(hint({ limit: null }), call(1, 0), 0, 100);
    assert.equal(whole.readyAtMs(1, 100), 2100);
    assert.equal(whole.readyAtMs(1, 2100), 2100);
    const bare = new ToldLimit();
    bare.report(hint({ limit: null, resetMs: null }), call(1, 0), 0, 100);
    assert.equal(bare.readyAtMs(1, 100), 100, 'a bare "0 left" names no time, so it cannot be waited for');
  });

  it('lets go what costs more than the limit ever holds, when it is whole', () => {
    const limit = new ToldLimit();
    limit.report(hint({ limit: 10, remaining: 5, resetMs: 1000 }), call(1, 0), 0, 0);
    assert.equal(Math.round(limit.readyAtMs(50, 0)), 1000);
  });

  it('never lets a call go that the bucket it copies would refuse', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 10, max: 2000, noNaN: true }),
        (perSecond, burst, latencyMs) => {
          const bucket = new TokenBucket(perSecond, burst);
          const limit = new ToldLimit();
          const replies: { readonly atMs: number; readonly seq: number; readonly hint: LimitHint }[] = [];
          let now = 0;
          for (let seq = 1; seq <= 60; seq++) {
            // The first call goes alone; from its reply on all is known.
            if (seq === 2) now = latencyMs;
            for (;;) {
              for (const reply of replies.splice(0).filter((one) => {
                if (one.atMs > now) replies.push(one);
                return one.atMs <= now;
              })) {
                limit.report(reply.hint, call(reply.seq, reply.atMs - latencyMs), seq - 1 - reply.seq, now);
              }
              const readyAt = limit.readyAtMs(1, now);
              if (readyAt <= now) break;
              now = Math.min(readyAt, ...replies.map(({ atMs }) => atMs));
            }
            limit.spend(1, call(seq, now));
            assert.ok(bucket.take(now, false), `call ${seq} at ${now} ms was refused`);
            const { remaining, fullMs } = bucket.level(now);
            replies.push({ atMs: now + latencyMs, seq, hint: hint({ limit: burst, remaining, resetMs: fullMs }) });
          }
          // At the worst one after the other, each as soon as the reply to the one before has told when.
          assert.ok(now <= 1.05 * 60 * (1000 / perSecond + latencyMs), `${now} ms`);
        },
      ),
    ));
});

describe('the limits of a lane', () => {
  const reply = (limits: readonly LimitHint[], tokens: number | null = null) => ({
    kind: 'answered' as const,
    retryAfterMs: null,
    limits,
    tokens,
  });

  it('are kept by model', () => {
    const hints = new LimitHints();
    hints.sent(call(1, 0));
    hints.settled(call(1, 0), reply([hint({})]), 0, 0);
    assert.ok(hints.readyAtMs('a', 0) > 0);
    assert.equal(hints.readyAtMs('b', 0), 0);
  });

  it('turn tokens into calls by what calls used so far, and obey the tighter of two', () => {
    const hints = new LimitHints();
    hints.sent(call(1, 0));
    const tokens = hint({ unit: 'tokens', limit: 1000, remaining: 0, resetMs: 10_000 });
    hints.settled(call(1, 0), reply([hint({ remaining: 9, resetMs: 200 }), tokens], 50), 0, 0);
    // 50 tokens and a tenth of that at 100 a second.
    assert.equal(Math.round(hints.readyAtMs('a', 0)), 551);
    assert.equal(hints.perSecond('a', 0)!.toFixed(1), '2.0');
  });
});
