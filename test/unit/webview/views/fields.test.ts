import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing } from 'lit/html.js';
import type { FieldReport } from '../../../../src/core/model/report.ts';
import { fieldTally } from '../../../../webview/components/field-tally.ts';
import { itemChips } from '../../../../webview/components/item-chips.ts';
import { isSource } from '../../../../webview/components/tally.ts';
import { answersView } from '../../../../webview/views/answers.ts';
import { overviewView } from '../../../../webview/views/overview.ts';
import { buttonsOf, wordsOf } from '../markup.ts';
import { recordedActions, reportOf, runOf, screenOf } from '../screen-fixture.ts';

const fields: readonly FieldReport[] = [
  {
    ...{ field: 'sentiment', extractor: 'json:sentiment', outputs: 150, different: 2 },
    values: [
      { value: 'negative', outputs: 130 },
      { value: 'positive', outputs: 20 },
    ],
  },
  { field: 'a.b', extractor: null, outputs: 3, different: 1, values: [{ value: '1', outputs: 3 }] },
];
const screen = screenOf(runOf(['a']), reportOf({ extractor: 'json', fields, echo: [] }));

for (const view of [overviewView, answersView])
  test(`fields are told on ${view.title}`, () => {
    const words = wordsOf(view.render(screen, recordedActions().actions));
    assert.match(words, /sentiment\s+negative\s+in 130 of 150\s+·\s+positive\s+in 20/u);
  });

test('outputs without fields have no table of them', () => {
  const read = screenOf(runOf(['a']), reportOf({ extractor: 'json:sentiment', fields }));
  const none = screenOf(runOf(['a']), reportOf());
  assert.equal(fieldTally(none), nothing);
  assert.deepEqual([isSource(screen), isSource(read), isSource(none)], [true, false, false]);
});

test('what is listed has chips that open the outputs', () => {
  const opened: string[] = [];
  const named = {
    named: 30,
    whole: 0,
    items: [
      { item: 'Paris', outputs: 30 },
      { item: 'Rome', outputs: 12 },
    ],
  };
  const chips = itemChips({ named }, (text) => opened.push(text));
  assert.match(wordsOf(chips as never), /Paris\s+30 of 30\s+Rome\s+12/u);
  buttonsOf(chips as never)[1]!.press();
  assert.deepEqual(opened, ['Rome']);
  assert.equal(
    itemChips({ named: { named: 3, whole: 0 } }, () => undefined),
    nothing,
  );
});
