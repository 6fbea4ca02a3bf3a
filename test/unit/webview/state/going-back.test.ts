import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backFrom } from '../../../../webview/state/going-back.ts';
import { FIRST_VIEW, isListedAnew, type ViewState } from '../../../../webview/state/view-state.ts';

/** Tabs passed on the way back until there is nowhere to go. */
function wayBack(view: ViewState): readonly ViewState[] {
  const next = backFrom(view);
  return next === null ? [] : [next, ...wayBack(next)];
}

test('Escape leads from the outputs of an answer back to where it was clicked', () => {
  const view: ViewState = {
    ...FIRST_VIEW,
    ...{ tab: 'outputs', outputs: { filter: '', group: 'g', trait: null, through: null, open: ['k 1'] } },
    cards: { ...FIRST_VIEW.cards, from: 'answers' },
  };
  const steps = wayBack(view);
  assert.deepEqual(
    steps.map(({ tab, outputs, cards }) => [tab, outputs.group, outputs.open.length, cards.from]),
    [
      ['outputs', 'g', 0, 'answers'],
      ['answers', null, 0, null],
    ],
  );
});

test('without a way it came, narrowing ends step by step', () => {
  const view: ViewState = {
    ...FIRST_VIEW,
    ...{ tab: 'outputs', outputs: { filter: 'x', group: 'g', trait: null, through: null, open: [] } },
    cards: { ...FIRST_VIEW.cards, status: 'failed' },
  };
  const steps = wayBack(view);
  assert.deepEqual(
    steps.map(({ outputs, cards }) => [outputs.group, cards.status, outputs.filter]),
    [
      [null, 'failed', 'x'],
      [null, null, 'x'],
      [null, null, ''],
    ],
  );
});

test('what is chosen goes first, then what is open', () => {
  const view: ViewState = {
    ...FIRST_VIEW,
    ...{ tab: 'answers', answers: { filter: 'x', rung: 'raw', page: 3, open: ['g'] } },
    hand: { groups: ['g'], of: 'g', wordings: ['w'] },
  };
  const steps = wayBack(view);
  assert.equal(steps.length, 4);
  assert.deepEqual(steps[0]?.hand, FIRST_VIEW.hand);
  assert.deepEqual(steps.at(-1), { ...FIRST_VIEW, tab: 'answers' });
  assert.equal(backFrom({ ...FIRST_VIEW, tab: 'overview' }), null);
});

test('heights are forgotten when other outputs are listed, not when one is opened', () => {
  const listed = (outputs: Partial<ViewState['outputs']>, cards: Partial<ViewState['cards']>): boolean =>
    isListedAnew(FIRST_VIEW, {
      ...FIRST_VIEW,
      outputs: { ...FIRST_VIEW.outputs, ...outputs },
      cards: { ...FIRST_VIEW.cards, ...cards },
    });
  assert.equal(listed({ open: ['k 1'] }, { from: 'answers', shared: false }), false);
  for (const changed of [{ status: 'failed' }, { hidden: ['m'] }, { diff: true }] as const) {
    assert.equal(listed({}, changed), true);
  }
  assert.equal(listed({ filter: 'x' }, {}), true);
});
