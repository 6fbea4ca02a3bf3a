import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BetweenReport, CellReport } from '../../../../src/core/model/report.ts';
import { type Figure, figuresOf } from '../../../../webview/state/figures.ts';
import { reportOf, runOf, statistic } from '../screen-fixture.ts';

const between = (more: Partial<BetweenReport>): BetweenReport => ({
  ...{ effectiveModels: 1.843, effectiveModelsInterval: null, effectiveModelsNull: null, p: null },
  ...{ convergenceIndex: null, convergenceIndexInterval: null, pairs: [], tree: null },
  ...more,
});
const run = runOf(['a', 'b', 'c']);
const pooled = {
  distinct: statistic(18),
  'effective-answers': statistic(7.17, { interval: [5.89, 8.71] }),
  'coverage-chao-jost': statistic(0.9604),
  chao1: statistic(21.9, { interval: [19, 40] }),
};

const agreement = {
  within: { value: 0.43, interval: [0.36, 0.51], bounds: [0.37, 0.5], n: 150 },
  between: { value: 0.114, interval: [0.08, 0.16], bounds: [0.09, 0.15], n: 150 },
  tooFew: [],
} as const;

test('the four figures of a run', () => {
  const band = { mean: 1.142, band: [1.1, 1.19] } as const;
  const report = reportOf({ pooled, agreement, between: between({ effectiveModelsNull: band }) });
  assert.deepEqual(
    figuresOf(report, run, false).map(({ value, beside, caption }) => [value, beside, caption]),
    [
      ['18', 'of 150', 'different answers'],
      ['7.2', '5.9–8.7', 'effective answers (95% CI)'],
      ['11%', '8–16', 'two models agree (95% CI); two runs of one model: 43% (36–51)'],
      ['1.8', 'of 3', 'effective models (1.1–1.2 if they were one)'],
    ],
  );
});

test('effective models never stand without what one model would give', () => {
  const caption = (more: Partial<BetweenReport>): string | undefined =>
    figuresOf(reportOf({ pooled, between: between(more) }), run, false)[3]?.caption;
  assert.equal(caption({}), 'effective models (null band not computed yet)');
  assert.match(caption({ effectiveModelsNull: { mean: 1.8, band: [1.7, 1.9] } }) ?? '', /not distinguishable from one/);
  assert.equal(caption({ effectiveModels: null }), 'effective models: too few runs');
  assert.match(figuresOf(reportOf({ pooled }), runOf(['a']), false)[3]?.caption ?? '', /needs two models/);
});

test('models that have not answered are none of those that are compared', () => {
  const counts = reportOf().counts;
  const cell = (target: string, completed: number): CellReport => ({
    ...{ target, condition: 'default', counts: { ...counts, completed }, statistics: {}, modalAnswer: null },
    medianLatencyMs: null,
  });
  const figure = (...cells: readonly CellReport[]): Figure | undefined =>
    figuresOf(reportOf({ pooled, cells, between: between({}) }), run, false)[3];
  assert.equal(figure(cell('a', 50), cell('b', 50), cell('c', 0))?.beside, 'of 2');
  assert.match(figure(cell('a', 50), cell('b', 0), cell('c', 0))?.caption ?? '', /fewer than two have answered/);
});

test('an undefined figure is a dash that says why, never 0', () => {
  const few = reportOf({
    pooled: { 'effective-answers': statistic(null, { n: 1 }), chao1: statistic(3) },
    between: between({}),
  });
  const [, answers, agreed] = figuresOf(few, run, true);
  assert.deepEqual([answers?.value, answers?.caption], ['–', 'effective answers: too few runs']);
  assert.deepEqual([agreed?.value, agreed?.caption], ['–', 'two runs agree: too few runs']);
});

test('an interval that does not exist is not shown', () => {
  const some = { ...pooled, 'effective-answers': statistic(7.17) };
  const [, answers] = figuresOf(reportOf({ pooled: some, between: between({}) }), run, false);
  assert.equal(answers?.caption, 'effective answers: too few runs for an interval');
});

test('one model agrees with itself alone', () => {
  const one = figuresOf(reportOf({ pooled, agreement: { ...agreement, between: null } }), runOf(['a']), false)[2];
  assert.deepEqual([one?.value, one?.beside, one?.caption], ['43%', '36–51', 'two runs agree (95% CI)']);
});

test('between several conditions, the control is the one that is shown', () => {
  const conditions = [
    { id: 'x', prompt: '', system: null, control: false, sha256: '' },
    { id: 'y', prompt: '', system: null, control: true, sha256: '' },
  ];
  const report = reportOf({
    pooled,
    between: { x: between({ effectiveModels: 1 }), y: between({ effectiveModels: 2.5 }) },
  });
  assert.equal(figuresOf(report, runOf(['a', 'b', 'c'], { conditions }), false)[3]?.value, '2.5');
});
