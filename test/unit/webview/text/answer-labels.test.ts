import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerLabels } from '../../../../webview/text/answer-labels.ts';

test('short answers are their own labels', () => {
  assert.deepEqual(answerLabels(['Teal', 'a\n b'], 20), ['Teal', 'a b']);
});

test('long answers are labelled with the words in which they differ, wherever those are', () => {
  const opening = 'Once upon a time in a small town by the sea there lived';
  assert.deepEqual(answerLabels([`${opening} a keeper of lights`, `${opening} two sisters who`, 'Elsewhere'], 40), [
    '… keeper of lights',
    '… two sisters who',
    'Elsewhere',
  ]);
  const story = (place: string, own: string): string => `Once, in ${place}, Elara found a thing that hummed. ${own}`;
  const labels = answerLabels(
    [
      story('the harbour', 'Her aunt had warned her.'),
      story('the harbour', 'The woods held their breath.'),
      story('a library', 'Nobody knew why.'),
    ],
    40,
  );
  assert.equal(new Set(labels).size, 3);
  for (const [at, word] of ['aunt', 'woods', 'library'].entries())
    assert.match(labels[at] ?? '', new RegExp(word, 'u'));
});

test('long answers that differ at once keep their beginnings', () => {
  const [first] = answerLabels(['Every morning the harbour wakes before the town', 'At night the harbour sleeps'], 20);
  assert.equal(first, 'Every morning the h…');
});

test('the same answer twice, or one that holds nothing of its own, keeps its beginning', () => {
  const long = 'the quick brown fox jumps over the lazy dog';
  assert.deepEqual(answerLabels([long, long], 20), ['the quick brown fox…', 'the quick brown fox…']);
  assert.equal(answerLabels(['the quick brown fox jumps', long], 20)[0], 'the quick brown fox…');
});

test('a page is called by its title, and text that only speaks of one is not', () => {
  const page = '<!doctype html><html><head><title> Tidal\nMemory </title></head><body>x</body></html>';
  assert.deepEqual(answerLabels([page, 'Use <title>x</title> here'], 30), [
    'Tidal Memory',
    'Use <title>x</title> here',
  ]);
});

test('labels that begin alike differ within what is seen of them', () => {
  const story = (place: string, own: string): string =>
    `Once, in ${place}, Elara found a lantern that hummed. ${own} and carried it home.`;
  const labels = answerLabels(
    [
      story('an empty station', 'Her grandmother had warned her of things that hum'),
      story('an empty station', 'The whispering woods held their breath'),
      story('a quiet library', 'Her grandmother had warned her of things that hum'),
      story('a quiet library', 'The whispering woods held their breath'),
    ],
    44,
  );
  assert.equal(new Set(labels.map((label) => label.slice(0, 28))).size, 4, labels.join('\n'));
});
