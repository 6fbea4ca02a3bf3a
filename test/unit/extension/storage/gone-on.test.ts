import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasGoneOn } from '../../../../src/extension/storage/gone-on.ts';

const started = '{"type":"started","header":{}}';
const settled = '{"type":"settled","trial":{}}';
const edited = '{"type":"edited","edits":[]}';
const finished = '{"type":"finished","status":"complete","finishedAt":""}';
const journal = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

test('a run has gone on when it was taken up again or edited since, not by what its file came with', () => {
  assert.equal(hasGoneOn(null), false);
  assert.equal(hasGoneOn(journal(started, settled, finished)), false);
  assert.equal(hasGoneOn(journal(started, edited, settled, finished)), false);
  assert.equal(hasGoneOn(journal(started, settled, finished, started)), true);
  assert.equal(hasGoneOn(journal(started, settled, finished, edited)), true);
  assert.equal(hasGoneOn(journal(started, edited, settled, edited)), true);
});
