import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasGrown } from '../../../../src/core/run-file/journal-lines.ts';

const started = '{"type":"started","header":{}}';
const settled = '{"type":"settled","trial":{}}';
const edited = '{"type":"edited","edits":[]}';
const finished = '{"type":"finished","status":"complete","finishedAt":""}';
const journal = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

test('a journal has grown when its run was resumed or edited since, not by what its file came with', () => {
  assert.equal(hasGrown(null), false);
  assert.equal(hasGrown(journal(started, settled, finished)), false);
  assert.equal(hasGrown(journal(started, edited, settled, finished)), false);
  assert.equal(hasGrown(journal(started, settled, finished, started)), true);
  assert.equal(hasGrown(journal(started, settled, finished, edited)), true);
  assert.equal(hasGrown(journal(started, edited, settled, edited)), true);
});
