import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterTexts } from '../../../../webview/text/parameters.ts';

const texts = (...given: Parameters<typeof parameterTexts>): readonly string[] =>
  parameterTexts(...given).map(({ text, differs }) => (differs ? `! ${text}` : text));

test('parameters are told as they were sent, and what was not sent as asked is marked', () => {
  assert.deepEqual(texts({ temperature: 0.7 }, { temperature: 0.7, max_tokens: 64 }), [
    'max_tokens 64',
    'temperature 0.7',
  ]);
  assert.deepEqual(texts({ temperature: 0, seed: 1 }, { seed: 2 }), [
    '! seed: asked for 1, sent as 2',
    '! temperature: asked for 0, sent without it',
  ]);
  assert.deepEqual(texts({ stop: ['a', 'b'] }, { stop: ['a', 'b'] }), ['stop ["a","b"]']);
  assert.deepEqual(texts({}, {}), []);
});
