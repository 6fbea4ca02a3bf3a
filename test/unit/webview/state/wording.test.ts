import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SharedPart, SharedPhrase } from '../../../../src/core/model/report.ts';
import { outputsWith, phrasesByOrigin, saidBySeveral, signaturesByModel } from '../../../../webview/state/wording.ts';
import { cellOf } from '../between-fixture.ts';
import { reportOf, statistic } from '../screen-fixture.ts';

const group = {
  ...{ id: 'g73', answer: '73', count: 33, share: 0.22, interval: null, byTarget: {}, byCondition: {}, why: '' },
  variantCount: 1,
};

test('a signature carries the number of outputs it is of', () => {
  const term = { term: '42', z: 8, documents: 49, otherDocuments: 10, p: 0, pAdjusted: 0 };
  const report = reportOf({ signatures: { a: [term] }, cells: [cellOf('a', 50), cellOf('a', 20), cellOf('b', 9)] });
  assert.deepEqual(signaturesByModel(report, ['a', 'b']), [
    { target: 'a', n: 70, terms: [term] },
    { target: 'b', n: 9, terms: [] },
  ]);
  assert.equal(signaturesByModel(reportOf(), ['a']), null);
});

test('phrases of the prompt are set apart', () => {
  const phrase = (text: string, echo: boolean): SharedPhrase => ({
    ...{ phrase: text, outputs: 2, targets: 1, byTarget: {}, lift: null, echo },
  });
  const { own, echoed } = phrasesByOrigin([phrase('a b c', false), phrase('d e f', true)]);
  assert.deepEqual([own.map((one) => one.phrase), echoed.map((one) => one.phrase)], [['a b c'], ['d e f']]);
});

test('what several models say are shared parts, and phrases of files that have none', () => {
  const phrases: readonly SharedPhrase[] = [
    { phrase: 'a b c', outputs: 2, targets: 2, byTarget: { a: 1, b: 1 }, lift: null, echo: false },
    { phrase: 'd e f', outputs: 2, targets: 2, byTarget: { a: 1, b: 1 }, lift: null, echo: true },
    { phrase: 'g h i', outputs: 2, targets: 1, byTarget: { a: 2 }, lift: null, echo: false },
  ];
  const sharedParts: readonly SharedPart[] = [
    { text: 'Eldrin', outputs: 9, share: 0.5, byTarget: { a: 4, b: 5 } },
    { text: 'a fox', outputs: 7, share: 0.4, byTarget: { a: 7 } },
  ];
  const texts = (report: Parameters<typeof saidBySeveral>[0]) => saidBySeveral(report).map(({ text }) => text);
  assert.deepEqual(texts({ phrases, sharedParts }), ['Eldrin']);
  assert.deepEqual(texts({ phrases }), ['a b c']);
});

test('a term leads to its answer where it is one, else to the outputs that hold it', () => {
  const report = reportOf({ groups: [group] });
  // 73 as a text would also find 730.
  assert.deepEqual(outputsWith('73', report), { filter: '', group: 'g73', trait: null, through: null, open: [] });
  assert.deepEqual(outputsWith('move to disturb', report), {
    filter: 'move to disturb',
    group: null,
    trait: null,
    through: null,
    open: [],
  });
  const long = reportOf({ groups: [group], pooled: { 'distinct-2': statistic(0.9) } });
  assert.deepEqual(
    outputsWith('73', long),
    { filter: '73', group: null, trait: null, through: null, open: [] },
    'a word of long texts',
  );
});
