import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { giveBackMemory } from '../../../../src/cli/io/give-back.ts';
import { HeldRun } from '../../../../src/cli/report/held-run.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { sampleRecord } from './sample.ts';

describe('a run that is held', () => {
  it('is there until it is let go', () => {
    const record = sampleRecord();
    const held = new HeldRun(record);
    assert.equal(held.record, record);
    assert.equal(held.isReleased, false);
    held.release();
    assert.equal(held.isReleased, true);
    assert.throws(() => held.record, /was let go/);
  });

  it('gives its memory back when it was let go', async () => {
    const held = new HeldRun(largeRun());
    const kept = new WeakRef<object>(held.record);
    // What a WeakRef was asked for stays until the end of the turn.
    await new Promise((resolve) => setImmediate(resolve));
    giveBackMemory();
    assert.ok(kept.deref() !== undefined, 'held');
    await new Promise((resolve) => setImmediate(resolve));
    held.release();
    giveBackMemory();
    assert.equal(kept.deref(), undefined);
    assert.equal('gc' in globalThis, false);
  });
});

/** In a function of its own: no frame must hold it. */
function largeRun(): RunRecord {
  return { ...sampleRecord() };
}
