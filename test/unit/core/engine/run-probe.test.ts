import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunEvent } from '../../../../src/core/model/events.ts';
import type { Trial } from '../../../../src/core/model/run.ts';
import type { Attempt } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

const good = { attempt: answer('x'), takesMs: 100 };
const progressOf = (events: readonly RunEvent[]) =>
  events.filter((event) => event.type === 'progress').map((event) => event.progress);

describe('a run without faults', () => {
  it('settles every trial, with the times of its call', async () => {
    const { record, events } = await runScripted(headerFor(['a:m', 'b:m'], 6), () => good);
    assert.equal(record.run.status, 'complete');
    assert.equal(record.trials.length, 12);
    const first = record.trials[0]!;
    assert.deepEqual([first.latencyMs, first.attempts, first.startedAt], [100, 1, '2026-11-20T00:00:00.000Z']);
    assert.deepEqual(first.honoured, { temperature: 1, seed: 7 });
    assert.match(first.sha256!, /"model":"m".*"temperature":1/);
    assert.equal(events[0]!.type, 'started');
    assert.equal(events.at(-1)!.type, 'finished');
    assert.deepEqual(
      progressOf(events)
        .at(-1)!
        .map(({ state, settled }) => [state, settled]),
      [
        ['done', 6],
        ['done', 6],
      ],
    );
  });

  it('holds once what its trials say alike', async () => {
    const replies = () => ({ ...answer('x'), usage: { inputTokens: 5, outputTokens: 1 } }) as Attempt;
    const { record } = await runScripted(headerFor(['a:m'], 3), () => ({ attempt: replies(), takesMs: 100 }));
    const [first, ...others] = record.trials;
    for (const { usage, honoured, variables } of others) {
      assert.deepEqual(usage, { inputTokens: 5, outputTokens: 1 });
      assert.equal(usage, first!.usage);
      assert.equal(honoured, first!.honoured);
      assert.equal(variables, first!.variables);
    }
  });

  it('gives each lane its own concurrency', async () => {
    const { peaks, clock } = await runScripted(headerFor(['a:m', 'b:m'], 8), () => good, { concurrency: 4 });
    assert.deepEqual([...peaks.values()], [4, 4]);
    assert.equal(clock.monotonicMs(), 200, 'two rounds of four, both lanes at once');
  });

  it('takes targets of one lane in turn', async () => {
    const { calls } = await runScripted(headerFor(['a:x', 'a:y', 'a:z'], 20), () => good, { concurrency: 5 });
    const sent = new Map<string, number>();
    for (const { target } of calls) {
      sent.set(target, (sent.get(target) ?? 0) + 1);
      // One more than a turn: as long as only some have answered, the others count as slower.
      if (sent.size === 3) assert.ok(Math.max(...sent.values()) - Math.min(...sent.values()) <= 2);
    }
  });

  it('lets fast lanes finish as if alone', async () => {
    const { calls } = await runScripted(headerFor(['slow:m', 'fast:m'], 8), (target) => ({
      ...good,
      takesMs: target === 'slow:m' ? 5000 : 100,
    }));
    const fast = calls.filter(({ target }) => target === 'fast:m');
    assert.equal(Math.max(...fast.map(({ endedMs }) => endedMs)), 200);
  });
});

