import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenAfter, editsText, handAfterWording, wordingKey } from '../../../../webview/state/choosing.ts';
import { FIRST_VIEW } from '../../../../webview/state/view-state.ts';

const ROWS = ['a', 'b', 'c', 'd'];

test('a press chooses an answer, or lets it go', () => {
  assert.deepEqual(chosenAfter([], 'b', ROWS, null), ['b']);
  assert.deepEqual(chosenAfter(['a', 'b'], 'b', ROWS, null), ['a']);
});

test('with Shift all answers between become chosen, in either direction', () => {
  assert.deepEqual(chosenAfter(['b'], 'd', ROWS, 'b'), ['b', 'c', 'd']);
  assert.deepEqual(chosenAfter(['d'], 'b', ROWS, 'd'), ['d', 'b', 'c']);
  assert.deepEqual(chosenAfter(['x'], 'b', ROWS, 'x'), ['x', 'b'], 'where the first one is on another page');
  assert.deepEqual(chosenAfter(['b'], 'b', ROWS, 'b'), []);
});

test('wordings are chosen of one group at a time', () => {
  const one = handAfterWording(FIRST_VIEW.hand, 'g', 'w1');
  assert.deepEqual([one.of, one.wordings], ['g', ['w1']]);
  assert.deepEqual(handAfterWording(one, 'g', 'w2').wordings, ['w1', 'w2']);
  assert.deepEqual(handAfterWording(one, 'h', 'w3').wordings, ['w3']);
  assert.deepEqual(handAfterWording(one, 'g', 'w1'), FIRST_VIEW.hand);
});

test('a wording is kept by a short name that no other one has', () => {
  const texts = [...Array.from({ length: 5_000 }, (_, index) => `wording ${index}`), '', 'x'.repeat(99_999), 'ü', 'ü '];
  const keys = texts.map(wordingKey);
  assert.equal(new Set(keys).size, texts.length);
  assert.ok(keys.every((key) => key.length < 24));
  assert.equal(wordingKey('ü'), wordingKey('ü'));
});

test('what was edited is told in a line', () => {
  const edits = { merges: 0, splits: 0, idle: 0, canUndo: true };
  assert.equal(editsText(undefined), '');
  assert.equal(editsText({ ...edits, merges: 2, splits: 1 }), '2 merges and 1 split by hand');
  assert.equal(editsText({ ...edits, splits: 1, idle: 2 }), '1 split by hand, 2 without effect now');
  assert.equal(editsText({ ...edits, idle: 1 }), '1 edit by hand without effect now');
});
