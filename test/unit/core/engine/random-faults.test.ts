import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import { planResume } from '../../../../src/core/engine/resume.ts';
import type { EngineOptions } from '../../../../src/core/engine/run-probe.ts';
import type { Trial } from '../../../../src/core/model/run.ts';
import { trialName } from '../../../../src/core/run-file/journal.ts';
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
  changes: Omit<Partial<EngineOptions>, 'clock'> = {},
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
    { clock, concurrency, maxAttempts, random, signal: controller.signal, ...changes },
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

  it('no lane ever has more calls in flight than it may, and no call comes back before it was told to', () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { peaks, limits, calls } = await runWithFaults(plan);
        for (const peak of peaks.values()) assert.ok(peak <= plan.concurrency);
        for (const { call, untilMs } of limits) {
          const again = calls.filter(
            ({ target, request, startedMs }) =>
              target === call.target && request.trialIndex === call.request.trialIndex && startedMs > call.startedMs,
          );
          for (const { startedMs } of again) assert.ok(startedMs >= untilMs - 1e-6, `${startedMs} before ${untilMs}`);
        }
      }),
      { numRuns: 40 },
    ));

  it('a lane that is limited for all its calls sends nothing until its server wants it to', () =>
    fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 700, max: 20_000 }), async (plan, opensMs) => {
        const clock = new FakeClock();
        const refusals = new Map<string, number>();
        const { calls } = await runScripted(
          headerFor(plan.targets, plan.trialsPerCell),
          (target) => {
            const lane = target.split(':')[0]!;
            const now = clock.monotonicMs();
            if (now >= opensMs) return { attempt: answer('x'), takesMs: 100 };
            refusals.set(lane, (refusals.get(lane) ?? 0) + 1);
            return { attempt: failure('rate-limited', { retryAfterMs: opensMs - now - 5 }), takesMs: 5 };
          },
          { clock, concurrency: plan.concurrency, maxAttempts: plan.maxAttempts, random: seededRandom(plan.seed) },
        );
        // A first one, those in flight with it, and the two that go ahead to see whether it stood alone.
        for (const count of refusals.values()) assert.ok(count <= plan.concurrency + 3, `${count} refused`);
        assert.ok(calls.length >= plan.targets.length * plan.trialsPerCell);
      }),
      { numRuns: 40 },
    ));

  it('a rate that was set is never exceeded, in any lane', () =>
    fc.assert(
      fc.asyncProperty(plans, fc.double({ min: 0.5, max: 40, noNaN: true }), async (plan, ratePerSecond) => {
        const { calls } = await runWithFaults(plan, null, { ratePerSecond });
        const burst = Math.max(1, Math.floor(ratePerSecond / 5));
        for (const lane of new Set(plan.targets.map((target) => target.split(':')[0]))) {
          const starts = calls.filter(({ target }) => target.split(':')[0] === lane).map(({ startedMs }) => startedMs);
          starts.forEach((from, first) => {
            starts.slice(first).forEach((to, more) => {
              assert.ok(more + 1 <= burst + ((to - from) * ratePerSecond) / 1000 + 1e-6);
            });
          });
        }
      }),
      { numRuns: 30 },
    ));

  it('the figures of progress always add up', () =>
    fc.assert(
      fc.asyncProperty(plans, fc.option(fc.double({ min: 0, max: 4000, noNaN: true })), async (plan, cancelAtMs) => {
        const { events } = await runWithFaults(plan, cancelAtMs);
        const settled = new Map<string, number>();
        const failed = new Map<string, number>();
        const add = (counts: Map<string, number>, target: string) => counts.set(target, (counts.get(target) ?? 0) + 1);
        for (const event of events) {
          if (event.type === 'settled') {
            add(settled, event.trial.target);
            if (event.trial.outcome === 'failed') add(failed, event.trial.target);
          }
          if (event.type !== 'progress') continue;
          assert.deepEqual(
            event.progress.map(({ target }) => target),
            plan.targets,
          );
          for (const one of event.progress) {
            assert.equal(one.wanted, plan.trialsPerCell);
            assert.equal(one.settled, settled.get(one.target) ?? 0);
            assert.equal(one.failed, failed.get(one.target) ?? 0);
            assert.ok(one.inFlight >= 0 && one.inFlight <= plan.concurrency);
            assert.ok(one.settled + one.inFlight <= one.wanted);
            if (one.state === 'done') assert.equal(one.settled, one.wanted);
            if (one.state !== 'paused') assert.equal(one.resumesAt, null);
            if (one.state === 'paused') assert.ok(one.reason !== null && one.resumesAt !== null);
          }
        }
      }),
      { numRuns: 40 },
    ));

  it('a run that was cut off goes on with exactly what is missing, as often as it takes', () =>
    fc.assert(
      fc.asyncProperty(
        plans,
        fc.array(fc.double({ min: 0, max: 3000, noNaN: true }), { maxLength: 3 }),
        async (plan, cuts) => {
          const header = headerFor(plan.targets, plan.trialsPerCell);
          let trials: readonly Trial[] = [];
          for (const cancelAtMs of [...cuts, null]) {
            const next = planResume(header, trials, { now: '2026-11-21T00:00:00.000Z', retryFailed: true });
            const { calls, record } = await runWithFaults(plan, cancelAtMs, { settled: next.kept });
            const sent = new Set(calls.map(({ target, request }) => `${target} ${request.trialIndex}`));
            const missing = new Set(next.missing.map(({ target, trialIndex }) => `${target} ${trialIndex}`));
            for (const name of sent) assert.ok(missing.has(name), `${name} was not missing`);
            for (const { target, trialIndex, attempts, outcome } of record.trials) {
              const isSent = sent.has(`${target} ${trialIndex}`);
              // A target that cannot go on fails without being asked.
              if (missing.has(`${target} ${trialIndex}`) && outcome !== 'cancelled') {
                assert.equal(isSent, outcome !== 'failed' || attempts > 0);
              }
            }
            for (const kept of next.kept) assert.ok(record.trials.includes(kept));
            trials = record.trials;
          }
          assert.ok(trials.every(({ outcome }) => outcome !== 'cancelled'));
        },
      ),
      { numRuns: 30 },
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

  it('no target starves: without faults, one with nothing in flight is next after one turn of the others', () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { calls } = await runWithFaults({ ...plan, faults: 0 });
        const laneOf = (name: string) => name.split(':')[0];
        const passed = new Map<string, number>();
        for (const [at, { target, startedMs }] of calls.entries()) {
          passed.set(target, 0);
          const mates = plan.targets.filter((name) => name !== target && laneOf(name) === laneOf(target));
          for (const mate of mates) {
            const waits = calls.slice(at).some((call) => call.target === mate);
            const isOut = calls.slice(0, at).some((call) => call.target === mate && call.endedMs >= startedMs);
            passed.set(mate, waits && !isOut ? (passed.get(mate) ?? 0) + 1 : 0);
            assert.ok(passed.get(mate)! <= mates.length, `${mate} waits`);
          }
        }
      }),
      { numRuns: 40 },
    ));
});