describe('chains of calls', () => {
  const chain = { length: 3, width: 2, again: 'Another one.' };
  const header = headerFor(['a:m'], 6);
  const chained = {
    ...header,
    conditions: header.conditions.map((one) => ({ ...one, rewrite: { template: 'x', want: 'many' as const, chain } })),
  };
  const shownTo = (messages: readonly { readonly role: string; readonly text: string }[]) =>
    messages.filter(({ role }) => role === 'assistant').map(({ text }) => text);

  it('wait for the answers that they show, however long these take, and leave out what failed', async () => {
    const shown = new Map<number, readonly string[]>();
    const { record } = await runScripted(
      chained,
      (_target, { messages, trialIndex }) => {
        shown.set(trialIndex, shownTo(messages));
        // The first chain is slow, and its second call is refused.
        if (trialIndex === 2) return { attempt: failure('bad-request', { retryable: false }), takesMs: 900 };
        return { attempt: answer(`answer ${String(trialIndex)}`), takesMs: trialIndex % 2 === 0 ? 900 : 10 };
      },
      { concurrency: 6 },
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((index) => shown.get(index)),
      [[], [], ['answer 0'], ['answer 1'], ['answer 0'], ['answer 1', 'answer 3']],
    );
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 5);
  });

  it('go on after a call that was tried again', async () => {
    const { record } = await runScripted(
      chained,
      (_target, { trialIndex }, call) =>
        trialIndex < 2 && call < 4 ? { attempt: failure('network'), takesMs: 10 } : good,
      { concurrency: 1 },
    );
    assert.ok(record.trials.every(({ outcome }) => outcome === 'completed'));
  });

  it('show what an earlier part of the run answered', async () => {
    const { record } = await runScripted(header, (_target, { trialIndex }) => ({
      attempt: answer(`kept ${String(trialIndex)}`),
      takesMs: 10,
    }));
    const settled = record.trials.filter(({ trialIndex }) => trialIndex < 4);
    const shown: (readonly string[])[] = [];
    await runScripted(
      chained,
      (_target, { messages }) => {
        shown.push(shownTo(messages));
        return good;
      },
      { settled },
    );
    assert.deepEqual(shown, [
      ['kept 0', 'kept 2'],
      ['kept 1', 'kept 3'],
    ]);
  });
});

