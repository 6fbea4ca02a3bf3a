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

const of = (figures: readonly Figure[], id: string): Figure | undefined => figures.find((figure) => figure.id === id);

test('the figures of a run', () => {
  const band = { mean: 1.142, band: [1.1, 1.19] } as const;
  const report = reportOf({
    pooled: { ...pooled, 'coverage-good-turing': statistic(0.96, { n: 150 }) },
    agreement,
    between: between({ effectiveModelsNull: band }),
  });
  assert.deepEqual(
    figuresOf(report, run, false).map(({ value, caption, note }) => [value, caption, note]),
    [
      ['18', 'different answers', 'Among 150 answers'],
      ['7.2', 'effective answers', '95% CI 5.9–8.7, n 150'],
      ['1.8 of 3', 'effective models (1.1–1.2 if one)', '1.1–1.2 if they were one model'],
      ['96%', 'sample coverage', 'n 150'],
    ],
  );
});

test('effective models never stand without what one model would give', () => {
  const figure = (more: Partial<BetweenReport>): Figure | undefined =>
    of(figuresOf(reportOf({ pooled, between: between(more) }), run, false), 'effective-models');
  assert.match(figure({})?.note ?? '', /one model alone would give is not computed yet/);
  assert.equal(
    figure({ effectiveModelsNull: { mean: 1.8, band: [1.7, 1.9] } })?.caption,
    'effective models (as if one)',
  );
  assert.deepEqual(
    [figure({ effectiveModels: null })?.value, figure({ effectiveModels: null })?.note],
    ['–', 'Too few runs'],
  );
  assert.equal(of(figuresOf(reportOf({ pooled }), runOf(['a']), false), 'effective-models'), undefined, 'of one model');
});

test('models that have not answered are none of those that are compared', () => {
  const counts = reportOf().counts;
  const cell = (target: string, completed: number): CellReport => ({
    ...{ target, condition: 'default', counts: { ...counts, completed }, statistics: {}, modalAnswer: null },
    medianLatencyMs: null,
  });
  const figure = (...cells: readonly CellReport[]): Figure | undefined =>
    of(figuresOf(reportOf({ pooled, cells, between: between({}) }), run, false), 'effective-models');
  assert.match(figure(cell('a', 50), cell('b', 50), cell('c', 0))?.value ?? '', /of 2$/);
  assert.match(figure(cell('a', 50), cell('b', 0), cell('c', 0))?.note ?? '', /Fewer than two models have answered/);
});

test('an undefined figure is a dash that says why, never 0', () => {
  const few = reportOf({ pooled: { 'effective-answers': statistic(null, { n: 1 }), chao1: statistic(3) } });
  const figures = figuresOf(few, runOf(['a']), true);
  const [answers, agreed] = [of(figures, 'effective-answers'), of(figures, 'agreement')];
  assert.deepEqual([answers?.value, answers?.note], ['–', 'Too few runs']);
  assert.deepEqual([agreed?.value, agreed?.note], ['–', 'Too few runs']);
});

test('an interval that does not exist is not shown', () => {
  const some = { ...pooled, 'effective-answers': statistic(7.17) };
  const [, answers] = figuresOf(reportOf({ pooled: some, between: between({}) }), run, false);
  assert.match(answers?.note ?? '', /^Too few runs for an interval, n /);
});

test('one model agrees with itself alone', () => {
  const report = reportOf({ pooled, agreement: { ...agreement, between: null } });
  const one = of(figuresOf(report, runOf(['a']), false), 'agreement');
  assert.deepEqual([one?.value, one?.note], ['43%', '95% CI 36–51%, n 150']);
});

test('coverage is shown from 20 answers on, of short ones, and is whole only where none was seen once', () => {
  const shown = (value: number, n: number, more: Parameters<typeof reportOf>[0] = {}): string | undefined =>
    of(
      figuresOf(reportOf({ pooled: { 'coverage-good-turing': statistic(value, { n }) }, ...more }), run, false),
      'coverage-good-turing',
    )?.value;
  assert.equal(shown(0.96, 19), undefined);
  assert.equal(shown(0.96, 20), '96%');
  assert.equal(shown(1, 150, { groups: [], groupsTotal: 0 }), '100%');
  assert.equal(shown(0.9993, 1500), '> 99%');
  assert.equal(shown(1, 150, { groups: [], groupsTotal: 3 }), '> 99%', 'those that are not here may have come once');
  assert.equal(shown(0.96, 150, { phrases: [] }), undefined, 'long answers');
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
  assert.equal(figuresOf(report, runOf(['a', 'b', 'c'], { conditions }), false)[2]?.value, '2.5 of 3');
});
