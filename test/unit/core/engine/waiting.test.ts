import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { simulate } from '../../../support/simulation.ts';
import type { Script } from './scripted.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

const good: Script = { attempt: answer('x'), takesMs: 100 };

interface Seen extends TargetProgress {
  readonly atMs: number;
}

/** Every state of a run's only target, with its time. */
async function watch(
  script: (call: number, nowMs: number) => Script,
  trials: number,
  changes: Parameters<typeof runScripted>[2] = {},
): Promise<readonly Seen[]> {
  const clock = new FakeClock();
  const seen: Seen[] = [];
  await runScripted(headerFor(['a:m'], trials), (_target, _request, call) => script(call, clock.monotonicMs()), {
    clock,
    ...changes,
    onEvent: (event) => {
      if (event.type === 'progress') seen.push({ atMs: clock.monotonicMs(), ...event.progress[0]! });
    },
  });
  return seen;
}

const startOfTime = Date.UTC(2026, 10, 20);
const resumes = ({ resumesAt }: Seen) => Date.parse(resumesAt!) - startOfTime;

describe('waiting that can be seen', () => {
  it('a pause of the server: for all of its time, until when and why', async () => {
    const seen = await watch(
      (call) =>
        call === 4 || call === 5 ? { attempt: failure('rate-limited', { retryAfterMs: 8000 }), takesMs: 50 } : good,
      20,
    );
    const first = seen.findIndex(({ state }) => state === 'paused');
    const after = seen.findIndex((one, at) => at > first && one.state !== 'paused');
    assert.ok(first > 0);
    for (const one of seen.slice(first, after)) {
      assert.deepEqual([one.reason, resumes(one)], ['rate limited', 8150]);
    }
    assert.equal(seen[after]!.atMs, 8150, 'and it runs on the moment the pause ends');
  });

  it('a pause for overload says so', async () => {
    const seen = await watch(
      (call) => (call < 2 ? { attempt: failure('overloaded', { retryAfterMs: 3000 }), takesMs: 50 } : good),
      5,
    );
    assert.equal(seen.find(({ state }) => state === 'paused')!.reason, 'the server is overloaded');
  });

  it('the wait before the last trials are tried again', async () => {
    const seen = await watch((call) => (call === 3 ? { attempt: failure('network'), takesMs: 150 } : good), 4);
    const paused = seen.filter(({ state }) => state === 'paused');
    assert.deepEqual(
      paused.map((one) => [one.atMs, one.reason, resumes(one)]),
      [[150, 'no connection', 400]],
    );
  });

  it('a rate that was set: runs and says how fast, without flickering; a slow one waits visibly', async () => {
    const quick = await watch(() => good, 10, { ratePerSecond: 5 });
    assert.ok(quick.every(({ state }) => state !== 'paused'));
    assert.ok(quick.slice(0, -1).every(({ ratePerSecond }) => ratePerSecond === 5));
    const slow = await watch(() => good, 3, { ratePerSecond: 0.1 });
    const paused = slow.filter(({ state }) => state === 'paused');
    assert.deepEqual(
      paused.map((one) => [one.atMs, resumes(one)]),
      [
        [100, 10_000],
        [10_100, 20_000],
      ],
    );
  });

  it('a rate that was learnt: about as fast as the server takes it, without flickering', async () => {
    const { events } = await simulate({
      calls: 60,
      concurrency: 12,
      conducts: { a: { limit: { perSecond: 5 }, retryAfter: 1000 } },
    });
    const states = events.flatMap((event) => (event.type === 'progress' ? event.progress : []));
    const learnt = states.filter(({ ratePerSecond }) => typeof ratePerSecond === 'number');
    assert.ok(learnt.length > 50);
    const rates = learnt.map(({ ratePerSecond }) => ratePerSecond!).sort((a, b) => a - b);
    assert.ok(Math.abs(rates[rates.length >> 1]! - 5) < 0.5);
    let changes = 0;
    states.forEach(({ state }, at) => (changes += at > 0 && state !== states[at - 1]!.state ? 1 : 0));
    assert.ok(changes <= 8, `${changes} changes of state`);
  });

  it('a rate that the server tells', async () => {
    const { events } = await simulate({
      calls: 40,
      concurrency: 12,
      conducts: { a: { limit: { perSecond: 5 }, hints: true, retryAfter: 1000 } },
    });
    const rates = events
      .flatMap((event) => (event.type === 'progress' ? event.progress : []))
      .flatMap(({ ratePerSecond }) => ratePerSecond ?? []);
    assert.ok(Math.abs(rates[rates.length >> 1]! - 5) < 0.5);
  });

  it('says nothing of a rate while nothing limits', async () => {
    const seen = await watch(() => good, 20);
    assert.ok(seen.every(({ ratePerSecond }) => ratePerSecond === null));
  });
});

describe('a cancel of very many', () => {
  it('settles each of them once, with breaks for others, and at that moment of the clock', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const turns = new Map<number, number>();
    let turn = 0;
    let running = true;
    const count = () => {
      turn++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const { record, events } = await runScripted(headerFor(['a:m', 'b:m'], 5000), () => ({ ...good, takesMs: 1e6 }), {
      clock,
      timeoutMs: 1e7,
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'progress') controller.abort();
        if (event.type === 'settled') turns.set(turn, (turns.get(turn) ?? 0) + 1);
      },
    });
    running = false;
    assert.equal(record.run.status, 'cancelled');
    assert.equal(clock.monotonicMs(), 0);
    assert.equal(events.filter(({ type }) => type === 'settled').length, 10_000);
    assert.equal(record.trials.length, 10_000);
    assert.ok(Math.max(...turns.values()) <= 1100, `${Math.max(...turns.values())} in one turn of the event loop`);
  });
});
