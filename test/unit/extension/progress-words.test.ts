import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../src/core/model/run.ts';
import { progressWords } from '../../../src/extension/run-control/progress-words.ts';

test('progress counts all parts of a run', () => {
  const run = { targets: ['a', 'b', 'c'], conditions: ['default'], trialsPerCell: 50 } as unknown as Run;
  assert.equal(progressWords(run, { settled: 63, wanted: 150 }), 'Probe: 63 of 150');
  // 100 were kept of an earlier part.
  assert.equal(progressWords(run, { settled: 1, wanted: 50 }), 'Probe: 101 of 150');
});
