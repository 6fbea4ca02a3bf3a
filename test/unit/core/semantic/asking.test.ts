import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Price, Usage } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { asking, fails, says } from './support.ts';

const PRICE: Price = { inputPerMillion: 1000, outputPerMillion: 0, name: 'x', source: 'user' };

describe('Asking', () => {
  it('asks again where that may help, waits as long as it is told, and counts every call', async () => {
    const clock = new FakeClock();
    const account = asking(clock);
    const replies = [fails(), fails({ retryAfterMs: 3000 }), says('yes')];
    const reply = await clock.runUntil(account.ask(() => Promise.resolve(replies.shift()!)));
    assert.equal(reply.text, 'yes');
    assert.deepEqual([account.calls, account.usage], [3, { inputTokens: 100, outputTokens: 10 }]);
    assert.ok(clock.monotonicMs() >= 3000 && clock.monotonicMs() < 5000, String(clock.monotonicMs()));
  });

  it('gives up with one sentence, at once where asking again is of no use', async () => {
    for (const [reply, calls] of [
      [fails(), 5],
      [fails({ retryable: false }), 1],
      [fails({ retryAfterMs: 3_600_000 }), 1],
    ] as const) {
      const clock = new FakeClock();
      const account = asking(clock);
      await assert.rejects(
        clock.runUntil(account.ask(() => Promise.resolve(reply))),
        (error) => error instanceof UsageError && error.message === reply.error.message,
      );
      assert.equal(account.calls, calls);
    }
  });

  it('knows no sum once one reply does not say what it used', async () => {
    const account = asking();
    const usages: readonly (Usage | null)[] = [
      { inputTokens: 3, outputTokens: 1 },
      { inputTokens: null, outputTokens: 1 },
    ];
    for (const usage of usages) await account.ask(() => Promise.resolve(says('', { usage })));
    assert.deepEqual(account.usage, { inputTokens: null, outputTokens: 2 });
    await account.ask(() => Promise.resolve(says('', { usage: null })));
    assert.deepEqual(account.usage, { inputTokens: null, outputTokens: null });
  });

  it('stops once what may be spent is spent', async () => {
    const account = asking(new FakeClock(), { limitUsd: 0.15, price: PRICE });
    const ask = () => account.ask(() => Promise.resolve(says('')));
    await ask();
    await ask();
    await assert.rejects(ask(), /^UsageError: The \$0\.15 that may be spent are used up; set a larger --budget\.$/);
    assert.equal(account.calls, 2);
  });

  it('leaves a call behind that takes too long', async () => {
    const clock = new FakeClock();
    const signals: AbortSignal[] = [];
    const never = (signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    await assert.rejects(clock.runUntil(asking(clock).ask(never)), /No answer within 10 s/);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      Array.from({ length: 5 }, () => true),
    );
  });

  it('ends with the reason of its signal, also while it waits and while a provider does not listen', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const account = asking(clock, { signal: controller.signal });
    const waits = account.ask(() => Promise.resolve(fails({ retryAfterMs: 60_000 })));
    const deaf = asking(clock, { signal: controller.signal }).ask(() => new Promise<never>(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('interrupted');
    controller.abort(reason);
    await assert.rejects(waits, reason);
    await assert.rejects(deaf, reason);
    await assert.rejects(
      account.ask(() => Promise.resolve(says(''))),
      reason,
    );
    assert.equal(account.calls, 2);
  });
});
