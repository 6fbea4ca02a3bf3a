import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../src/core/model/run.ts';
import { progressWords } from '../../../src/extension/run-control/progress-words.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

test('progress counts all parts of a run', () => {
  const run = { targets: ['a', 'b', 'c'], conditions: ['default'], trialsPerCell: 50 } as unknown as Run;
  assert.equal(progressWords(run, { settled: 63, wanted: 150 }), STRINGS.probe.progress.text(63, 150));
  // 100 were kept of an earlier part.
  assert.equal(progressWords(run, { settled: 1, wanted: 50 }), STRINGS.probe.progress.text(101, 150));
});
