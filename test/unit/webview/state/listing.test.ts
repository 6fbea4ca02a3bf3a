import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../../src/core/model/run.ts';
import { conditionShown, shownColumns } from '../../../../webview/state/listing.ts';
import { viewOfOutputs } from '../../../../webview/state/opening.ts';
import { FIRST_VIEW, restoreView, type ViewState } from '../../../../webview/state/view-state.ts';

function runOf(targets: number, conditions: readonly string[]): Run {
  return {
    targets: Array.from({ length: targets }, (_, at) => ({ id: `t${at}` })),
    conditions: conditions.map((id) => ({ id, control: id === 'plain' })),
  } as unknown as Run;
}

const cards = (part: Partial<ViewState['cards']>): ViewState => ({
  ...FIRST_VIEW,
  cards: { ...FIRST_VIEW.cards, ...part },
});
const FIVE = ['warm', 'plain', 'cold', 'new', 'old'];
const MANY = runOf(3, FIVE);
const columns = (run: Run, view: ViewState): readonly string[] =>
  shownColumns({ run, report: null, view }).map(({ target, condition }) => `${target} ${condition}`);

test('many columns begin with those of the control, few with all', () => {
  assert.deepEqual(columns(MANY, FIRST_VIEW), ['t0 plain', 't1 plain', 't2 plain']);
  assert.equal(columns(runOf(3, ['warm', 'plain']), FIRST_VIEW).length, 6);
  assert.equal(columns(runOf(9, ['plain']), FIRST_VIEW).length, 9);
});

test('every condition, and all of them, can be chosen, and what was chosen is kept', () => {
  for (const condition of FIVE) {
    const view = restoreView(JSON.parse(JSON.stringify(cards({ condition }))));
    assert.equal(conditionShown({ run: MANY, view }), condition);
  }
  const all = restoreView(JSON.parse(JSON.stringify(cards({ allConditions: true }))));
  assert.equal(conditionShown({ run: MANY, view: all }), null);
  assert.equal(columns(MANY, all).length, 15);
});

test('a condition that the run does not have shows all', () => {
  assert.equal(columns(MANY, cards({ condition: 'gone' })).length, 15);
});

test('a figure leads to the outputs it counts: of its condition, or of all', () => {
  const of = (condition?: string): string | null =>
    conditionShown({ run: MANY, view: viewOfOutputs(FIRST_VIEW, { text: 'x', ...(condition && { condition }) }, []) });
  assert.deepEqual([of('cold'), of()], ['cold', null]);
});
