import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { cardText } from '../../../../webview/state/card-text.ts';
import { runOf } from '../../core/analysis/run-of.ts';

test('a card greys the reasoning and the labels that were set aside, and nothing of the answer', () => {
  const texts = [
    '<think>\nRed, or blue?\n</think>\n\nTeal',
    'Reasoning: red is dull.\nAnswer: Teal',
    '<think>\nred or',
  ];
  const { run, trials } = runOf('Name a colour. One word only.', { a: texts });
  const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
  session.add(trials);
  const { rows } = session.outputs({
    target: 'test:a',
    condition: 'default',
    offset: 0,
    limit: 9,
    text: '',
    group: null,
  });
  const aids = { modal: null, phrases: null, echo: false };
  const grey = rows.map((row) => {
    const { text } = row;
    const { pieces } = cardText(row, { text, length: text.length, target: 'test:a', answer: null, aids });
    return pieces.filter(({ aside }) => aside).map((piece) => piece.text);
  });
  assert.deepEqual(grey, [
    ['<think>\nRed, or blue?\n</think>'],
    ['Reasoning: red is dull.\nAnswer:'],
    ['<think>\nred or'],
  ]);
});
