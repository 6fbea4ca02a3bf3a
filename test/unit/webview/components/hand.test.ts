import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GroupRow } from '../../../../src/core/analysis/rows.ts';
import type { GroupVariant } from '../../../../src/core/model/report.ts';
import { handBar, refusal } from '../../../../webview/components/hand-bar.ts';
import { variantRows } from '../../../../webview/components/variant-rows.ts';
import { wordingKey } from '../../../../webview/state/choosing.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { FIRST_VIEW } from '../../../../webview/state/view-state.ts';
import { buttonsOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';

const group: GroupRow = {
  ...{ id: 'teal', answer: 'Teal', count: 5, share: 1, interval: null, byTarget: { a: 5 }, byCondition: {} },
  ...{ variantCount: 2, why: '2 wordings merged: folded: case.' },
};
const variant = (text: string, why: string): GroupVariant => ({ text, count: 2, why, byTarget: { a: 2 } });

const base = screenOf(runOf(['a']), reportOf(), { edits: { merges: 1, splits: 0, idle: 0, canUndo: true } });

function withVariants(variants: readonly GroupVariant[], hand: Partial<Screen['view']['hand']> = {}): Screen {
  const read = (): { value: unknown; current: boolean; error: null } => ({
    value: variants,
    current: true,
    error: null,
  });
  return { ...base, view: { ...base.view, hand: { ...FIRST_VIEW.hand, ...hand } }, rows: { read } as Screen['rows'] };
}
const chosen = (groups: readonly string[], more: Partial<Screen> = {}): Screen => ({
  ...base,
  ...more,
  view: { ...base.view, hand: { ...FIRST_VIEW.hand, groups } },
});

test('chosen answers are merged at a press, two of them at least', () => {
  const { actions, pressed } = recordedActions();
  const [, one] = buttonsOf(handBar(chosen(['teal']), actions));
  assert.deepEqual([one?.name, one?.disabled], ['Merge', true]);
  const [undo, merge] = buttonsOf(handBar(chosen(['teal', 'blue']), actions));
  assert.equal(merge?.disabled, false);
  merge?.press();
  undo?.press();
  assert.deepEqual(pressed, ['{"kind":"merge","groups":["teal","blue"]}', 'undo']);
  assert.match(
    wordsOf(handBar(chosen(['teal', 'blue']), actions)),
    /1 merge by hand Undo 2 answers chosen Merge Clear/,
  );
});

test('while an edit is on its way, or another window writes the run, nothing can be pressed that would edit', () => {
  const { actions } = recordedActions();
  const busy = chosen(['teal', 'blue'], { hand: { isBusy: true, problem: '' } });
  assert.deepEqual(
    buttonsOf(handBar(busy, actions)).map(({ name, disabled }) => [name, disabled]),
    [
      ['Undo', true],
      ['Merge', true],
      ['Clear', false],
    ],
  );
  const snapshot = { ...base.snapshot, edits: { merges: 1, splits: 0, idle: 0, canUndo: false } };
  assert.equal(buttonsOf(handBar({ ...base, snapshot }, actions))[0]?.disabled, true);
});

test('a refusal is said beside the answers until it is read', () => {
  const { actions, pressed } = recordedActions();
  const refused = { ...base, hand: { isBusy: false, problem: 'That is the whole group.' } };
  assert.equal(wordsOf(refusal(refused, actions)), 'That is the whole group.');
  buttonsOf(refusal(refused, actions))[0]?.press();
  assert.deepEqual(pressed, ['dismiss edit']);
  assert.equal(wordsOf(refusal(base, actions)), '');
});

test('an open group says why it is one, and each wording can be split off, alone or with others', () => {
  const { actions, pressed } = recordedActions();
  const variants = [variant('Teal', ''), variant('teal', 'folded: case')];
  const open = variantRows(group, withVariants(variants), actions);
  assert.match(wordsOf(open), /2 wordings merged: folded: case\./);
  buttonsOf(open)
    .find(({ name }) => name === 'Split off teal')
    ?.press();
  const both = withVariants(variants, { of: 'teal', wordings: ['Teal', 'teal'].map(wordingKey) });
  buttonsOf(variantRows(group, both, actions))
    .find(({ name }) => name === 'Split off 2 wordings')
    ?.press();
  assert.deepEqual(pressed, [
    '{"kind":"split","group":"teal","texts":["teal"]}',
    '{"kind":"split","group":"teal","texts":["Teal","teal"]}',
  ]);
});

test('a group of one wording offers nothing to split', () => {
  const { actions } = recordedActions();
  assert.deepEqual(buttonsOf(variantRows(group, withVariants([variant('Teal', '')]), actions)), []);
});
