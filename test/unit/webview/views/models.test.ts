import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelMatrix } from '../../../../webview/components/model-matrix.ts';
import { modelTree } from '../../../../webview/components/model-tree.ts';
import { pairTable } from '../../../../webview/components/pair-table.ts';
import { looksOf } from '../../../../webview/state/look.ts';
import { modelsView } from '../../../../webview/views/models.ts';
import { signaturesView } from '../../../../webview/views/signatures.ts';
import { between, cellOf, pair } from '../between-fixture.ts';
import { buttonsOf, markupOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';
import type { ViewState } from '../../../../webview/state/view-state.ts';
import { EMPTY } from '../../../../webview/text/strings.ts';

const run = runOf(['a', 'b']);
const compared = between({ pairs: [pair('a', 'b')] });
const screen = screenOf(run, reportOf({ cells: [cellOf('a', 50), cellOf('b', 13)], between: compared }));

test('the matrix says the divergence, how sure it is, what chance alone gives, and n of both', () => {
  const words = wordsOf(modelMatrix(screen, compared));
  assert.match(words, /0\.96 differ, p = 0\.0003/);
  assert.match(markupOf(modelMatrix(screen, compared)).text, /a divergence of 0\.12 comes by chance alone/);
  assert.match(words, /n 50/);
  assert.match(words, /n 13/);
});

test('with many models a cell holds its figure alone', () => {
  const many = runOf(['a', 'b', 'c', 'd', 'e', 'f']);
  const words = wordsOf(modelMatrix(screenOf(many, reportOf()), compared));
  assert.match(words, /0\.96/);
  assert.doesNotMatch(words, /by chance/);
});

test('the table of pairs says n of both sides and how p was found', () => {
  const words = wordsOf(pairTable(screen, compared));
  assert.match(words, /50 · 13/);
  const atFloor = between({ pairs: [{ ...pair('a', 'b'), isAtFloor: true }] });
  assert.match(wordsOf(pairTable(screen, atFloor)), /≤ 0\.0003/);
  assert.match(words, /differ p: permutation test of the divergence; p \(Holm\): corrected for all pairs/);
});

test('behind the tree there are lists within lists', () => {
  const tree = { height: 0.5, children: [{ target: 'a' }, { target: 'b' }] } as const;
  const { text } = markupOf(modelTree(tree, looksOf(run.targets)));
  assert.match(text, /Joined at 0\.50 bits: <ul> <li>a<\/li><li>b<\/li> <\/ul>/);
});

test('without two models that have answered there is nothing to compare', () => {
  const { actions } = recordedActions();
  assert.ok(wordsOf(modelsView.render(screenOf(run, null), actions)).includes(EMPTY.models[0]));
  assert.ok(wordsOf(modelsView.render(screen, actions)).includes(EMPTY.models[0]), 'no tree');
});

test('empty lists of signatures say what they need', () => {
  const { actions } = recordedActions();
  const empty = screenOf(run, reportOf({ signatures: { a: [], b: [] }, phrases: [], echo: [] }));
  const words = wordsOf(signaturesView.render(empty, actions));
  assert.match(words, /Signatures need 3 outputs that share a term/);
  assert.match(words, /No 3 words in a row/);
  assert.match(words, /No output takes up a number/);
});

test('a phrase opens the outputs that hold it', () => {
  const phrase = { phrase: 'move to disturb', outputs: 6, targets: 2, byTarget: { a: 4, b: 2 }, lift: 90, echo: false };
  const said = screenOf(run, reportOf({ phrases: [phrase], echo: [] }));
  let view: ViewState = said.view;
  const actions = {
    ...recordedActions().actions,
    change: (next: (old: ViewState) => ViewState) => void (view = next(view)),
  };
  const button = buttonsOf(signaturesView.render(said, actions)).find(({ name }) => name === 'move to disturb');
  button?.press();
  assert.deepEqual([view.tab, view.outputs.filter], ['outputs', 'move to disturb']);
});
