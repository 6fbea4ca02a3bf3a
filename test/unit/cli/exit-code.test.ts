import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import type { Outcome, RunRecord, RunStatus } from '../../../src/core/model/run.ts';
import { trial } from './support.ts';

function ended(status: RunStatus, ...outcomes: Outcome[]): number {
  return endedWith({ status }, outcomes);
}

function endedWith(run: { status: RunStatus; endNote?: string }, outcomes: readonly Outcome[]): number {
  const record = { run, trials: outcomes.map((outcome) => trial({ outcome })), edits: [] };
  return exitCodeOf(record as unknown as RunRecord);
}

describe('exitCodeOf', () => {
  it('is 0 when every trial has an outcome other than failed', () => {
    assert.equal(ended('complete', 'completed', 'refused', 'empty'), 0);
  });

  it('is 1 when some failed', () => {
    assert.equal(ended('partial', 'completed', 'failed'), 1);
  });

  it('is 1 when the budget was used up', () => {
    const run = { status: 'cancelled', endNote: 'the budget of $0.50 is used up' } as const;
    assert.equal(endedWith(run, ['completed', 'cancelled']), 1);
    assert.equal(endedWith({ ...run, status: 'partial' }, ['completed', 'cancelled']), 1);
  });

  it('is 130 when it was interrupted, also when some had failed', () => {
    assert.equal(ended('cancelled', 'completed', 'failed', 'cancelled'), 130);
  });
});
