import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellLine,
  differenceLines,
  methodWords,
  orderedFeatures,
  pointsText,
  undecidedText,
} from '../../../../webview/state/conditions.ts';
import { difference, feature, tableOf } from '../conditions-fixture.ts';

const steady = feature('steady', [90, 80, 90], [difference('calm', { difference: -0.1, verdict: 'undecided' })]);
const wide = feature('wide', [50, 90, 50], [difference('calm', { difference: 0.4, verdict: 'undecided' })]);
const sure = feature('sure', [20, 5, 20], [difference('calm', { difference: -0.15 })]);

test('features stand by how far they surely change, or by how often they come', () => {
  const ids = (order: 'change' | 'share'): readonly string[] =>
    orderedFeatures(tableOf([steady, wide, sure]), order).map(({ id }) => id);
  assert.deepEqual(ids('change'), ['sure', 'wide', 'steady']);
  assert.deepEqual(ids('share'), ['steady', 'wide', 'sure']);
});

test('what one model alone does is no change over all of them', () => {
  const own = feature('own', [10, 10, 10], [difference('calm', { target: 'a' })]);
  assert.deepEqual(
    orderedFeatures(tableOf([own, steady]), 'change').map(({ id }) => id),
    ['steady', 'own'],
  );
});

test('points have a true minus sign, a plus, and no sign for none', () => {
  assert.deepEqual([-0.49, 0.123, -0.001, null].map(pointsText), ['−49', '+12', '0', '–']);
});

test('a difference says how far, how sure, and what that means', () => {
  assert.deepEqual(differenceLines(difference('calm')), [
    '−49 points against control, 95% CI −57 to −41',
    'p < 0.0001, corrected p = 0.0002: differs',
  ]);
  assert.deepEqual(differenceLines(difference('calm', { p: null, pHolm: null, verdict: null }))[1], 'nothing to test');
  assert.deepEqual(differenceLines(undefined), []);
});

test('a cell says counts and interval', () => {
  assert.equal(
    cellLine({ count: 76, n: 150, share: 76 / 150, interval: [0.43, 0.59] }),
    '76 of 150 (51%), 95% CI 43–59%',
  );
  assert.equal(cellLine({ count: 0, n: 0, share: null, interval: null }), 'no outputs');
});

test('a table that could not show any difference says so, with its number of runs', () => {
  const table = tableOf([steady], { pooled: { tests: 12, surviving: 0, decidable: false } });
  assert.equal(
    undecidedText(table, false),
    '100 runs a condition are not enough to tell any of 12 differences from chance, however large it were.',
  );
  assert.equal(undecidedText(table, true), '', 'of single models it could');
  assert.match(
    undecidedText(tableOf([steady], { pooled: { tests: 0, surviving: 0, decidable: false } }), false),
    /could be tested/,
  );
});

test('methods are named once each, and only of the differences that are shown', () => {
  const tests = [difference('calm'), difference('dice'), difference('calm', { target: 'a', method: 'fisher' })];
  assert.equal(methodWords(tests, false), 'exact test within each model (stratified)');
  assert.equal(methodWords(tests, true), 'exact test within each model (stratified) or Fisher exact');
});
