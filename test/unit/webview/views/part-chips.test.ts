import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partChips } from '../../../../webview/components/part-chips.ts';
import type { ViewState } from '../../../../webview/state/view-state.ts';
import { overviewView } from '../../../../webview/views/overview.ts';
import { signaturesView } from '../../../../webview/views/signatures.ts';
import { nothing } from 'lit/html.js';
import type { SharedPart } from '../../../../src/core/model/report.ts';
import { buttonsOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';

const sharedParts: readonly SharedPart[] = [
  { text: 'Eldrin', outputs: 90, share: 0.6, byTarget: { a: 90 } },
  { text: 'a quiet village', outputs: 50, share: 1 / 3, byTarget: { a: 20, b: 30 } },
];
const screen = screenOf(runOf(['a', 'b']), reportOf({ sharedParts, phrases: [], echo: [] }));

for (const view of [overviewView, signaturesView])
  test(`a chip of ${view.title} says in how many outputs a part is, and opens them`, () => {
    let shown: ViewState = { ...screen.view, tab: view.id };
    const actions = {
      ...recordedActions().actions,
      change: (next: (old: ViewState) => ViewState) => void (shown = next(shown)),
    };
    const drawn = view.render(screen, actions);
    assert.match(wordsOf(drawn), /Shared wording.*Eldrin 90 of 150 a quiet village 50/su);
    buttonsOf(drawn)
      .find(({ name }) => name.includes('a quiet village'))!
      .press();
    const { filter, group } = shown.outputs;
    assert.deepEqual([shown.tab, filter, group, shown.cards.from], ['outputs', 'a quiet village', null, view.id]);
  });

test('there are no chips in files of earlier versions, nor for what the tally tells', () => {
  assert.equal(
    partChips(reportOf(), () => undefined),
    nothing,
  );
  const told = {
    id: 'g',
    answer: 'Eldrin',
    count: 90,
    share: 0.6,
    interval: null,
    byTarget: {},
    why: '',
    variantCount: 1,
  };
  const { groups: _none, ...report } = reportOf({ sharedParts: sharedParts.slice(0, 1) });
  assert.equal(
    partChips({ ...report, groups: [told as never] }, () => undefined),
    nothing,
  );
});
