import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../../../src/core/random.ts';
import { trialName } from '../../../../src/core/model/record.ts';
import type { Attempt } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Call, Scripted } from './scripted.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

/** A run's shape and the faults its servers make. */
const plans = fc.record({
  targets: fc.uniqueArray(fc.constantFrom('a:1', 'a:2', 'a:3', 'b:1', 'c:1', 'c:2'), { minLength: 1 }),
  trialsPerCell: fc.integer({ min: 1, max: 12 }),
  concurrency: fc.integer({ min: 1, max: 6 }),
  maxAttempts: fc.integer({ min: 1, max: 4 }),
  faults: fc.double({ min: 0, max: 0.9, noNaN: true }),
  seed: fc.integer(),
});

const FAULTS: readonly ((random: () => number) => Attempt)[] = [
  () => failure('network'),
  () => failure('overloaded'),
  (random) => failure('overloaded', { retryAfterMs: random() * 3000 }),
  () => failure('rate-limited'),
  (random) => failure('rate-limited', { retryAfterMs: random() * 5000 }),
  () => failure('bad-request', { retryable: false, parameter: 'seed' }),
  () => failure('content-filter', { retryable: false }),
];

async function runWithFaults(
  {
    targets,
    trialsPerCell,
    concurrency,
    maxAttempts,
    faults,
    seed,
  }: typeof plans extends fc.Arbitrary<infer P> ? P : never,
  cancelAtMs: number | null = null,
): Promise<Scripted & { readonly limits: readonly { readonly call: Call; readonly untilMs: number }[] }> {
  const random = seededRandom(seed);
  const clock = new FakeClock();
  const controller = new AbortController();
  const limits: { call: Call; untilMs: number }[] = [];
  const pending = new Map<string, Attempt[]>();
  if (cancelAtMs !== null) {
    void clock.sleep(cancelAtMs, new AbortController().signal).then(() => controller.abort());
  }
  const scripted = await runScripted(
    headerFor(targets, trialsPerCell),
    (target) => {
      const attempt = random() < faults ? FAULTS[Math.floor(random() * FAULTS.length)]!(random) : answer('x');
      pending.set(target, [...(pending.get(target) ?? []), attempt]);
      // Below the timeout, so that a call is over when its server says so.
      return { attempt, takesMs: 1 + random() * 500 };
    },
    { clock, concurrency, maxAttempts, random, signal: controller.signal },
  );
  for (const target of targets) {
    const made = scripted.calls.filter((call) => call.target === target);
    made.forEach((call, at) => {
      const attempt = pending.get(target)![at]!;
      if (attempt.kind === 'failed' && attempt.retryAfterMs) {
        limits.push({ call, untilMs: call.endedMs + attempt.retryAfterMs });
      }
    });
  }
  return { ...scripted, limits };
}

function checkSettledOnce({ header, record, events }: Scripted): void {
  const settled = events.filter((event) => event.type === 'settled').map((event) => trialName(event.trial));
  const wanted = header.targets.length * header.trialsPerCell;
  assert.equal(settled.length, wanted);
  assert.equal(new Set(settled).size, wanted);
  assert.equal(record.trials.length, wanted);
  assert.equal(events.filter((event) => event.type === 'finished').length, 1);
  assert.equal(events.at(-1)!.type, 'finished');
}

describe('random faults on a fake clock', () => {
  it('every trial settles exactly once, and the status says how', () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const scripted = await runWithFaults(plan);
        checkSettledOnce(scripted);
        const failed = scripted.record.trials.some(({ outcome }) => outcome === 'failed');
        assert.equal(scripted.record.run.status, failed ? 'partial' : 'complete');
        assert.equal(scripted.clock.waiting, 0);
      }),
      { numRuns: 40 },
    ));

  it('no lane ever has more calls in flight than it may, nor sends while it is told to wait', () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { peaks, limits, calls } = await runWithFaults(plan);
        for (const peak of peaks.values()) assert.ok(peak <= plan.concurrency);
        for (const { call, untilMs } of limits) {
          const lane = call.target.split(':')[0];
          const early = calls.filter(
            ({ target, startedMs }) =>
              target.split(':')[0] === lane && startedMs > call.endedMs && startedMs < untilMs - 1e-6,
          );
          assert.deepEqual(early, []);
        }
      }),
      { numRuns: 40 },
    ));

  it('a cancel at any moment settles the rest at that moment', () =>
    fc.assert(
      fc.asyncProperty(plans, fc.double({ min: 0, max: 4000, noNaN: true }), async (plan, cancelAtMs) => {
        const scripted = await runWithFaults(plan, cancelAtMs);
        checkSettledOnce(scripted);
        const { record, clock } = scripted;
        if (record.run.status !== 'cancelled') return;
        assert.ok(clock.monotonicMs() <= cancelAtMs + 1e-6);
        assert.ok(record.trials.some(({ outcome }) => outcome === 'cancelled'));
      }),
      { numRuns: 40 },
    ));

  it('no target starves: without faults, targets of one lane never drift apart', () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { calls } = await runWithFaults({ ...plan, faults: 0 });
        const sent = new Map<string, number>(plan.targets.map((target) => [target, 0]));
        for (const { target } of calls) {
          sent.set(target, sent.get(target)! + 1);
          const lane = [...sent].filter(([name]) => name.split(':')[0] === target.split(':')[0]);
          const counts = lane.map(([, count]) => count);
          assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
        }
      }),
      { numRuns: 40 },
    ));
});
