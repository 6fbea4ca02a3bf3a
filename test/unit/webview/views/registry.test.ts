import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberReport } from '../../../../src/core/model/report.ts';
import { openView, VIEWS, visibleViews } from '../../../../webview/views/registry.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';

const run = runOf(['a', 'b']);
const pooled: NumberReport = {
  ...{ histogram: { '42': 2 }, mean: 42, median: 42, min: 42, max: 42, chiSquare: null, p: null, g: null, pG: null },
  ...{ spikes: [], lastDigit: null, lastDigitTest: null, kinds: [], fitMethod: null },
};
const texts = screenOf(run, reportOf());
const numbers = screenOf(run, reportOf({ numbers: { pooled, byTarget: {} } }));

test('Numbers is a tab only where the answers are numbers', () => {
  const ids = (screen: typeof texts): readonly string[] => visibleViews(screen).map(({ id }) => id);
  assert.deepEqual(ids(texts), ['overview', 'answers', 'outputs', 'models']);
  assert.deepEqual(ids(numbers), ['overview', 'answers', 'numbers', 'outputs', 'models']);
  assert.deepEqual(ids(screenOf(run, null)), ['overview', 'answers', 'outputs', 'models']);
});

test('Models needs two models, Signatures something to compare or to echo', () => {
  const ids = (...args: Parameters<typeof screenOf>): readonly string[] =>
    visibleViews(screenOf(...args)).map(({ id }) => id);
  assert.ok(!ids(runOf(['a']), reportOf()).includes('models'));
  assert.ok(!ids(runOf(['a']), reportOf({ echo: [] })).includes('signatures'));
  assert.ok(ids(run, reportOf({ signatures: { a: [], b: [] } })).includes('signatures'));
  assert.ok(ids(runOf(['a']), reportOf({ phrases: [] })).includes('signatures'));
  const echo = [{ term: '#050510', kind: 'colour', outputs: 2, rate: 0.5 }] as const;
  assert.ok(ids(runOf(['a']), reportOf({ echo })).includes('signatures'));
});

test('a kept tab that does not apply any more gives way to the first', () => {
  const view = { ...texts.view, tab: 'numbers' };
  assert.equal(openView({ ...numbers, view }).id, 'numbers');
  assert.equal(openView({ ...texts, view }).id, 'overview');
});

test('tabs carry their counts', () => {
  assert.deepEqual(
    visibleViews(numbers).map((view) => view.count(numbers)),
    [null, 18, null, 150, null],
  );
});

test('ids are unique', () => {
  assert.equal(new Set(VIEWS.map(({ id }) => id)).size, VIEWS.length);
});

test('Outputs asks for the first page of every model, and for no more than it shows', () => {
  const view = visibleViews(texts).find(({ id }) => id === 'outputs')!;
  assert.deepEqual(
    view.wants(texts).map(({ params }) => params),
    run.targets.map(({ id }) => ({ target: id, condition: 'default', offset: 0, limit: 40, text: '', group: null })),
  );
});

test('Sentences is a tab only where a run asks which of them make the answer', () => {
  const screening = { answers: [], rows: 12, strongest: [], parts: [] };
  const ids = (report: Parameters<typeof screenOf>[1]): readonly string[] =>
    visibleViews(screenOf(run, report)).map(({ id }) => id);
  assert.ok(ids(reportOf({ screening })).includes('sentences'));
  assert.ok(!ids(reportOf()).includes('sentences'));
});
