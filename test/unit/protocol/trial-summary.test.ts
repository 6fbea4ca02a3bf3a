import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trial } from '../../../src/core/model/run.ts';
import { failuresOf, sourcesOf } from '../../../src/protocol/trial-summary.ts';

const trial = (target: string, more: Partial<Trial>): Trial => ({
  ...{
    target,
    condition: 'default',
    trialIndex: 0,
    outcome: 'completed',
    text: '',
    finishReason: null,
    truncated: false,
  },
  ...{ usage: null, startedAt: null, latencyMs: null, attempts: 1, requested: {}, honoured: {}, modelReported: null },
  ...{ source: 'live', sha256: null, variables: {}, error: null },
  ...more,
});

test('the same reason is said once for each model, with its count', () => {
  const error = { reason: 'authentication', message: 'The key was refused.', status: 401 } as const;
  const failures = failuresOf([
    trial('a', { outcome: 'failed', error }),
    trial('a', { outcome: 'failed', error }),
    trial('b', { outcome: 'failed', error }),
    trial('b', { outcome: 'empty', note: 'spent all tokens thinking' }),
    trial('b', { outcome: 'cancelled' }),
    trial('b', {}),
  ]);
  assert.deepEqual(failures, [
    { target: 'a', outcome: 'failed', reason: 'authentication', message: 'The key was refused.', count: 2 },
    { target: 'b', outcome: 'failed', reason: 'authentication', message: 'The key was refused.', count: 1 },
    { target: 'b', outcome: 'empty', reason: null, message: 'spent all tokens thinking', count: 1 },
  ]);
});

test('each source is named once', () => {
  const trials = [trial('a', {}), trial('a', { source: 'recorded' }), trial('b', {})];
  assert.deepEqual(sourcesOf(trials), ['live', 'recorded']);
});
