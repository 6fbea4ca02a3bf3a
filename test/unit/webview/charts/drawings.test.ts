import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NumberReport } from '../../../../src/core/model/report.ts';
import { countTable } from '../../../../webview/charts/count-table.ts';
import { barsSvg } from '../../../../webview/charts/bars-svg.ts';
import { histogramSvg } from '../../../../webview/charts/histogram-svg.ts';
import { chartsOf } from '../../../../webview/charts/spec.ts';
import { element, xmlText } from '../../../../webview/charts/svg-text.ts';
import type { ChartTheme } from '../../../../webview/charts/theme.ts';
import { looksOf } from '../../../../webview/state/look.ts';

const THEME: ChartTheme = {
  ...{ foreground: 'rgb(1, 2, 3)', dim: 'gray', grid: 'gray', background: 'white', border: 'gray' },
  ...{ models: ['orange', 'blue', 'purple', 'green', 'red', 'yellow'], fontFamily: '"Segoe UI", sans-serif' },
};
const HOSTILE = '</text><script>alert(1)</script>"&\u0000\u001b[31m\ud800';

const report = (histogram: Readonly<Record<string, number>>): NumberReport => ({
  ...{ histogram, mean: null, median: null, min: null, max: null, chiSquare: null, p: null, g: null, pG: null },
  ...{ spikes: [], lastDigit: null, lastDigitTest: null, kinds: [], fitMethod: null },
});
const target = (label: string) => ({ id: label, label, provider: 'openai', model: 'm', baseUrl: null, parameters: {} });
const looks = [...looksOf([target('a'), target(HOSTILE)]).values()];
const numbers = {
  pooled: report({ 1: 2, 7: 8 }),
  byTarget: Object.fromEntries(
    looks.map((look, place) => [look.target, report(place === 0 ? { 7: 5 } : { 1: 2, 7: 3 })]),
  ),
};

/** Opening and closing tags in order; throws where they do not fit. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, end, name] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*>/g)) {
    if (end === '') open.push(name ?? '');
    else assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
  assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(svg) && !/\p{Surrogate}/u.test(svg));
  assert.ok(!/&(?!amp;|lt;|gt;|quot;)/.test(svg));
}

test('text in a drawing is text, whatever it says', () => {
  assert.equal(xmlText('<b a="1">&'), '&lt;b a=&quot;1&quot;&gt;&amp;');
  assert.equal(xmlText('a\u0000\u001b\ud800b😄'), 'a\ufffd\ufffd\ufffdb😄');
  assert.equal(
    element('g', { a: 1 / 3, b: undefined, c: '"' }, ['x', element('b', {})]).svg,
    '<g a="0.33" c="&quot;">x<b></b></g>',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => assertWellFormed(element('text', { x: text }, text).svg)),
    { numRuns: 30 },
  );
});

test('a drawing of numbers shows every chart, its n and the fair draw, in the colours of the theme', () => {
  for (const mode of ['per-model', 'stacked'] as const) {
    const charts = chartsOf(numbers, [1, 10], looks, mode);
    const svg = histogramSvg(charts, { title: HOSTILE, aside: '2 models × 5' }, THEME);
    assertWellFormed(svg);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960"/);
    assert.ok(!svg.includes('<script') && svg.includes('&lt;script&gt;'));
    assert.equal(svg.match(/>n = \d+</g)?.length, charts.length);
    assert.match(svg, />uniform draw</);
    assert.equal(svg.match(/fill="url\(#fill-\d\)"/g)?.length, 5, 'three bars and two names');
    assert.ok(svg.includes('fill="rgb(1, 2, 3)"') && svg.includes('&quot;Segoe UI&quot;'));
  }
});

test('higher bars are higher: a pixel height goes with its count', () => {
  const svg = histogramSvg(chartsOf(numbers, [1, 10], looks, 'per-model').slice(0, 1), { title: '', aside: '' }, THEME);
  const [, height] = /<rect x="[\d.]+" y="[\d.]+" width="26" height="([\d.]+)"/.exec(svg) ?? [];
  assert.ok(Math.abs(Number(height) - (260 * 5) / 6) < 0.1, `${height}`);
});

test('bars are cut by model, name what they stand for and how often it came', () => {
  const [a, b] = looks.map((look) => look.target) as [string, string];
  const rows = [
    { label: `${HOSTILE} one`, count: 3, n: 5, byTarget: { [a]: 1, [b]: 2 } },
    { label: 'two', count: 1, n: 5, byTarget: null },
  ];
  const svg = barsSvg(rows, looks, { title: 'Name a fruit', aside: '' }, THEME);
  assertWellFormed(svg);
  assert.match(svg, />60%  3 of 5</);
  assert.match(svg, />two</);
  const widths = [...svg.matchAll(/<rect x="[\d.]+" y="\d+" width="([\d.]+)" height="18" fill="url/g)].map(
    ([, width]) => Number(width),
  );
  assert.equal(widths.length, 2);
  assert.ok(Math.abs(widths[1]! - 2 * widths[0]!) < 0.1, widths.join());
  assert.ok(!svg.includes('<script'));
});

test('the counts behind charts are a table without empty rows', () => {
  assert.deepEqual(countTable(chartsOf(numbers, [1, 10], looks, 'per-model')), [
    ['Number', 'a', HOSTILE],
    ['1', 0, 2],
    ['7', 5, 3],
  ]);
  assert.deepEqual(countTable([]), [['Number']]);
});
