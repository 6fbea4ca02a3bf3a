import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GroupRow } from '../../../../src/core/analysis/rows.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { answersView } from '../../../../webview/views/answers.ts';
import { wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';

const group = (answer: string, count: number): GroupRow => ({
  ...{ id: answer, answer, count, share: count / 150, interval: null, byTarget: { a: count }, byCondition: {} },
  ...{ variantCount: 1, why: '' },
});

test('the tally counts what the snapshot counts, also while its own rows are those of a moment ago', () => {
  const groups = [group('Teal', 99), group('Blue', 51)];
  const screen = screenOf(runOf(['a']), reportOf({ groups, groupsTotal: 3 }));
  const before = { total: 3, rows: [group('Teal', 90), group('Blue', 40), group('Red', 1)] };
  const rows = { read: () => ({ value: before, current: true, error: null }) } as unknown as Screen['rows'];
  const words = wordsOf(answersView.render({ ...screen, rows }, recordedActions().actions));
  assert.match(words, /Teal 99 .*Blue 51 .*Red 1 /u);
  assert.doesNotMatch(words, /Teal 90|Blue 40/u);
});
