import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerLabels } from '../../../../webview/text/answer-labels.ts';

test('short answers are their own labels', () => {
  assert.deepEqual(answerLabels(['Teal', 'a\n b'], 20), ['Teal', 'a b']);
});

test('long answers that begin alike are labelled with the words in which they differ', () => {
  const opening = 'Once upon a time in a small town by the sea there lived';
  assert.deepEqual(answerLabels([`${opening} a keeper of lights`, `${opening} two sisters who`, 'Elsewhere'], 40), [
    '… there lived a keeper of lights',
    '… there lived two sisters who',
    'Elsewhere',
  ]);
});

test('long answers that differ at once keep their beginnings', () => {
  const [first] = answerLabels(['Every morning the harbour wakes before the town', 'At night the harbour sleeps'], 20);
  assert.equal(first, 'Every morning the h…');
});

test('an answer that another one only goes on from keeps its beginning', () => {
  const [short] = answerLabels(['the quick brown fox jumps', 'the quick brown fox jumps over the dog'], 20);
  assert.equal(short, 'the quick brown fox…');
});
