import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TargetState } from '../../../../src/core/engine/target-state.ts';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Script } from './scripted.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20);
const NEVER = new AbortController().signal;
const good: Script = { attempt: answer('x'), takesMs: 100 };
const limited = (retryAfterMs: number | null): Script => ({
  attempt: failure('rate-limited', { retryAfterMs }),
  takesMs: 20,
});

/** Runs one target as a person does who sets nothing. */
async function run(
  trials: number,
  script: (call: number, clock: FakeClock) => Script,
  changes: Parameters<typeof runScripted>[2] = {},
) {
  const clock = new FakeClock();
  const controller = new AbortController();
  const seen: (TargetProgress & { readonly atMs: number })[] = [];
  const scripted = await runScripted(headerFor(['a:m'], trials), (_target, _request, call) => script(call, clock), {
    clock,
    concurrency: 12,
    maxAttempts: 5,
    random: seededRandom(3),
    signal: controller.signal,
    ...changes,
    onEvent: (event) => {
      if (event.type === 'progress') seen.push({ atMs: clock.monotonicMs(), ...event.progress[0]! });
    },
  });
  const count = (outcome: string) => scripted.record.trials.filter((trial) => trial.outcome === outcome).length;
  return { ...scripted, seen, count };
}

describe('a server that asks for a long wait', () => {
  const opensMs = 59 * MINUTE;
  const closed = (_call: number, clock: FakeClock) =>
    clock.monotonicMs() < opensMs ? limited(opensMs - clock.monotonicMs()) : good;

  it('is asked again when that is over, not after another wait of our own', async () => {
    const { count, seen, clock } = await run(60, closed);
    assert.equal(count('completed'), 60);
    assert.ok(clock.monotonicMs() < opensMs + 1.5 * MINUTE, `${clock.monotonicMs() - opensMs} ms after it opened`);
    const paused = seen.filter(({ state, atMs }) => state === 'paused' && atMs < opensMs);
    assert.ok(paused.length > 0);
    for (const { reason, resumesAt } of paused) {
      assert.equal(reason, 'rate limited');
      assert.ok(Math.abs(Date.parse(resumesAt!) - START - opensMs) < 100);
    }
  });

  it('is given up after as many such waits as a trial has calls', async () => {
    const { count, calls, clock } = await run(50, () => limited(opensMs));
    assert.equal(count('failed'), 50);
    assert.ok(clock.monotonicMs() < 5 * 60 * MINUTE, `${clock.monotonicMs() / MINUTE} minutes`);
    assert.ok(calls.length < 20);
  });

  it('holds only the call that was told to, if it answered the others', async () => {
    const { calls } = await run(300, (call) => {
      if (call === 20) return limited(50 * MINUTE);
      return call > 200 && call < 206 ? limited(1000) : good;
    });
    const late = calls.filter(({ startedMs }) => startedMs > MINUTE);
    assert.equal(late.length, 1, `${late.length} calls waited, not one`);
  });
});

describe('a server of which nothing is heard', () => {
  it('ends its target when trials were asked again in vain, and says why from the first timeout on', async () => {
    const dead = await run(300, () => ({ ...good, takesMs: 1e9 }));
    assert.equal(dead.count('failed'), 300);
    assert.ok(dead.calls.length <= 48 && dead.clock.monotonicMs() < 4.1 * MINUTE, `${dead.clock.monotonicMs()} ms`);
    const first = dead.seen.find(({ atMs }) => atMs > MINUTE)!;
    assert.match(first.reason!, /No answer within 60 s/);
  });

  it('is waited for when it was gone for a moment, or has answered before', async () => {
    const blip = await run(40, (_call, clock) =>
      clock.monotonicMs() < 600 ? { attempt: failure('network'), takesMs: 50 } : good,
    );
    assert.equal(blip.count('completed'), 40);
    const later = await run(40, (call) => (call > 0 && call < 30 ? { ...good, takesMs: 1e9 } : good));
    assert.equal(later.count('completed'), 40);
  });
});

describe('slow answers beside quick refusals', () => {
  it('are waited for before a server is taken to answer nothing', async () => {
    let open = 0;
    const { count } = await run(
      24,
      (_call, clock) => {
        if (open >= 4) return limited(1000);
        open++;
        void clock.sleep(119_999, NEVER).then(() => open--);
        return { ...good, takesMs: 120_000 };
      },
      { timeoutMs: 600_000 },
    );
    assert.equal(count('completed'), 24);
  });

  it('are waited for before a condition is taken to be hopeless', async () => {
    const { count } = await run(50, (call) =>
      call >= 1 && call <= 4
        ? { attempt: failure('content-filter', { retryable: false }), takesMs: 20 }
        : { ...good, takesMs: 2000 },
    );
    assert.deepEqual([count('completed'), count('failed')], [46, 4]);
  });
});

describe('what is said of a wait', () => {
  it('holds until it ends, whatever holds the call back next', async () => {
    // Told to wait 1 s, at a rate of one in 3 s.
    const { seen, calls } = await run(3, (call) => (call < 2 ? limited(1000) : good), { ratePerSecond: 1 / 3 });
    for (const { atMs, state, resumesAt } of seen) {
      if (state !== 'paused') continue;
      const next = calls.find(({ startedMs }) => startedMs >= atMs)!;
      assert.ok(Math.abs(Date.parse(resumesAt!) - START - next.startedMs) <= 2, `at ${atMs}: ${resumesAt}`);
    }
  });

  it('is over when it is over, even if no turn is free then', async () => {
    const clock = new FakeClock();
    const last = new Map<string, TargetProgress>();
    const check = () => {
      for (const { state, resumesAt } of last.values()) {
        if (state === 'paused') assert.ok(Date.parse(resumesAt!) >= START + clock.monotonicMs() - 1);
      }
    };
    await runScripted(
      headerFor(['a:x', 'a:y'], 1),
      (target, _request, call) =>
        target === 'a:x' && call === 0 ? { attempt: failure('network'), takesMs: 10 } : { ...good, takesMs: 5000 },
      {
        clock,
        concurrency: 1,
        onEvent: (event) => {
          if (event.type !== 'progress') return;
          check();
          for (const one of event.progress) last.set(one.target, one);
        },
      },
    );
  });
});

describe('a server that does not take what its API demands', () => {
  it('is not asked the same again for ever', () => {
    const { targets, conditions } = headerFor(['a:m'], 1);
    const condition = conditions[0]!;
    const state = new TargetState({
      target: targets[0]!,
      provider: {
        id: 'a',
        source: 'live',
        defaults: () => ({ seed: 7 }),
        listModels: () => Promise.resolve([]),
        complete: () => Promise.resolve(answer('x')),
      },
      ...{ wanted: 0, tasks: [], failed: 0, answered: [], seed: 1 },
    });
    const sent = state.parameters(condition);
    assert.equal(state.drop('seed', condition, sent), false, 'it is sent as a default again');
    assert.equal(state.drop('temperature', condition, sent), true);
    assert.equal(state.drop('top_p', condition, sent), false, 'it was not sent');
  });
});
