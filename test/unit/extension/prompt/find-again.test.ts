import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAgain } from '../../../../src/extension/prompt/find-again.ts';

const selected = (prompt: string, text: string, line: number, languageId = 'markdown'): string | null => {
  const span = findAgain(prompt, { text, languageId, line });
  return span === null ? null : text.slice(span.start, span.end);
};

test('the prompt is found where it stood, word for word', () => {
  const text = 'Tell me a joke\n\nother\n\nTell me a joke\n';
  assert.equal(selected('Tell me a joke', text, 1), 'Tell me a joke');
  assert.deepEqual(findAgain('Tell me a joke', { text, languageId: 'markdown', line: 5 }), { start: 23, end: 37 });
  assert.deepEqual(findAgain('Tell me a joke', { text, languageId: 'markdown', line: 4 }), { start: 23, end: 37 });
  assert.deepEqual(findAgain('Tell me a joke', { text, languageId: 'markdown', line: 1 }), { start: 0, end: 14 });
  assert.equal(selected('two\nlines', 'a\r\ntwo\r\nlines\r\n', 2), 'two\r\nlines', 'as the file ends its lines');
});

test('a prompt that moved is found, one that is gone is not', () => {
  assert.equal(selected('Tell me a joke', `${'x\n'.repeat(50)}Tell me a joke`, 3), 'Tell me a joke');
  assert.equal(selected('Tell me a joke', 'Tell me two jokes', 1), null);
  assert.equal(selected('', 'anything', 1), null);
  assert.equal(selected('Tell me a joke', '', 9), null);
});

test('a string in code is found though it is written with escapes, joined or with gaps', () => {
  const escaped = 'const a = 1;\nask("Say \\"hi\\"\\nnow");\n';
  assert.equal(selected('Say "hi"\nnow', escaped, 2, 'javascript'), '"Say \\"hi\\"\\nnow"');
  const template = 'ask(`Capital of ${country}?`);\n';
  assert.equal(selected('Capital of France?', template, 1, 'javascript'), '`Capital of ${country}?`');
  assert.equal(selected('Something else', template, 1, 'javascript'), null);
});