describe('retries', () => {
  it('tries again after what may pass, with growing waits, and counts the calls', async () => {
    const { record, calls } = await runScripted(headerFor(['a:m'], 1), (_target, _request, call) =>
      call < 3 ? { attempt: failure('network'), takesMs: 10 } : good,
    );
    assert.deepEqual([record.trials[0]!.outcome, record.trials[0]!.attempts], ['completed', 4]);
    assert.equal(record.trials[0]!.latencyMs, 100, 'of the attempt that settled');
    assert.equal(record.trials[0]!.startedAt, '2026-11-20T00:00:01.780Z');
    // Half of 500, 1000 and 2000 ms, because the random number is 0.5.
    assert.deepEqual(
      calls.map(({ startedMs }) => startedMs),
      [0, 260, 770, 1780],
    );
  });

  it('gives up after the last attempt, and says why', async () => {
    const { record, calls } = await runScripted(headerFor(['a:m'], 2), () => ({
      attempt: failure('overloaded'),
      takesMs: 10,
    }));
    assert.equal(record.run.status, 'partial');
    assert.equal(calls.length, 8);
    assert.deepEqual(
      record.trials.map(({ outcome, attempts, error, latencyMs }) => [outcome, attempts, error!.reason, latencyMs]),
      [
        ['failed', 4, 'overloaded', 10],
        ['failed', 4, 'overloaded', 10],
      ],
    );
  });

  it('stops a target whose calls are all refused, after three', async () => {
    const { record, calls, events } = await runScripted(headerFor(['a:m', 'a:good'], 30), (target) =>
      target === 'a:m' ? { attempt: failure('bad-request', { retryable: false }), takesMs: 10 } : good,
    );
    const bad = record.trials.filter(({ target }) => target === 'a:m');
    assert.ok(calls.filter(({ target }) => target === 'a:m').length <= 5, 'three, and what was in flight');
    assert.ok(bad.every(({ outcome, error }) => outcome === 'failed' && error!.message === 'bad-request happened.'));
    assert.ok(bad.filter(({ attempts }) => attempts === 0).length >= 25);
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 30);
    const last = progressOf(events)
      .at(-1)!
      .find(({ target }) => target === 'a:m')!;
    assert.deepEqual([last.state, last.reason, last.failed], ['stopped', 'bad-request happened.', 30]);
  });

  it('goes on when the server has answered, or fails otherwise between', async () => {
    const refused = { attempt: failure('content-filter', { retryable: false }), takesMs: 10 };
    const answeredFirst = await runScripted(
      headerFor(['a:m'], 9),
      (_target, _request, call) => (call === 0 ? good : refused),
      { concurrency: 1 },
    );
    assert.equal(answeredFirst.calls.length, 9);
    const between = await runScripted(
      headerFor(['a:m'], 9),
      (_target, _request, call) =>
        call % 3 === 2 ? { attempt: failure('unknown', { retryable: false }), takesMs: 10 } : refused,
      { concurrency: 1 },
    );
    assert.equal(between.calls.length, 9);
  });

  it('does not try again what cannot pass', async () => {
    const { calls } = await runScripted(headerFor(['a:m'], 3), () => ({
      attempt: failure('content-filter', { retryable: false }),
      takesMs: 10,
    }));
    assert.equal(calls.length, 3);
  });

  it('waits exactly as long as the server asks, with everyone in the lane, and says until when', async () => {
    const limited = { attempt: failure('rate-limited', { retryAfterMs: 8000 }), takesMs: 50 };
    const { calls, events } = await runScripted(headerFor(['a:x', 'a:y', 'b:z'], 10), (target, _request, call) =>
      target.startsWith('a:') && call === 1 ? limited : good,
    );
    const laneA = calls.filter(({ target }) => target.startsWith('a:'));
    const later = laneA.map(({ startedMs }) => startedMs).filter((ms) => ms > 50);
    assert.equal(Math.min(...later), 8050);
    assert.equal(later.length, 18);
    assert.ok(Math.max(...calls.filter(({ target }) => target === 'b:z').map(({ endedMs }) => endedMs)) < 1000);
    const paused = progressOf(events)
      .flat()
      .find(({ state }) => state === 'paused')!;
    assert.deepEqual(
      [paused.target, paused.reason, paused.resumesAt],
      ['a:x', 'rate limited', '2026-11-20T00:00:08.050Z'],
    );
  });

  it('lets the others go on when a refused call stands alone', async () => {
    const { calls } = await runScripted(headerFor(['a:m'], 40), (_target, _request, call) =>
      call === 20 ? { attempt: failure('rate-limited', { retryAfterMs: 8000 }), takesMs: 50 } : good,
    );
    const others = calls.slice(0, -1);
    assert.ok(Math.max(...others.map(({ endedMs }) => endedMs)) <= 1100);
    const refused = calls[20]!;
    assert.equal(calls.at(-1)!.request.trialIndex, refused.request.trialIndex);
    assert.equal(calls.at(-1)!.startedMs, refused.endedMs + 8000);
  });

  it('does not count it against a trial when the server answers others meanwhile', async () => {
    // Every second call is refused: with 4 attempts a trial would soon run out of them.
    const { record } = await runScripted(
      headerFor(['a:m'], 30),
      (_target, _request, call) =>
        call % 2 === 1 ? { attempt: failure('rate-limited', { retryAfterMs: 10 }), takesMs: 5 } : good,
      { concurrency: 10, maxAttempts: 2 },
    );
    assert.equal(record.run.status, 'complete');
  });

  it('gives up on a server that only ever says to wait, once and for all', async () => {
    const { record, calls, clock } = await runScripted(headerFor(['a:m'], 300), () => ({
      attempt: failure('rate-limited'),
      takesMs: 5,
    }));
    assert.ok(record.trials.every(({ outcome, error }) => outcome === 'failed' && error!.reason === 'rate-limited'));
    assert.equal(new Set(record.trials.map(({ error }) => error!.message)).size, 1);
    assert.match(record.trials[0]!.error!.message, /it has answered nothing for \d+ s, so try again later\.$/);
    assert.ok(clock.monotonicMs() >= 70_000 && clock.monotonicMs() < 180_000, String(clock.monotonicMs()));
    assert.ok(calls.length < 40, `${calls.length} calls`);
  });

  it('does not wait for hours', async () => {
    const { record, clock } = await runScripted(headerFor(['a:m'], 3), () => ({
      attempt: failure('rate-limited', { retryAfterMs: 24 * 3_600_000 }),
      takesMs: 5,
    }));
    assert.ok(clock.monotonicMs() < 1000);
    assert.match(record.trials[0]!.error!.message, /asks to wait 24 hours/);
  });

  it('a wait of hours ends its target, and holds nobody else', async () => {
    const { record, clock } = await runScripted(headerFor(['a:x', 'a:y'], 20), (target) =>
      target === 'a:x' ? { attempt: failure('rate-limited', { retryAfterMs: 24 * 3_600_000 }), takesMs: 5 } : good,
    );
    assert.ok(clock.monotonicMs() < 2000);
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 20);
  });

  it('cuts a call off at the timeout even when the provider ignores it', async () => {
    const { record } = await runScripted(
      headerFor(['a:m'], 1),
      (_target, _request, call) => (call === 0 ? { ...good, takesMs: 999_999, obeys: false } : good),
      { timeoutMs: 2000 },
    );
    assert.deepEqual([record.trials[0]!.outcome, record.trials[0]!.attempts], ['completed', 2]);
  });

  it('takes an exception of a provider as data', async () => {
    const { record } = await runScripted(headerFor(['a:m'], 1), () => {
      throw new TypeError('sk-secret');
    });
    assert.equal(record.trials[0]!.error!.message, 'The provider scripted broke down unexpectedly (TypeError).');
  });
});

