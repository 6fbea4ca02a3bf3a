import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberReport } from '../../../../src/core/model/report.ts';
import { chartsOf } from '../../../../webview/charts/spec.ts';
import { looksOf } from '../../../../webview/state/look.ts';

const report = (histogram: Record<string, number>, more: Partial<NumberReport> = {}): NumberReport => ({
  histogram,
  ...{ mean: null, median: null, min: null, max: null, chiSquare: null, p: null, g: null, pG: null },
  spikes: [],
  ...{ lastDigit: null, lastDigitTest: null, kinds: [], fitMethod: null },
  ...more,
});

const targets = ['a', 'b'].map((id) => ({ id, provider: 'p', model: id, label: id, baseUrl: null, parameters: {} }));
const looks = [...looksOf(targets).values()];
const numbers = {
  pooled: report({ '42': 59, '73': 20 }),
  byTarget: { a: report({ '42': 49, '47': 1 }), b: report({ '42': 10, '73': 20 }) },
};

test('small multiples share both axes; only the last writes its marks', () => {
  const charts = chartsOf(numbers, [1, 100], looks, 'per-model');
  assert.deepEqual(
    charts.map(({ top, marks, n, expected }) => ({ top, marks, n, expected: expected?.[41] })),
    [
      { top: 50, marks: false, n: 50, expected: 0.5 },
      { top: 50, marks: true, n: 30, expected: 0.3 },
    ],
  );
  assert.equal(charts[0]?.axis, charts[1]?.axis);
});

test('without a domain there is no fair draw to compare with', () => {
  for (const mode of ['per-model', 'stacked'] as const) {
    for (const chart of chartsOf(numbers, null, looks, mode)) assert.equal(chart.expected, null);
  }
});

test('stacked, one chart holds all models', () => {
  const [chart, ...others] = chartsOf(numbers, [1, 100], looks, 'stacked');
  assert.equal(others.length, 0);
  assert.equal(chart?.series.length, 2);
  assert.equal(chart?.n, 80);
  assert.equal(chart?.top, 60);
});

test('spikes are labelled, those that are not significant are not, and a tested run without any has none', () => {
  const spikes = [
    { value: 42, count: 49, p: 0, pHolm: 0 },
    { value: 47, count: 1, p: 0.4, pHolm: 1 },
  ];
  const labelled = (more: Partial<NumberReport>): readonly number[] | undefined => {
    const byTarget = { a: report({ '42': 49, '47': 1 }, more) };
    return chartsOf({ pooled: byTarget.a, byTarget }, [1, 100], looks, 'per-model')[0]?.labelled;
  };
  assert.deepEqual(labelled({ spikes }), [41]);
  assert.deepEqual(labelled({ p: 0.6 }), []);
  assert.deepEqual(labelled({}), [41], 'nothing tested: the largest bars');
});

test('last digits are expected as often as the domain holds them', () => {
  const lastDigit = [0, 0, 5, 0, 0, 0, 0, 5, 0, 0];
  const byTarget = { a: report({ '2': 5, '7': 5 }, { lastDigit }) };
  const expected = (high: number): readonly number[] | null | undefined =>
    chartsOf({ pooled: byTarget.a, byTarget }, [1, high], looks, 'last-digit')[0]?.expected;
  assert.deepEqual(expected(100), Array(10).fill(1));
  assert.deepEqual(expected(20), Array(10).fill(1));
  // 1 ... 25 holds 1 to 5 three times, all others twice.
  assert.deepEqual(expected(25), [0.8, 1.2, 1.2, 1.2, 1.2, 1.2, 0.8, 0.8, 0.8, 0.8]);
  assert.equal(expected(2.5), null);
  assert.deepEqual(chartsOf(numbers, [1, 100], looks, 'last-digit'), []);
});

test('a last bin that holds fewer values expects fewer', () => {
  const byTarget = { a: report({ '5': 205 }) };
  const [chart] = chartsOf({ pooled: byTarget.a, byTarget }, [1, 205], looks, 'stacked');
  assert.equal(chart?.axis.width, 5);
  const [more] = chartsOf({ pooled: byTarget.a, byTarget }, [1, 203], looks, 'stacked');
  assert.equal(more?.axis.width, 5);
  assert.equal(more?.expected?.[0], (205 * 5) / 203);
  assert.equal(more?.expected?.at(-1), (205 * 3) / 203);
});
