import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { budgetOf } from '../../../../src/core/engine/budget.ts';
import type { RunEvent, TargetProgress } from '../../../../src/core/model/events.ts';
import type { RunHeader } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import type { Attempt } from '../../../../src/core/ports.ts';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Script } from './scripted.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

/** Dollars for a million tokens, by target; output only, and 1000 tokens of it at most. */
function priced(prices: Readonly<Record<string, number>>, trialsPerCell: number): RunHeader {
  const header = headerFor(Object.keys(prices), trialsPerCell);
  const price = (outputPerMillion: number) => ({
    inputPerMillion: 0,
    outputPerMillion,
    name: 'x',
    source: 'user' as const,
  });
  return {
    ...header,
    targets: header.targets.map((target) => ({ ...target, parameters: { max_tokens: 1000 } })),
    prices: Object.fromEntries(Object.entries(prices).map(([id, usd]) => [id, price(usd)])),
  };
}

const using = (outputTokens: number): Attempt => ({
  ...(answer('x') as Extract<Attempt, { kind: 'answered' }>),
  usage: { inputTokens: 10, outputTokens },
});
const half: Script = { attempt: using(500), takesMs: 100 };

function lastProgress(events: readonly RunEvent[], target: string): TargetProgress {
  const last = events.findLast((event) => event.type === 'progress')!;
  return last.progress.find((one) => one.target === target)!;
}