describe('parameters that a server does not take', () => {
  it('are dropped once for the target and recorded', async () => {
    const { record, calls } = await runScripted(
      headerFor(['a:m', 'b:m'], 5),
      (target, request) =>
        target === 'a:m' && 'seed' in request.parameters
          ? { attempt: failure('bad-request', { retryable: false, parameter: 'seed' }), takesMs: 10 }
          : good,
      { concurrency: 1 },
    );
    assert.equal(record.run.status, 'complete');
    assert.equal(calls.filter(({ target }) => target === 'a:m').length, 6);
    for (const trial of record.trials) {
      assert.deepEqual(trial.requested, { temperature: 1, seed: 7 });
      assert.deepEqual(trial.honoured, trial.target === 'a:m' ? { temperature: 1 } : { temperature: 1, seed: 7 });
      assert.equal(trial.sha256!.includes('"seed"'), trial.target === 'b:m', 'the digest is of what was sent');
    }
  });

  it('end the trial when the server names one that was not sent', async () => {
    const { record, calls } = await runScripted(headerFor(['a:m'], 1), () => ({
      attempt: failure('bad-request', { retryable: false, parameter: 'top_p' }),
      takesMs: 10,
    }));
    assert.deepEqual([calls.length, record.trials[0]!.outcome], [1, 'failed']);
  });
});

describe('a target that cannot go on', () => {
  it('fails at once with one reason, while the others go on', async () => {
    const { record, calls, events } = await runScripted(headerFor(['a:bad', 'a:good'], 50), (target) =>
      target === 'a:bad'
        ? { attempt: failure('authentication', { retryable: false, stopsTarget: true }), takesMs: 20 }
        : good,
    );
    assert.ok(calls.filter(({ target }) => target === 'a:bad').length <= 4);
    const bad = record.trials.filter(({ target }) => target === 'a:bad');
    assert.equal(bad.length, 50);
    assert.deepEqual([...new Set(bad.map(({ error }) => error!.message))], ['authentication happened.']);
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 50);
    const stopped = progressOf(events)
      .at(-1)!
      .find(({ target }) => target === 'a:bad')!;
    assert.deepEqual([stopped.state, stopped.reason, stopped.failed], ['stopped', 'authentication happened.', 50]);
  });
});

