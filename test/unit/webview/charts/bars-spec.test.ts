import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectiveAnswersChart } from '../../../../webview/charts/bars-spec.ts';
import { barLines } from '../../../../webview/charts/draw-bars.ts';
import { cellOf } from '../between-fixture.ts';
import { reportOf, runOf, screenOf, statistic } from '../screen-fixture.ts';

const run = runOf(['a', 'b', 'c']);
const cells = [
  cellOf('a', 50, { statistics: { 'effective-answers': statistic(7.8, { interval: [6.5, 15.2], n: 50 }) } }),
  cellOf('b', 13, { statistics: { 'effective-answers': statistic(5.7, { nullBand: [9.5, 13], n: 13 }) } }),
  cellOf('c', 0, { statistics: { 'effective-answers': statistic(null, { n: 0 }) } }),
];

test('one bar per model that answered, on an axis with room for whiskers and fair draws', () => {
  const { rows, top, step } = effectiveAnswersChart(screenOf(run, reportOf({ cells })));
  assert.deepEqual(
    rows.map(({ look, value, interval, fair, n }) => [look.label, value, interval, fair, n]),
    [
      ['a', 7.8, [6.5, 15.2], null, 50],
      ['b', 5.7, null, [9.5, 13], 13],
    ],
  );
  assert.deepEqual([top, step], [20, 5]);
});

test('a tooltip says n, the interval or why there is none, and the fair draw', () => {
  const { rows } = effectiveAnswersChart(screenOf(run, reportOf({ cells })));
  assert.deepEqual(rows.map(barLines), [
    ['7.8 effective answers, n 50', '95% CI 6.5–15.2'],
    ['5.7 effective answers, n 13', 'too few runs for an interval', 'a fair draw: 9.5–13.0'],
  ]);
});
