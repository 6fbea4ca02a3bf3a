import assert from 'node:assert/strict';
import { test } from 'node:test';
import { droppedParameters } from '../../../../src/core/model/dropped-parameters.ts';
import {
  excerptOf,
  FOLD,
  foldedText,
  foundBehind,
  isLong,
  looksLikeSource,
  shorten,
  splitHeadline,
  fitWords,
} from '../../../../webview/text/words.ts';

test('shortened text is one line and never ends in half a character', () => {
  assert.equal(shorten('one\n\n two', 20), 'one two');
  assert.equal(shorten('abcdef', 4), 'abc…');
  assert.equal(shorten('ab😄😄', 4), 'ab…');
});

test('the first sentence of a headline is its lead; figures do not end it', () => {
  assert.deepEqual(splitHeadline('Strongly converged. Two agree 2.5% of the time.'), [
    'Strongly converged.',
    ' Two agree 2.5% of the time.',
  ]);
  assert.deepEqual(splitHeadline('So far: weakly converged. More.'), ['So far: weakly converged.', ' More.']);
  assert.deepEqual(splitHeadline('No answers yet'), ['No answers yet', '']);
});

test('a parameter is dropped when it was not sent as asked; what was added is none of it', () => {
  const asked = { temperature: 0, seed: 1, stop: ['a'] };
  assert.deepEqual(droppedParameters(asked, { seed: 1, stop: ['a'], maxTokens: 5 }), ['temperature']);
  assert.deepEqual(droppedParameters(asked, { temperature: 1, seed: 1, stop: ['b'] }), ['temperature', 'stop']);
});

test('long outputs are folded by length or by lines', () => {
  const lines = 'x\n'.repeat(FOLD.lines + 1);
  assert.equal(isLong('short', 5), false);
  assert.equal(isLong('cut in transit', 100_000), true);
  assert.equal(isLong(lines, lines.length), true);
  assert.equal(foldedText(lines).split('\n').length, FOLD.lines);
  assert.equal(foldedText('y'.repeat(5_000)).length, FOLD.characters);
});

test('how p against a fair draw was found', () => {
  const one = { fitMethod: 'monte-carlo' } as const;
  assert.match(fitWords([one, one], [1, 100]), /fair draw from 1 to 100 .* found by simulated fair draws\.$/);
  assert.match(fitWords([one, { fitMethod: 'asymptotic' }], [1, 6]), /simulated fair draws and by the chi-square/);
  assert.equal(fitWords([{ fitMethod: null }], [1, 6]), '');
  assert.equal(fitWords([one], null), '');
});

test('an excerpt has whole words around its part, on one line', () => {
  assert.deepEqual(excerptOf('a\nb  HIT c', 5, 8), { before: 'a b ', part: 'HIT', after: ' c' });
  const long = excerptOf(`${'word '.repeat(50)}HIT${' word'.repeat(50)}`, 250, 253);
  assert.deepEqual(long, { before: `… ${'word '.repeat(11)}`, part: 'HIT', after: `${' word'.repeat(11)} …` });
});

test('what is found behind the part that is shown is told, and nothing else', () => {
  const text = `${'x'.repeat(50)} Needle`;
  assert.equal(foundBehind(text, 'needle', 40)?.part, 'Needle');
  assert.equal(foundBehind(text, 'needle', 57), null);
  assert.equal(foundBehind(text, 'thread', 40), null);
  assert.equal(foundBehind(text, '', 40), null);
});

test('JSON, markup and code blocks look like source, sentences do not', () => {
  for (const text of [
    '{"a": 1}',
    '{ }',
    '[1, 2]',
    '[{"a":1}]',
    '```js\nx\n```',
    '<!DOCTYPE html>',
    ' <svg viewBox="">',
    '<html>',
  ])
    assert.ok(looksLikeSource(text), text);
  for (const text of ['42', '[laughs] No.', '{name} is here', '<b>bold</b>', 'a `b`', ''])
    assert.ok(!looksLikeSource(text), text);
});