describe('cancelling', () => {
  it('settles everything at once, keeps what has arrived, and does not wait for a deaf provider', async () => {
    const controller = new AbortController();
    const clock = new FakeClock();
    let settled = 0;
    const { record, events } = await runScripted(
      headerFor(['a:m'], 20),
      (_target, _request, call) => (call < 6 ? good : { ...good, takesMs: 1e9, obeys: false }),
      {
        clock,
        timeoutMs: 1e8,
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'settled' && ++settled === 6) controller.abort();
        },
      },
    );
    assert.equal(record.run.status, 'cancelled');
    assert.ok(clock.monotonicMs() <= 200, 'no time passed after the cancel');
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 6);
    const cancelled = record.trials.filter(({ outcome }) => outcome === 'cancelled');
    assert.equal(cancelled.length, 14);
    assert.ok(cancelled.every(({ startedAt, latencyMs, error }) => !startedAt && latencyMs === null && !error));
    assert.ok(events.filter((event) => event.type === 'progress').length <= 8, 'not one a cancelled trial');
  });

  it('sends nothing when it comes first', async () => {
    const { record, calls } = await runScripted(headerFor(['a:m'], 3), () => good, { signal: AbortSignal.abort() });
    assert.deepEqual([calls.length, record.run.status, record.trials.length], [0, 'cancelled', 3]);
  });

  it('leaves no timer and no call behind', async () => {
    const { clock } = await runScripted(headerFor(['a:m'], 3), () => good, { timeoutMs: 1e6 });
    assert.equal(clock.waiting, 0);
    const controller = new AbortController();
    const cancelled = await runScripted(headerFor(['a:m'], 8), () => ({ ...good, takesMs: 1e6 }), {
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'progress') controller.abort();
      },
    });
    assert.equal(cancelled.record.run.status, 'cancelled');
    assert.equal(cancelled.clock.waiting, 0, 'calls in flight are told to stop');
  });
});

describe('going on with a run', () => {
  const header = headerFor(['a:m', 'b:m'], 4);

  async function settledTrials(): Promise<readonly Trial[]> {
    return (await runScripted(header, () => good)).record.trials;
  }

  it('sends exactly what is missing, cancelled trials included', async () => {
    const all = await settledTrials();
    const kept = all
      .filter((trial) => !(trial.target === 'a:m' && trial.trialIndex === 2))
      .map((trial): Trial =>
        trial.target === 'b:m' && trial.trialIndex === 0 ? { ...trial, outcome: 'cancelled' } : trial,
      );
    const { calls, record } = await runScripted(header, () => ({ ...good, attempt: answer('new') }), { settled: kept });
    assert.deepEqual(
      calls.map(({ target, request }) => [target, request.trialIndex]),
      [
        ['a:m', 2],
        ['b:m', 0],
      ],
    );
    assert.deepEqual([record.trials.length, record.run.status], [8, 'complete']);
    assert.equal(record.trials.filter(({ text }) => text === 'new').length, 2);
  });

  it('leaves out what belongs to no trial of this run', async () => {
    const [one] = await settledTrials();
    assert.ok(one);
    const foreign = [
      { ...one, target: 'c:m' },
      { ...one, condition: 'other' },
      { ...one, trialIndex: 4 },
      { ...one, trialIndex: -1 },
    ];
    const { calls, record } = await runScripted(header, () => good, { settled: foreign });
    assert.deepEqual([calls.length, record.trials.length], [8, 8]);
  });

  it('finishes at once when nothing is missing', async () => {
    const { calls, record } = await runScripted(header, () => good, { settled: await settledTrials() });
    assert.deepEqual([calls.length, record.run.status], [0, 'complete']);
  });
});

describe('defects', () => {
  it('rejects when the receiver of events throws', async () => {
    const broken = runScripted(headerFor(['a:m'], 3), () => good, {
      onEvent: (event) => {
        if (event.type === 'settled') throw new Error('broken receiver');
      },
    });
    await assert.rejects(broken, /broken receiver/);
  });

  it('rejects when a target has no provider', async () => {
    await assert.rejects(
      runScripted(headerFor(['a:m'], 1), () => good, { providers: new Map() }),
      /no provider/,
    );
  });
});
