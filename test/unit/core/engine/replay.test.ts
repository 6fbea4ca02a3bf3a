import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replayFacts } from '../../../../src/core/engine/replay.ts';
import { answeredAt } from '../../../../src/core/model/answered-at.ts';
import type { Run } from '../../../../src/core/model/run.ts';

const run = (id: string, createdAt: string, more: Partial<Run> = {}): Run => ({
  ...{ id, createdAt, tool: { name: 't', version: '1' }, trialsPerCell: 1, conditions: [], targets: [], seed: 7 },
  ...{ status: 'complete', finishedAt: createdAt },
  ...more,
});
const provenance = { title: 'An article', url: null, note: '' };
const early = run('a', '2025-11-22T05:00:00.000Z', { provenance });
const late = run('b', '2026-01-02T05:00:00.000Z');

describe('a run that only replays recordings', () => {
  it('is dated with the time of its recording, and has its seed and source', () => {
    const facts = replayFacts([early, early]);
    assert.deepEqual(facts, { recordedAt: early.createdAt, provenance, seed: 7 });
    assert.equal(answeredAt({ createdAt: '2026-11-30T00:00:00.000Z', ...facts }), early.createdAt);
  });

  it('is dated with the newest of several recordings', () => {
    assert.deepEqual(replayFacts([late, early]), { recordedAt: late.createdAt });
  });

  it('keeps the date of a recording that was replayed itself', () => {
    const again = run('c', '2026-11-30T00:00:00.000Z', { recordedAt: early.createdAt });
    assert.equal(replayFacts([again]).recordedAt, early.createdAt);
  });

  it('is none where a model is asked itself', () => {
    assert.deepEqual(replayFacts([early, null]), {});
    assert.deepEqual(replayFacts([]), {});
  });
});