describe('a run with a budget', () => {
  // One call costs $0.01 at most and $0.005 really.
  const header = priced({ 'a:m': 10 }, 50);
  const live = { source: 'live' as const };

  it('sends as many as it can pay for, waits for calls in flight, and says why it ended', async () => {
    const { record, calls, events } = await runScripted(header, () => half, { ...live, budgetUsd: 0.1 });
    assert.equal(calls.length, 19, '19 at $0.005, and no room for one more at its worst');
    assert.equal(record.run.status, 'cancelled');
    assert.match(record.run.endNote!, /^the budget of \$0\.10 is used up/);
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 19);
    assert.ok(record.trials.every(({ outcome, attempts }) => outcome === 'completed' || attempts === 0));
    const { state, reason, settled, inFlight } = lastProgress(events, 'a:m');
    assert.deepEqual([state, reason, settled, inFlight], ['stopped', record.run.endNote, 50, 0]);
    const finished = events.at(-1)!;
    assert.ok(finished.type === 'finished' && finished.endNote === record.run.endNote);
  });

  it('is complete when the money is enough, without a note', async () => {
    const { record } = await runScripted(header, () => half, { ...live, budgetUsd: 1 });
    assert.deepEqual([record.run.status, record.run.endNote], ['complete', undefined]);
  });

  it('does not let a dear target hold up a cheap one', async () => {
    const both = priced({ 'a:dear': 1000, 'a:cheap': 1 }, 20);
    const { record, calls } = await runScripted(both, () => half, { ...live, budgetUsd: 1.2 });
    const of = (target: string) => calls.filter((call) => call.target === target).length;
    assert.equal(of('a:cheap'), 20);
    assert.equal(of('a:dear'), 1);
    assert.equal(record.trials.filter(({ outcome }) => outcome === 'completed').length, 21);
  });

  it('waits visibly, and lets lanes go on when calls of others end', async () => {
    const both = priced({ 'a:m': 10, 'b:m': 10 }, 2);
    const { events, calls } = await runScripted(
      both,
      (target) => ({ ...half, takesMs: target === 'a:m' ? 1000 : 100 }),
      { ...live, budgetUsd: 0.025, concurrency: 2 },
    );
    const ofB = calls.filter(({ target }) => target === 'b:m').map(({ startedMs }) => startedMs);
    assert.deepEqual(ofB, [1000, 1100], 'when a call of a has ended, and then one of its own');
    const waits = events
      .flatMap((event) => (event.type === 'progress' ? event.progress : []))
      .filter(({ state }) => state === 'paused');
    assert.deepEqual(
      [...new Set(waits.map(({ target, reason, resumesAt }) => `${target} ${reason} ${resumesAt}`))],
      ['b:m waiting for calls in flight, so that the budget is kept null'],
    );
  });

  it('ends when a retry cannot be paid for', async () => {
    const { record, calls } = await runScripted(
      priced({ 'a:m': 10 }, 1),
      () => ({ attempt: failure('network', { maybeBilled: true }), takesMs: 10 }),
      { ...live, budgetUsd: 0.015 },
    );
    assert.equal(calls.length, 1);
    assert.deepEqual(
      record.trials.map(({ outcome, attempts }) => [outcome, attempts]),
      [['cancelled', 1]],
    );
    assert.match(record.run.endNote!, /budget/);
  });

  it('takes a call that timed out for paid at its worst, and one that was refused for free', async () => {
    const timedOut = await runScripted(header, () => ({ ...half, takesMs: 5000 }), {
      ...live,
      budgetUsd: 0.04,
      timeoutMs: 1000,
    });
    assert.equal(timedOut.calls.length, 4);
    const refused = await runScripted(
      header,
      (_target, _request, call) => (call < 3 ? { attempt: failure('overloaded'), takesMs: 5 } : half),
      { ...live, budgetUsd: 0.1 },
    );
    assert.equal(refused.calls.length, 22);
  });

  it('counts what earlier parts of the run cost, and asks for a price of what is paid', async () => {
    const first = await runScripted(header, () => half, { ...live, budgetUsd: 0.05 });
    const settled = first.record.trials.filter(({ outcome }) => outcome === 'completed');
    assert.equal(settled.length, 9);
    const second = await runScripted(header, () => half, { ...live, budgetUsd: 0.1, settled });
    assert.equal(second.calls.length, 10);
    await assert.rejects(
      runScripted(headerFor(['a:m'], 3), () => half, { ...live, budgetUsd: 1 }),
      UsageError,
    );
    const free = await runScripted(headerFor(['a:m'], 3), () => half, { budgetUsd: 1 });
    assert.equal(free.record.run.status, 'complete', 'what a simulation answers costs nothing');
  });

  it('never has spent and reserved more than its limit, whatever goes wrong', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom('a:1', 'a:2', 'b:1', 'c:1'), { minLength: 1 }),
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        async (targets, trialsPerCell, budgetUsd, concurrency, seed) => {
          const random = seededRandom(seed);
          const clock = new FakeClock();
          const many = priced(Object.fromEntries(targets.map((id, at) => [id, 5 * 4 ** at])), trialsPerCell);
          // A second book, kept by what the servers saw.
          const worst = new Map<string, number>(targets.map((id, at) => [id, (5 * 4 ** at * 1000) / 1e6]));
          let open = 0;
          let spent = 0;
          const { record, calls } = await runScripted(
            many,
            (target) => {
              const most = worst.get(target)!;
              open += most;
              assert.ok(spent + open <= budgetUsd + 1e-9, `${spent} + ${open} of ${budgetUsd}`);
              const share = random();
              const takesMs = 1 + random() * 300;
              const isMaybe = share < 0.2;
              const tokens = Math.floor(random() * 1000);
              const attempt =
                share < 0.4 ? failure('network', { maybeBilled: isMaybe }) : { ...using(tokens), note: null };
              void clock.sleep(takesMs, new AbortController().signal).then(() => {
                open -= most;
                spent += share >= 0.4 ? (most * tokens) / 1000 : isMaybe ? most : 0;
              });
              return { attempt, takesMs };
            },
            { clock, ...live, budgetUsd, concurrency, random },
          );
          assert.equal(record.trials.length, targets.length * trialsPerCell);
          if (record.run.endNote === undefined) return;
          // It ended only because nothing more could be paid for.
          const left = record.trials.filter(({ outcome }) => outcome === 'cancelled').map(({ target }) => target);
          assert.ok(left.length > 0 && calls.length >= 0);
          for (const target of left) assert.ok(spent + worst.get(target)! > budgetUsd - 1e-6);
        },
      ),
      { numRuns: 40 },
    ));
});

it('the seam: a budget refuses, and takes back what was not used', () => {
  const budget = budgetOf(priced({ 'a:m': 10 }, 1), [], 0.015, () => true);
  assert.equal(budget.reserve('a:m', 'default'), true);
  assert.equal(budget.reserve('a:m', 'default'), false);
  budget.settle('a:m', 'default', { usage: { inputTokens: 1, outputTokens: 100 }, billed: 'yes' });
  assert.equal(budget.reserve('a:m', 'default'), true);
});
