import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planResume } from '../../../../src/core/engine/resume.ts';
import { recordOf } from '../../../../src/core/run-file/journal.ts';
import type { Outcome, Trial } from '../../../../src/core/model/run.ts';
import { answer, failure, headerFor, runScripted } from './scripted.ts';

const now = '2026-11-21T00:00:00.000Z';
const good = { attempt: answer('x'), takesMs: 10 };

async function trialsWith(outcomes: Readonly<Record<string, Outcome>>): Promise<readonly Trial[]> {
  const { record } = await runScripted(headerFor(['a:m', 'b:m'], 3), () => good);
  return record.trials.map((trial) => ({
    ...trial,
    outcome: outcomes[`${trial.target} ${trial.trialIndex}`] ?? trial.outcome,
  }));
}

describe('going on with a run', () => {
  const header = headerFor(['a:m', 'b:m'], 3);

  it('sends what is not there and what was cancelled, and notes when', async () => {
    const trials = (await trialsWith({ 'a:m 1': 'cancelled', 'b:m 2': 'failed' })).slice(1);
    const next = planResume(header, trials, { now });
    assert.deepEqual(
      next.missing.map(({ target, trialIndex }) => [target, trialIndex]),
      [
        ['a:m', 0],
        ['a:m', 1],
      ],
    );
    assert.deepEqual([next.header.continuedAt, next.header.trialsPerCell, next.kept.length], [now, 3, 4]);
  });

  it('notes at how many runs others were added, each time', () => {
    const longer = planResume(header, [], { now, more: 2 }).header;
    assert.deepEqual([longer.trialsPerCell, longer.grown], [5, [3]]);
    assert.deepEqual(planResume(longer, [], { now, more: 5 }).header.grown, [3, 5]);
    assert.equal(planResume(header, [], { now }).header.grown, undefined);
  });

  it('sums up how long its parts were being sent, without the pauses between them', () => {
    const at = (second: number): string => `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`;
    const trial = (trialIndex: number, second: number, latencyMs: number | null): Trial =>
      ({
        target: 'a:m',
        condition: 'default',
        trialIndex,
        outcome: 'completed',
        startedAt: at(second),
        latencyMs,
      }) as Trial;
    const one = { ...header, createdAt: at(0) };
    const first = planResume(one, [trial(0, 1, 500), trial(1, 3, 1_500), trial(2, 4, null)], { now: at(30) });
    assert.equal(first.header.earlierMs, 4_500);
    const second = planResume(first.header, [...first.kept, trial(3, 32, 250)], { now: at(50) });
    assert.equal(second.header.earlierMs, 6_750);
    // A part in which nothing was sent took no time.
    assert.equal(planResume(second.header, second.kept, { now: at(59) }).header.earlierMs, 6_750);
    const { earlierMs: _, ...old } = first.header;
    assert.equal(planResume(old, first.kept, { now: at(50) }).header.earlierMs, undefined, 'of an earlier version');
  });

  it('sends failed ones again when asked to, of all targets or of some', async () => {
    const trials = await trialsWith({ 'a:m 1': 'failed', 'b:m 2': 'failed' });
    const names = (retryFailed: boolean | readonly string[]) =>
      planResume(header, trials, { now, retryFailed }).missing.map(
        ({ target, trialIndex }) => `${target} ${trialIndex}`,
      );
    assert.deepEqual(names(false), []);
    assert.deepEqual(names(true), ['a:m 1', 'b:m 2']);
    assert.deepEqual(names(['b:m']), ['b:m 2']);
  });

  it('adds runs to every cell', async () => {
    const trials = await trialsWith({});
    const { header: longer, missing, kept } = planResume(header, trials, { now, more: 2 });
    assert.equal(longer.trialsPerCell, 5);
    assert.deepEqual([missing.length, kept.length], [4, 6]);
    const { calls, record } = await runScripted(longer, () => good, { settled: kept });
    assert.deepEqual([calls.length, record.trials.length, record.run.status], [4, 10, 'complete']);
    assert.equal(record.run.continuedAt, now);
  });

  it('gives a target another chance that was stopped for good', async () => {
    const refused = { attempt: failure('authentication', { retryable: false, stopsTarget: true }), takesMs: 10 };
    const first = await runScripted(header, (target) => (target === 'a:m' ? refused : good));
    const next = planResume(header, first.record.trials, { now, retryFailed: ['a:m'] });
    const second = await runScripted(next.header, () => good, { settled: next.kept });
    assert.deepEqual([second.calls.length, second.record.run.status], [3, 'complete']);
  });
});

describe('the end of a run in its record', () => {
  const header = headerFor(['a:m'], 1);

  it('holds why it ended, and forgets it when the run goes on', () => {
    const started = { type: 'started', header } as const;
    const finished = { type: 'finished', status: 'cancelled', finishedAt: now, endNote: 'no money left' } as const;
    assert.equal(recordOf([started, finished]).run.endNote, 'no money left');
    assert.equal('endNote' in recordOf([started, { ...finished, endNote: undefined }]).run, false);
    const { run } = recordOf([started, finished, started]);
    assert.deepEqual([run.status, run.endNote], ['running', undefined]);
  });
});
